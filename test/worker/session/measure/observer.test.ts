/** Watching a run: what can be judged is looked at when it is time, and what cannot is said at once. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { fixedPoints } from '../../../../src/worker/data/point-set.ts'
import type { Dataset } from '../../../../src/worker/data/dataset.ts'
import { Judges } from '../../../../src/worker/session/measure/judges.ts'
import { Observer } from '../../../../src/worker/session/measure/observer.ts'
import { ReferenceBuilder } from '../../../../src/worker/session/measure/reference-builder.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { picturesOf, tableSummary } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { tiny, tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => {
  vi.useRealTimers()
  runs.splice(0).forEach((run) => run.dispose())
})

const judges = () =>
  new Judges(
    (path) => Promise.resolve(Uint8Array.from(readFileSync(`public/${path}`)).buffer),
    () => undefined,
  )

function watched(run: Run): { run: Run; observer: Observer } {
  runs.push(run)
  const observer = new Observer(judges())
  observer.reset(run)
  return { run, observer }
}

const table = (count: number, at: (i: number) => number): Dataset =>
  fixedPoints(
    Float32Array.from({ length: 2 * count }, (_, i) => at(i)),
    tableSummary({ count }),
  )

const own = tiny({ dataset: 'own', model: 'mlp' })

/** Draws until a look is due, and looks. */
async function look({ run, observer }: ReturnType<typeof watched>, rows: Float32Array, seen?: Float32Array) {
  for (let tries = 0; tries < 1000; tries++) {
    const fakes = observer.draw(run)
    if (fakes !== null) return observer.observe(run, rows, seen ?? (await fakes))
  }
  return null
}

describe('what cannot be judged', () => {
  test('for want of items is said before the first step', () => {
    const { observer } = watched(new Run(own, table(12, Math.sin)))
    expect(observer.verdict).toEqual({
      kind: 'unjudged',
      since: 0,
      evidence: ['12 items are too few to judge a run by; 24 are needed.'],
    })
  })

  test('as all items are alike is said as soon as they were read, and no figure is made of it', async () => {
    const one = watched(
      new Run(
        own,
        table(40, () => 0.5),
      ),
    )
    expect(await look(one, new Float32Array(SERIES_WIDTH))).toBeNull()
    expect(one.observer.verdict.kind).toBe('unjudged')
    expect(one.observer.verdict.evidence[0]).toContain('All 40 items are alike')
    expect(one.observer.metrics).toEqual({ samples: 0 })
  })

  test('is forgotten with the data', () => {
    const { observer } = watched(new Run(own, table(12, Math.sin)))
    observer.reset(watched(tinyRun()).run)
    expect(observer.verdict.kind).toBe('warming-up')
  })
})

/** 40 pictures, each of one bright bar on black. */
const of40 = () =>
  picturesOf({
    size: 8,
    pixels: Uint8Array.from({ length: 40 * 64 }, (_, at) => (at % 8 === (at >> 6) % 8 ? 255 : (at >> 6) % 5)),
  })
const bars = of40()

describe('what can be judged', () => {
  test('is measured once the reals are digested, and the verdict comes of it', async () => {
    const one = watched(
      new Run(
        own,
        table(80, (i) => Math.sin(7 * i)),
      ),
    )
    const metrics = await look(one, new Float32Array(SERIES_WIDTH))
    expect(metrics?.diversity).toBeGreaterThan(0)
    expect(one.observer.verdict).toMatchObject({ kind: 'warming-up', since: 0 })
    expect(one.observer.verdict.evidence[0]).toContain('No judgement before step 200')
  })

  test('against known modes is measured without waiting for that', async () => {
    const one = watched(tinyRun())
    expect(await look(one, new Float32Array(SERIES_WIDTH))).toMatchObject({ modesTotal: 8, samples: 2500 })
  })

  test('waits while the hand must not be kept waiting', () => {
    const { run, observer } = watched(tinyRun())
    observer.isQuiet = () => true
    expect(observer.draw(run)).toBeNull()
  })

  test('of pictures waits for a probe, which is taught between looks, and then says how whole they look', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const one = watched(new Run(tiny({ dataset: 'own', model: 'mlp', size: 8 }), bars))
    const asGoodAsReal = bars.draw(streamFor(3, 'data'), 256)
    const waited: string[] = []
    for (let step = 300; step < 330; step++) {
      vi.advanceTimersByTime(3000)
      const rows = Float32Array.from({ length: SERIES_WIDTH }, (_, column) => (column === 0 ? step : 0.5))
      await look(one, rows, asGoodAsReal)
      if (one.observer.metrics.fidelity !== undefined) break
      waited.push(`${one.observer.verdict.kind}: ${one.observer.verdict.evidence.join(' ')}`)
    }
    expect(waited.length).toBeGreaterThan(0)
    for (const words of waited)
      expect(words).toMatch(/^warming-up: .*whether they look whole is being measured/)
    // The slow look draws fakes of its own, which an untrained generator makes gray.
    expect(one.observer.metrics.fidelity).toBeLessThan(0.5)
  })

  test('of pictures does without looks where the network that sees them cannot be had', async () => {
    const builder = new ReferenceBuilder(of40(), 1, () => Promise.resolve(null))
    expect(builder.probeAwaited).toBe(true)
    for (let i = 0; i < 10_000 && (builder.probeAwaited || builder.reference === null); i++)
      await Promise.resolve(builder.proceed())
    expect(builder.probe).toBeNull()
    expect(builder.reference).not.toBeNull()
  })

  test('of pictures that a run was judged on before needs no second lesson', async () => {
    const before = new ReferenceBuilder(bars, 1, () => judges().perceptualNet())
    for (let i = 0; i < 10_000 && before.probe === null; i++) await Promise.resolve(before.proceed())
    const after = new ReferenceBuilder(bars, 2, () => judges().perceptualNet())
    expect(after.probeAwaited).toBe(false)
    expect(after.probe).toBe(before.probe)
    expect(after.probe).not.toBeNull()
  })
})
