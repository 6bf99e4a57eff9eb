/** Going back in a run: the same steps follow, what came after is forgotten, and looking back changes nothing. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../../../src/common/config/checkpoint.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { SessionState } from '../../../../src/common/protocol/report.ts'
import { TimeTravel, type Host } from '../../../../src/worker/session/timeline/time-travel.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sideNamed, tinyRun, told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.clear()))

/** A run whose steps 0, 2 and 5 are kept and that stands at 7. */
async function world(state: SessionState = 'paused') {
  const { events, emit, of } = told()
  const side = sideNamed('run', emit)
  used.push(side)
  const run = tinyRun()
  side.put(run, 'begins anew')
  const rebuilt: { config: RunConfig; running: boolean; step: number }[] = []
  const machine = { state, to: (next: SessionState) => void (machine.state = next) }
  const host = {
    side,
    config: run.config,
    machine,
    emit,
    rebuild: (config: RunConfig, how: { running: boolean; generatorOf: Checkpoint }) => {
      rebuilt.push({ config, running: how.running, step: how.generatorOf.step })
      return Promise.resolve()
    },
  } satisfies Host
  const travel = new TimeTravel(host, () => Promise.resolve(null))
  await travel.begin(run, await run.checkpoint())
  for (const steps of [2, 3]) {
    train(run, steps)
    await travel.timeline.keep(run, await run.checkpoint())
  }
  train(run, 2)
  events.length = 0
  return { travel, host, run, side, machine, rebuilt, events, of }
}

function train(run: Run, steps: number): void {
  for (let i = 0; i < steps; i++) run.advance()
}

describe('branching', () => {
  test('goes back to the kept step nearest by, and the same steps follow', async () => {
    const { travel, run } = await world()
    const first = await run.game.save()
    await travel.branch(3)
    expect(run.step).toBe(2)
    train(run, 5)
    expect(await run.game.save()).toEqual(first)
  })

  test('forgets the film after that step, and says where it branched', async () => {
    const { travel, of, side } = await world()
    await travel.branch(2)
    expect(travel.timeline.steps).toEqual([0, 2])
    expect(of('film').flatMap(({ dropped }) => dropped)).toEqual([5])
    expect(of('run')).toEqual([{ type: 'run', side: 'run', step: 2 }])
    expect(of('mark')).toEqual([{ type: 'mark', step: 2, label: 'Branched from step 2' }])
    expect(side.trainer.lastGood?.step).toBe(2)
  })

  test('keeps the settings in force, and names those that were others then', async () => {
    const { travel, host, run, of } = await world()
    host.config = run.config = { ...run.config, gLr: 0.01 }
    await travel.branch(2)
    expect(run.config.gLr).toBe(0.01)
    expect(of('mark')[0]?.label).toMatch(/^Branched from step 2, .*→ 0\.01$/)
  })

  test('to a step of another discriminator lets the generator of that step go on beside a new one', async () => {
    const { travel, host, run, rebuilt } = await world('running')
    host.config = { ...run.config, dLayers: [9] }
    await travel.branch(2)
    expect(rebuilt).toEqual([{ config: host.config, running: true, step: 2 }])
  })

  test('out of a failure leaves a session that can be trained', async () => {
    const { travel, machine } = await world('failed')
    await travel.branch(2)
    expect(machine.state).toBe('paused')
  })

  test('ends looking back', async () => {
    const { travel, side } = await world()
    await travel.rewind(5)
    await travel.branch(2)
    expect(side.looksBack).toBe(false)
  })

  test('is refused where there is no run', async () => {
    const { travel, side } = await world()
    side.clear()
    await expect(travel.branch(2)).rejects.toMatchObject({ code: 'no-data' })
  })
})

describe('looking back', () => {
  test('shows the kept step nearest by, while the run stays as it is', async () => {
    const { travel, side, run, of } = await world()
    const before = await run.game.save()
    expect(await travel.rewind(4)).toBe(5)
    expect(side.shown?.step).toBe(5)
    expect(await run.game.save()).toEqual(before)
    expect(run.step).toBe(7)
    expect(await travel.rewind(null)).toBeNull()
    expect(side.shown).toBe(run)
    expect(of('rewound').map(({ step }) => step)).toEqual([5, null])
  })

  test('is over when other networks begin, whose past is theirs alone', async () => {
    const { travel, side, run } = await world()
    await travel.rewind(2)
    await travel.begin(run, await run.checkpoint())
    expect(side.looksBack).toBe(false)
    expect(travel.timeline.steps).toEqual([7])
  })

  test('is still possible beside another discriminator', async () => {
    const { travel, run } = await world()
    await travel.goOn(run, await run.checkpoint())
    expect(travel.timeline.steps).toEqual([0, 2, 5, 7])
  })

  test('is over, and the past forgotten, where there is no run any more', async () => {
    const { travel, side } = await world()
    await travel.rewind(2)
    travel.end()
    expect(side.looksBack).toBe(false)
    expect(travel.timeline.steps).toEqual([])
  })
})

test('of states that outlived a worker only those before this step, of these data and networks come back', async () => {
  const { travel, run } = await world()
  const at = async (step: number, change: Partial<Checkpoint> = {}) => ({
    ...(await run.checkpoint()),
    step,
    ...change,
  })
  await travel.recall([
    await at(1),
    await at(3, { fingerprint: 'other' }),
    await at(4, { tensors: [] }),
    await at(6),
    await at(9),
  ])
  expect(travel.timeline.steps).toEqual([0, 1, 2, 5, 6])
})
