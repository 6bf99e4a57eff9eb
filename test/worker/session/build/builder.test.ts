/** Rebuilding: until the new networks stand, the last run stays as it was; then they take its place and the page is told. */
import { memory } from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { SessionState } from '../../../../src/common/protocol/report.ts'
import { pointSetFor } from '../../../../src/worker/data/builtin/point-sets.ts'
import type { Dataset } from '../../../../src/worker/data/dataset.ts'
import { Builder, type BuilderPorts } from '../../../../src/worker/session/build/builder.ts'
import { Machine } from '../../../../src/worker/session/machine.ts'
import { NOTHING_LEARNT } from '../../../helpers/engine/learnt.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sideNamed, tiny, tinyRun, told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.clear()))

type Load = (config: RunConfig) => Promise<Dataset | null>

const formula: Load = (config) => Promise.resolve(pointSetFor(config, null))

function world(load: Load = formula, learnt: BuilderPorts['learnt'] = NOTHING_LEARNT) {
  const { events, emit, of } = told()
  const side = sideNamed('run', emit)
  used.push(side)
  const machine = new Machine((state) => emit({ type: 'state', state, step: side.run?.step ?? 0 }))
  /** What was asked of the neighbours. */
  const asked: string[] = []
  const taken: RunConfig[] = []
  /** The step of what each run began with; null: from the seed. */
  const begun: (number | null)[] = []
  const note = (what: string) => (): void => void asked.push(what)
  const later = (what: string) => () => {
    asked.push(what)
    return Promise.resolve()
  }
  const loader = { load }
  const ports: BuilderPorts = {
    engine: {},
    machine,
    learnt,
    loader,
    side,
    travel: { begin: later('travel begins'), goOn: later('travel goes on'), end: note('travel ends') },
    comparison: { align: later('comparison aligns'), end: note('comparison ends') },
    emit,
    begins: (from) => void begun.push(from?.step ?? null),
    takeConfig: (config) => void taken.push(config),
  }
  return { builder: new Builder(ports), side, machine, loader, events, of, asked, taken, begun }
}

type World = ReturnType<typeof world>

/** A world with a run that has made a few steps. */
async function lived(running: boolean): Promise<World> {
  const made = world()
  await made.builder.rebuild(tiny(), { running })
  for (let i = 0; i < 3; i++) made.side.run?.advance()
  made.events.length = made.asked.length = made.taken.length = 0
  return made
}

describe('a rebuild', () => {
  test.each<[boolean, SessionState]>([
    [false, 'ready'],
    [true, 'running'],
  ])(
    'that is to train: %s, comes to rest as %s by way of preparing and compiling',
    async (running, state) => {
      const { builder, machine, of } = world()
      await builder.rebuild(tiny(), { running })
      expect(machine.state).toBe(state)
      expect(of('state').map((event) => event.state)).toEqual(['preparing', 'compiling', state])
    },
  )

  test('tells the data before the settings that name them, then networks and step', async () => {
    const { builder, events } = world()
    await builder.rebuild(tiny(), { running: false })
    const types = events.map(({ type }) => type).filter((type) => type !== 'state')
    expect(types).toEqual(['dataset', 'config', 'networks', 'run', 'checkpoint'])
  })

  test('frees the networks it takes the place of', async () => {
    const { builder, side } = await lived(false)
    const before = memory().numTensors
    const old = side.run
    await builder.rebuild(tiny({ seed: 5 }), { running: false })
    expect(side.run).not.toBe(old)
    expect(memory().numTensors).toBeLessThanOrEqual(before)
  })

  test('begins another past, and another step for the twin', async () => {
    const { builder, side, asked } = await lived(false)
    await builder.rebuild(tiny(), { running: false })
    expect(side.run?.step).toBe(0)
    expect(asked).toEqual(['travel begins', 'comparison aligns'])
  })

  test('takes a prepared dataset as it is, without asking for one', async () => {
    const { builder, side } = world(() => Promise.reject(new Error('asked')))
    const dataset = pointSetFor(tiny(), null)
    await builder.rebuild(tiny(), { running: false, dataset })
    expect(side.run?.dataset).toBe(dataset)
  })
})

describe('a rebuild that throws', () => {
  test.each<[boolean, SessionState]>([
    [false, 'ready'],
    [true, 'paused'],
  ])('leaves the old run and its numbers (it trained: %s, it rests as %s)', async (running, rest) => {
    const { builder, side, machine, loader, events, taken, asked } = await lived(running)
    const run = side.run
    const before = await run?.game.save()
    loader.load = () => Promise.reject(new Error('The file is gone.'))
    await expect(builder.rebuild(tiny({ seed: 9 }), { running })).rejects.toThrow('The file is gone.')
    expect(side.run).toBe(run)
    expect(run?.step).toBe(3)
    expect(await run?.game.save()).toEqual(before)
    expect(machine.state).toBe(rest)
    expect({ taken, asked }).toEqual({ taken: [], asked: [] })
    expect(events.every(({ type }) => type === 'state')).toBe(true)
  })

  test('is a failure where there was no run yet', async () => {
    const { builder, machine } = world(() => Promise.reject(new Error('The file is gone.')))
    await expect(builder.rebuild(tiny(), { running: true })).rejects.toThrow()
    expect(machine.state).toBe('failed')
  })
})

describe('a saved run', () => {
  test('goes on from its step, to the bit', async () => {
    const saved = tinyRun({}, 4)
    const { builder, side, machine } = world()
    const checkpoint = await saved.checkpoint()
    await builder.rebuild(tiny(), { running: false, checkpoint })
    expect(side.run?.step).toBe(4)
    expect(await side.run?.game.save()).toEqual(checkpoint.tensors)
    expect(machine.state).toBe('paused')
    saved.dispose()
  })

  test('of other data is refused aloud; the run begins at its first step', async () => {
    const saved = tinyRun({}, 4)
    const { builder, side, of } = world()
    const checkpoint = { ...(await saved.checkpoint()), fingerprint: 'other' }
    await builder.rebuild(tiny(), { running: false, checkpoint })
    expect(side.run?.step).toBe(0)
    expect(of('notice')).toMatchObject([
      { code: 'checkpoint-refused', sentence: 'The saved run was trained on another dataset.' },
    ])
    saved.dispose()
  })
})

describe('another discriminator', () => {
  test('keeps the generator to the bit, its step and its past, and says so', async () => {
    const { builder, side, asked, of } = await lived(true)
    const old = side.run
    const checkpoint = await old?.checkpoint()
    if (old == null || checkpoint === undefined) throw new Error('There is no run.')
    const { generator } = await old.game.weights()
    await builder.rebuild(tiny({ dLayers: [7, 3] }), {
      running: true,
      dataset: old.dataset,
      generatorOf: checkpoint,
    })
    const weights = await side.run?.game.weights()
    expect(weights?.generator).toEqual(generator)
    expect(weights?.discriminator[0]?.shape).toEqual([2, 7])
    expect(side.run?.step).toBe(3)
    expect(asked).toEqual(['travel goes on', 'comparison aligns'])
    expect(of('notice').map(({ code }) => code)).toEqual(['discriminator-anew'])
    // The same data: nobody is told of them again.
    expect(of('dataset')).toEqual([])
  })

  test('of a rebuild that fails leaves the old one', async () => {
    const { builder, side, loader } = await lived(false)
    const run = side.run
    const generatorOf = await run?.checkpoint()
    if (generatorOf === undefined) throw new Error('There is no run.')
    loader.load = () => Promise.reject(new Error('The file is gone.'))
    await expect(builder.rebuild(tiny({ dLayers: [7] }), { running: false, generatorOf })).rejects.toThrow()
    expect(side.run).toBe(run)
    expect(run?.config.dLayers).toEqual([5])
  })
})

test('own data without files: nothing stands, the settings are taken and the session waits', async () => {
  const { builder, side, machine, loader, asked, taken, of } = await lived(true)
  loader.load = () => Promise.resolve(null)
  const wanted = tiny({ dataset: 'own' })
  await builder.rebuild(wanted, { running: true })
  expect(side.run).toBeNull()
  expect(machine.state).toBe('idle')
  expect(taken).toEqual([wanted])
  expect(asked).toEqual(['travel ends', 'comparison ends'])
  expect(of('config')).toEqual([{ type: 'config', side: 'run', config: wanted }])
})

test('conditional training is off for data without classes, and it is said', async () => {
  const { builder, taken, of } = world((config) =>
    Promise.resolve(pointSetFor(tiny({ dataset: config.dataset }), null)),
  )
  await builder.rebuild(tiny({ dataset: 'spiral', conditional: 'projection' }), { running: false })
  expect(taken.map(({ conditional }) => conditional)).toEqual(['none'])
  expect(of('notice').map(({ code }) => code)).toEqual(['no-classes'])
})
