/** Changes of settings while a run lives: each costs no more than it must, and a refused one changes nothing. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { SessionState } from '../../../../src/common/protocol/report.ts'
import { pointSetFor } from '../../../../src/worker/data/builtin/point-sets.ts'
import type { How } from '../../../../src/worker/session/build/builder.ts'
import { ConfigChanges } from '../../../../src/worker/session/build/config-changes.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sideNamed, tinyRun, told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.clear()))

interface Start {
  steps?: number
  state?: SessionState
  config?: Partial<RunConfig>
}

/** A session's settings and run, and a builder that only notes what it is asked for. */
function world({ steps = 0, state = 'paused', config = {} }: Start = {}) {
  const { events, emit, of } = told()
  const side = sideNamed('run', emit)
  used.push(side)
  const run = tinyRun(config, steps)
  side.put(run, 'begins anew')
  const asked: string[] = []
  const rebuilt: { config: RunConfig; how: How }[] = []
  const session = {
    config: run.config,
    machine: { state },
    side,
    loader: { load: (wanted: RunConfig) => Promise.resolve(pointSetFor(wanted, null)) },
    travel: { timeline: { mark: () => void asked.push('film marks') } },
    comparison: { adopt: () => void asked.push('twin adopts') },
    emit,
    takeConfig(next: RunConfig) {
      session.config = next
    },
  }
  const changes = new ConfigChanges(session, {
    rebuild: (wanted, how) => {
      rebuilt.push({ config: wanted, how })
      session.config = wanted
      return Promise.resolve()
    },
  })
  return { session, changes, run, side, events, of, asked, rebuilt }
}

describe('a refused change', () => {
  test.each<[string, Partial<RunConfig>, string]>([
    ['a value out of range', { gLr: 0.01, batch: -3 }, 'bad-setting'],
    ['another back end', { backend: 'wasm' }, 'restart-needed'],
  ])('%s changes nothing, not even what was right in it', async (_, change, code) => {
    const { session, changes, run, events, asked, rebuilt } = world({ steps: 2 })
    const { config } = session
    const before = await run.game.save()
    await expect(changes.configure(change)).rejects.toMatchObject({ code })
    expect(session.config).toBe(config)
    expect(run.config).toBe(config)
    expect(await run.game.save()).toEqual(before)
    expect({ events, asked, rebuilt }).toEqual({ events: [], asked: [], rebuilt: [] })
  })
})

test('the value that is there already is no change: nobody is told', async () => {
  const { session, changes, events, rebuilt } = world({ steps: 2 })
  expect(await changes.configure({ gLr: session.config.gLr })).toBe(session.config)
  expect({ events, rebuilt }).toEqual({ events: [], rebuilt: [] })
})

describe('a live change', () => {
  test('reaches the living networks, is told, marked where it was made, and shared with the twin', async () => {
    const { session, changes, run, of, asked, rebuilt } = world({ steps: 3 })
    const before = await run.game.save()
    const next = await changes.configure({ gLr: 0.01 })
    expect(next.gLr).toBe(0.01)
    expect(run.config).toBe(next)
    expect(session.config).toBe(next)
    expect(await run.game.save()).toEqual(before)
    expect(of('mark')).toMatchObject([{ step: 3, label: expect.stringContaining('→ 0.01') as string }])
    expect(of('config')).toEqual([{ type: 'config', side: 'run', config: next }])
    expect(asked).toEqual(['film marks', 'twin adopts'])
    expect(rebuilt).toEqual([])
  })

  test('before the first step needs no mark on the charts', async () => {
    const { changes, of } = world()
    await changes.configure({ gLr: 0.01 })
    expect(of('mark')).toEqual([])
    expect(of('config')).toHaveLength(1)
  })

  test('of how hard the machine works marks neither charts nor film', async () => {
    const { changes, of, asked } = world({ steps: 3 })
    const { speed } = await changes.configure({ speed: 'gentle' })
    expect(speed).toBe('gentle')
    expect(of('mark')).toEqual([])
    expect(asked).toEqual(['twin adopts'])
  })

  test('of the mixture puts other reals under the same networks, and tells of them', async () => {
    const { changes, run, of } = world({ steps: 3 })
    const { dataset } = run
    const before = await run.game.save()
    await changes.configure({ radius: 0.5 })
    expect(run.dataset).not.toBe(dataset)
    expect(of('dataset')).toEqual([{ type: 'dataset', summary: run.dataset.summary }])
    expect(await run.game.save()).toEqual(before)
    expect(run.step).toBe(3)
  })

  test('of the rates leaves the reals alone', async () => {
    const { changes, run, of } = world({ steps: 3 })
    const { dataset } = run
    await changes.configure({ gLr: 0.01 })
    expect(run.dataset).toBe(dataset)
    expect(of('dataset')).toEqual([])
  })
})

describe('another discriminator', () => {
  test('takes the living generator along; no figure of the old one is lost, and the step is marked', async () => {
    const { changes, run, rebuilt, events, of } = world({ steps: 3, state: 'running' })
    await changes.configure({ dLayers: [7] })
    expect(rebuilt).toHaveLength(1)
    const { how } = rebuilt[0] ?? { how: null }
    expect(how).toMatchObject({ running: true, generatorOf: { step: 3, tensors: await run.game.save() } })
    expect(how?.dataset).toBe(run.dataset)
    expect(run.log.length).toBe(0)
    expect(of('tick')).toMatchObject([{ tick: { step: 3 } }])
    expect(of('mark')).toMatchObject([{ step: 3 }])
    expect(events.map(({ type }) => type)).toEqual(['tick', 'mark'])
  })

  test('before the first step is simply built', async () => {
    const { changes, rebuilt, of } = world()
    await changes.configure({ dLayers: [7] })
    expect(rebuilt.map(({ how }) => Object.keys(how).sort())).toEqual([['dataset', 'running']])
    expect(of('mark')).toEqual([])
  })
})

describe('another generator', () => {
  test('begins anew on the same data, training if it did', async () => {
    const { changes, run, rebuilt } = world({ steps: 3, state: 'running' })
    await changes.configure({ gLayers: [9] })
    expect(rebuilt.map(({ how }) => how)).toEqual([{ running: true, dataset: run.dataset }])
    expect(rebuilt[0]?.config.gLayers).toEqual([9])
  })

  test('for another dataset lets the gallery load it', async () => {
    const { changes, rebuilt } = world({ steps: 3 })
    await changes.configure({ dataset: 'moons' })
    expect(rebuilt.map(({ how }) => how)).toEqual([{ running: false }])
    expect(rebuilt[0]?.config.dataset).toBe('moons')
  })
})

describe('another painting', () => {
  test('lies under the networks that learn paintings', async () => {
    const { changes, run, of } = world({ config: { dataset: 'drawn' } })
    const { dataset } = run
    await changes.repaint()
    expect(run.dataset).not.toBe(dataset)
    expect(of('dataset')).toHaveLength(1)
  })

  test('is no matter of those that learn a ring', async () => {
    const { changes, run, events } = world()
    const { dataset } = run
    await changes.repaint()
    expect(run.dataset).toBe(dataset)
    expect(events).toEqual([])
  })
})
