/**
 * Watching a run that restores: figures of its held-out pictures come with the slow looks, and it is neither called a collapse, however
 * alike its pictures are, nor a copyist, however near they lie to those they were made from.
 */
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import type { VerdictKind } from '../../../../src/common/protocol/report.ts'
import type { RestoreSourceId } from '../../../../src/common/restore/sources.ts'
import { Judges } from '../../../../src/worker/session/measure/judges.ts'
import { Observer } from '../../../../src/worker/session/measure/observer.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { restoringRun, softPictures } from '../../../helpers/engine/restoring-run.ts'
import { Run as AnyRun } from '../../../../src/worker/session/train/run.ts'
import { tiny } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => {
  vi.useRealTimers()
  runs.splice(0).forEach((run) => run.dispose())
})

const set = softPictures(60, 16, 1)

const noJudges = () =>
  new Judges(
    () => Promise.reject(new Error('no file')),
    () => undefined,
  )

/** Every verdict of a run whose losses are even, over some 2,500 steps. @param seen fakes of every look; absent: its own */
async function verdictsOf(
  run: Run,
  seen?: Float32Array,
): Promise<{ kinds: Set<VerdictKind>; observer: Observer }> {
  runs.push(run)
  vi.useFakeTimers({ toFake: ['performance'] })
  const judges = new Judges(
    (path) => Promise.resolve(Uint8Array.from(readFileSync(`public/${path}`)).buffer),
    () => undefined,
  )
  const observer = new Observer(judges)
  observer.reset(run)
  const kinds = new Set<VerdictKind>()
  for (let step = 150; step <= 2550; step += 200) {
    vi.advanceTimersByTime(3000)
    const rows = Float32Array.from({ length: SERIES_WIDTH }, (_, column) => (column === 0 ? step : 0.5))
    for (let tries = 0; tries < 50; tries++) {
      const fakes = observer.draw(run)
      if (fakes === null) continue
      await observer.observe(run, rows, seen ?? (await fakes))
      break
    }
    kinds.add(observer.verdict.kind)
  }
  return { kinds, observer }
}

const restores = (source: RestoreSourceId) => restoringRun(set, { source, sourceBlur: 0.5 })

test('figures of held-out pictures come with the slow looks, and none of copies', async () => {
  const { observer } = await verdictsOf(restores('half'))
  const { psnr, psnrBaseline, nearestTrainingRatio, restored, fidelity } = observer.metrics
  // Untrained: it hands on its source.
  expect(psnr).toBeCloseTo(psnrBaseline ?? NaN, 4)
  expect(restored?.heldOut).toBe(true)
  expect(nearestTrainingRatio).toBeUndefined()
  expect(fidelity).toBeDefined()
})

test('figures are told as soon as they are there, once, without waiting for a look', async () => {
  const run = restores('half')
  runs.push(run)
  vi.useFakeTimers({ toFake: ['performance'] })
  const observer = new Observer(noJudges())
  observer.reset(run)
  const told: (number | undefined)[] = []
  for (let tick = 0; tick < 200; tick++) {
    vi.advanceTimersByTime(1000)
    const metrics = await observer.observe(run, new Float32Array(0), null)
    if (metrics !== null) told.push(metrics.psnr)
  }
  // The networks stand still, and so does what they are worth.
  expect(told.length).toBe(1)
  expect(told[0]).toBeGreaterThan(10)
})

test('pictures that are all alike are no collapse: how varied they are is up to their sources', async () => {
  const gray = new Float32Array(256 * 16 * 16)
  expect((await verdictsOf(restores('edges'), gray)).kinds).not.toContain('mode-collapse')
  const imagining = new AnyRun(tiny({ dataset: 'own', model: 'mlp', size: 16 }), set)
  expect((await verdictsOf(imagining, gray)).kinds).toContain('mode-collapse')
})

test('pictures that lie near those they were made from are no copies', async () => {
  // Untrained it hands on pictures that are hardly blurred at all.
  const { kinds } = await verdictsOf(restores('blur'), set.draw(streamFor(4, 'data'), 256))
  expect(kinds).not.toContain('memorising')
})
