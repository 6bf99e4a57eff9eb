/** What the page asks of a session's training and its past: each step is the one that is made without a session. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { readableRecorder } from '../../../helpers/engine/readable-recorder.ts'
import { PLAIN_ENGINE, tinyRun } from '../../../helpers/engine/tiny-run.ts'
import { wholeSession, type WholeSession } from '../../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

const begun: WholeSession[] = []
const plains: Run[] = []
afterEach(async () => {
  await Promise.all(begun.splice(0).map((one) => one.end()))
  plains.splice(0).forEach((run) => run.dispose())
})

function begin(how: Parameters<typeof wholeSession>[0] = {}): WholeSession {
  const whole = wholeSession(how)
  begun.push(whole)
  return whole
}

/** The same steps without a session. */
function plain(steps: number): Run {
  const run = tinyRun({}, steps)
  plains.push(run)
  return run
}

describe('training', () => {
  test('goes on from the order to run to the order to pause, by the same steps as without a session', async () => {
    const { ask, until } = begin()
    expect((await ask({ kind: 'run' })).state).toBe('running')
    await until((event) => event.type === 'tick' && event.tick.step > 0)
    const { step, state } = await ask({ kind: 'pause' })
    expect(state).toBe('paused')
    expect(step).toBeGreaterThan(0)
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(await plain(step).game.weights())
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step, state: 'paused' })
    expect(await ask({ kind: 'timeline' })).toContain(step)
  })

  test('ends by itself at the step the settings name', async () => {
    const { ask, until } = begin({ config: { steps: 6 } })
    const paused = until((event) => event.type === 'state' && event.state === 'paused')
    await ask({ kind: 'run' })
    await paused
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 6, state: 'paused' })
  })
})

describe('a profile', () => {
  /** What the steps do, by the device's own count, and what looking around does beside. */
  function counted() {
    const beside = { readbacks: 0 }
    const world: { whole?: WholeSession } = {}
    let seen = 0
    const engine = {
      ...PLAIN_ENGINE,
      memory: () => ({ bytes: 4096, tensors: 17 }),
      counters: () => {
        const step = world.whole?.session.sides.run.run?.step ?? 0
        const steps = step - seen
        seen = step
        const { readbacks } = beside
        beside.readbacks = 0
        return { dispatches: 10 * steps, submits: 2 * steps, readbacks }
      },
    }
    const whole = begin({ engine })
    world.whole = whole
    return { ...whole, beside }
  }

  test('tells what a step costs by the device’s own count, and what memory is in use', async () => {
    const { ask } = counted()
    await ask({ kind: 'train', steps: 7 })
    expect(await ask({ kind: 'profile' })).toMatchObject({
      recorded: false,
      dispatchesPerStep: 10,
      submitsPerStep: 2,
      readbacksPerStep: 0,
      gpuBytes: 4096,
      tensors: 17,
      handMs: NaN,
      handWorstMs: NaN,
    })
  })

  test('holds nothing against the steps that was read while nothing trained', async () => {
    const { ask, beside } = counted()
    await ask({ kind: 'train', steps: 7 })
    beside.readbacks = 700
    expect((await ask({ kind: 'profile' })).readbacksPerStep).toBe(0)
  })

  test('tells how long the hand waited for its picture, last and at worst', async () => {
    const { ask, session } = begin()
    await ask({ kind: 'pause' })
    const { inputLatency } = session.sides.run.stageScheduler
    for (const waited of [12, 40, 9]) inputLatency.note(waited)
    expect(await ask({ kind: 'profile' })).toMatchObject({ handMs: 9, handWorstMs: 40 })
  })
})

describe('a recording', () => {
  test('is listed once steps are replayed, and the profile says so as long as they are', async () => {
    const { recorder } = readableRecorder()
    const { ask } = begin({ engine: { ...PLAIN_ENGINE, openRecorder: () => recorder } })
    expect(await ask({ kind: 'recording' })).toBeNull()
    expect(await ask({ kind: 'profile' })).toMatchObject({ recorded: false })
    await ask({ kind: 'train', steps: 20 })
    expect(await ask({ kind: 'recording' })).toEqual(['a command'])
    expect(await ask({ kind: 'profile' })).toMatchObject({ recorded: true })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(await plain(20).game.weights())
    // The next step is another one, of which nothing is recorded yet.
    await ask({ kind: 'configure', side: 'run', change: { gLr: 0.01 } })
    expect(await ask({ kind: 'profile' })).toMatchObject({ recorded: false })
  })

  test('there is none where steps cannot be recorded', async () => {
    const { ask } = begin()
    await ask({ kind: 'train', steps: 20 })
    expect(await ask({ kind: 'recording' })).toBeNull()
  })
})

describe('a trace', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
  /** −ln σ(x) */
  const surprise = (x: number) => Math.log1p(Math.exp(-x))

  test('is the next step itself: its losses are those of the logits it names', async () => {
    const { ask } = begin()
    await ask({ kind: 'train', steps: 2 })
    const { discriminator, generator } = await ask({ kind: 'trace' })
    expect(discriminator).toHaveLength(1)
    const [first] = discriminator
    if (first === undefined) throw new Error('The discriminator was not trained.')
    expect(first.real.shape).toEqual([4, 2])
    const lossD = mean(first.realLogits.map(surprise)) + mean(first.fakeLogits.map((x) => surprise(-x)))
    expect(first.loss).toBeCloseTo(lossD, 4)
    const lossG = mean(generator.fakeLogits.map(surprise))
    expect(generator.loss).toBeCloseTo(lossG, 4)
    const after = await ask({ kind: 'snapshot', side: 'run' })
    expect(after?.lossD).toBeCloseTo(lossD, 4)
    expect(after?.lossG).toBeCloseTo(lossG, 4)
    expect(after?.step).toBe(3)
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(await plain(3).game.weights())
  })

  test('of a fresh run makes it a begun one; the step can be gone back to, and a divergence would', async () => {
    const { ask, page, session } = begin()
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ state: 'ready' })
    await ask({ kind: 'trace' })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ state: 'paused', step: 1 })
    expect(await ask({ kind: 'timeline' })).toEqual([0, 1])
    expect(session.sides.run.trainer.lastGood?.step).toBe(1)
    expect(page.of('tick').at(-1)).toMatchObject({ tick: { step: 1 } })
  })
})

describe('a slow step', () => {
  test('counts as a step where all of it is made, and not where it is only looked forwards', async () => {
    const { ask } = begin()
    expect(await ask({ kind: 'slow-step', part: 'forwards' })).toMatchObject({ step: 0, generator: null })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0, state: 'ready' })
    expect(await ask({ kind: 'slow-step', part: 'both' })).toMatchObject({ step: 0, alone: 0 })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 1, state: 'paused' })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(await plain(1).game.weights())
  })
})

describe('the past', () => {
  // A slow machine would keep steps on the way: here no time goes by.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  const latents = Float32Array.of(0.4, -1.1)
  const asked = { kind: 'generate', latents, count: 1 } as const

  /** Steps 0, 3 and 7 are kept. */
  async function trained(): Promise<WholeSession> {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 3 })
    await whole.ask({ kind: 'train', steps: 4 })
    return whole
  }

  test('holds the steps at which training paused', async () => {
    const { ask } = await trained()
    expect(await ask({ kind: 'timeline' })).toEqual([0, 3, 7])
  })

  test.each([
    [0, 0],
    [1, 0],
    [4, 3],
    [3, 3],
    [90, 7],
  ])('is shown at the kept step nearest to the one that is asked for: %d', async (wanted, nearest) => {
    const { ask } = await trained()
    expect(await ask({ kind: 'rewind', step: wanted })).toBe(nearest)
  })

  test('answers what is asked of the networks that are shown; the run stays where it is', async () => {
    const { ask, page } = await trained()
    const now = await ask(asked)
    const weights = await ask({ kind: 'weights', side: 'run' })
    await ask({ kind: 'rewind', step: 3 })
    const then = await ask(asked)
    const other = begin()
    await other.ask({ kind: 'train', steps: 3 })
    expect(then).toEqual(await other.ask(asked))
    expect(then).not.toEqual(now)
    expect(await ask({ kind: 'directions', method: 'sefa' })).toMatchObject({ step: 3 })
    expect(await ask({ kind: 'look', latents, count: 1 })).toMatchObject({ data: then.data })
    expect(await ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 7 })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(weights)
    expect(await ask({ kind: 'rewind', step: null })).toBeNull()
    expect(await ask(asked)).toEqual(now)
    expect(page.of('rewound').map(({ step }) => step)).toEqual([3, null])
  })
})

describe('a comparison', () => {
  /** What the two sides say of themselves. */
  async function both({ ask }: WholeSession) {
    return [await ask({ kind: 'snapshot', side: 'run' }), await ask({ kind: 'snapshot', side: 'twin' })]
  }

  async function compared(): Promise<WholeSession> {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 2 })
    expect(await whole.ask({ kind: 'compare', change: { gLr: 0.01 }, from: 'now' })).toBeNull()
    await whole.ask({ kind: 'train', steps: 3 })
    return whole
  }

  test('parts two at a step: each is asked for by its name and has settings and weights of its own', async () => {
    const whole = await compared()
    const { ask } = whole
    const [run, twin] = await both(whole)
    expect(run).toMatchObject({ step: 5, since: 0, config: { gLr: plain(0).config.gLr } })
    expect(twin).toMatchObject({ step: 5, since: 2, config: { gLr: 0.01 } })
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(await plain(5).game.weights())
    // Two steps at the old rate, three at the new one.
    const apart = plain(2)
    apart.config = { ...apart.config, gLr: 0.01 }
    apart.advance(3)
    expect(await ask({ kind: 'weights', side: 'twin' })).toEqual(await apart.game.weights())
  })

  test('answers of the twin as it is at the step of the run, even where that was made this very moment', async () => {
    const { ask } = await compared()
    // Asked together: nobody lets the twin keep step between the two.
    const [, twin] = await Promise.all([ask({ kind: 'trace' }), ask({ kind: 'snapshot', side: 'twin' })])
    expect(twin?.step).toBe(6)
    const apart = plain(2)
    apart.config = { ...apart.config, gLr: 0.01 }
    apart.advance(5)
    const [, weights] = await Promise.all([ask({ kind: 'trace' }), ask({ kind: 'weights', side: 'twin' })])
    expect(weights).toEqual(await apart.game.weights())
  })

  test('takes settings of the twin alone', async () => {
    const whole = await compared()
    await whole.ask({ kind: 'configure', side: 'twin', change: { gLr: 0.02 } })
    const [run, twin] = await both(whole)
    expect(run?.config.gLr).toBe(plain(0).config.gLr)
    expect(twin?.config.gLr).toBe(0.02)
  })

  test.each(['run', 'twin'] as const)('ends with the %s as the run', async (keep) => {
    const whole = await compared()
    const { ask } = whole
    const weights = await ask({ kind: 'weights', side: keep })
    expect(await ask({ kind: 'end-comparison', keep })).toBeNull()
    expect(await ask({ kind: 'weights', side: 'run' })).toEqual(weights)
    const [run, twin] = await both(whole)
    expect(run).toMatchObject({ step: 5, config: { gLr: keep === 'twin' ? 0.01 : plain(0).config.gLr } })
    expect(twin).toBeNull()
  })
})
