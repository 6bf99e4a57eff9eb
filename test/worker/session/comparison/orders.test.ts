/** What a person orders of a comparison, with a real comparison of tiny networks behind it. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { Comparison } from '../../../../src/worker/session/comparison/comparison.ts'
import {
  compare,
  configureTwin,
  endComparison,
  type OrderPorts,
} from '../../../../src/worker/session/comparison/orders.ts'
import { NOTHING_LEARNT } from '../../../helpers/engine/learnt.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { PLAIN_ENGINE, sideNamed, tinyRun, told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.clear()))

function world(steps: number) {
  const { events, emit, of } = told()
  const sides = { run: sideNamed('run', emit), twin: sideNamed('twin', emit) }
  used.push(sides.run, sides.twin)
  const run = tinyRun({}, steps)
  sides.run.put(run, 'begins anew')
  const asked: string[] = []
  const comparison = new Comparison({ learnt: NOTHING_LEARNT, engine: PLAIN_ENGINE, emit, side: sides.twin })
  const session = {
    config: run.config,
    sides,
    comparison,
    travel: {
      begin: () => Promise.resolve(void asked.push('past begins')),
      goOn: () => Promise.resolve(void asked.push('past goes on')),
      timeline: { cutAfter: (step: number) => void asked.push(`cut after ${step}`) },
    },
    emit,
    takeConfig: (config: RunConfig) => void (session.config = config),
    keepStep: async () => {
      if (sides.run.run !== null) await comparison.follow(sides.run.run, false, null)
    },
    restartRun: () => {
      asked.push('run anew')
      sides.run.put(tinyRun(), 'begins anew')
      return Promise.resolve()
    },
  } satisfies OrderPorts
  return { session, run, sides, comparison, asked, events, of }
}

describe('beginning', () => {
  test('from the start builds the run anew as well, so that both stand at step 0', async () => {
    const { session, sides, asked, comparison } = world(3)
    await compare(session, { gLr: 0.01 }, 'start')
    expect(asked).toEqual(['run anew'])
    expect([sides.run.run?.step, sides.twin.run?.step, comparison.since]).toEqual([0, 0, 0])
    expect(sides.twin.run?.config.gLr).toBe(0.01)
    expect(await sides.twin.run?.game.weights()).toEqual(await sides.run.run?.game.weights())
  })

  test('from now leaves the run where it is, and marks the step with what is different', async () => {
    const { session, run, sides, asked, comparison, of } = world(3)
    await compare(session, { gLr: 0.01 }, 'now')
    expect(asked).toEqual([])
    expect(sides.run.run).toBe(run)
    expect([sides.twin.run?.step, comparison.since]).toEqual([3, 3])
    expect(of('mark')).toMatchObject([
      { step: 3, label: expect.stringMatching(/^Twin: .*→ 0\.01$/) as string },
    ])
  })

  test('with a value out of range changes nothing', async () => {
    const { session, sides, events } = world(3)
    await expect(compare(session, { gLr: -1 }, 'now')).rejects.toMatchObject({ code: 'bad-setting' })
    expect(sides.twin.run).toBeNull()
    expect(events).toEqual([])
  })

  test('is refused where there is no run', async () => {
    const { session, sides } = world(0)
    sides.run.clear()
    await expect(compare(session, {}, 'start')).rejects.toMatchObject({ code: 'no-data' })
  })
})

describe('changing the twin', () => {
  test('alone leaves the run’s settings, and brings the twin to its step first', async () => {
    const { session, run, sides } = world(2)
    await compare(session, {}, 'now')
    run.advance()
    const config = await configureTwin(session, { gLr: 0.01 })
    expect(config.gLr).toBe(0.01)
    expect(sides.twin.run?.step).toBe(3)
    expect(run.config.gLr).not.toBe(0.01)
    expect(session.config).toBe(run.config)
  })

  test('to another discriminator keeps its generator, and the run, where they are', async () => {
    const { session, run, sides, asked } = world(2)
    await compare(session, {}, 'now')
    const generator = (await sides.twin.run?.game.weights())?.generator
    await configureTwin(session, { dLayers: [7] })
    expect((await sides.twin.run?.game.weights())?.generator).toEqual(generator)
    expect(sides.twin.run?.config.dLayers).toEqual([7])
    expect(sides.run.run).toBe(run)
    expect(asked).toEqual([])
  })

  test('to another generator begins both anew', async () => {
    const { session, sides, asked } = world(2)
    await compare(session, {}, 'now')
    await configureTwin(session, { gLayers: [9] })
    expect(asked).toEqual(['run anew'])
    expect([sides.run.run?.step, sides.twin.run?.step]).toEqual([0, 0])
    expect(sides.twin.run?.config.gLayers).toEqual([9])
    expect(sides.run.run?.config.gLayers).toEqual([4])
  })

  test('is refused where nothing is compared', async () => {
    await expect(configureTwin(world(2).session, { gLr: 0.01 })).rejects.toMatchObject({ code: 'no-twin' })
  })
})

describe('ending', () => {
  test('with the run leaves it as it is', async () => {
    const { session, run, sides } = world(2)
    await compare(session, { gLr: 0.01 }, 'now')
    await endComparison(session, 'run')
    expect(sides.twin.run).toBeNull()
    expect(sides.run.run).toBe(run)
    expect(session.config).toBe(run.config)
  })

  test.each<['start' | 'now', string[]]>([
    ['start', ['run anew', 'past begins']],
    ['now', ['cut after 2', 'past goes on']],
  ])('with the twin that began from the %s makes it the run, with what is its past', async (from, asked) => {
    const made = world(2)
    const { session, sides } = made
    await compare(session, { gLr: 0.01 }, from)
    const twin = sides.twin.run
    await endComparison(session, 'twin')
    expect(sides.run.run).toBe(twin)
    expect(sides.twin.run).toBeNull()
    expect(session.config.gLr).toBe(0.01)
    expect(made.asked).toEqual(asked)
  })

  test('is refused where nothing is compared', async () => {
    await expect(endComparison(world(2).session, 'run')).rejects.toMatchObject({ code: 'no-twin' })
  })
})
