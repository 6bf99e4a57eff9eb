/** What a person is told when training throws, and where the run stands afterwards. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SessionState } from '../../../../src/common/protocol/report.ts'
import { GanvasError, type Failure } from '../../../../src/common/failure.ts'
import { FailureReporter } from '../../../../src/worker/session/train/failures.ts'
import { Diverged } from '../../../../src/worker/session/train/trainer.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sideNamed, tinyRun, told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  used.splice(0).forEach((one) => one.clear())
})

const LOST: Failure = { code: 'gpu-lost', sentence: 'The GPU is gone.', nextStep: 'Reload.' }

interface Start {
  state?: SessionState
  lost?: Promise<Failure>
  /** Whether a good state was kept. */
  saved?: boolean
}

/** A run that was saved at step 2 and has made three steps since. */
async function world({ state = 'running', lost = new Promise(() => undefined), saved = true }: Start = {}) {
  const { events, emit, of } = told()
  const side = sideNamed('run', emit)
  used.push(side)
  const run = tinyRun({}, 2)
  side.put(run, 'begins anew')
  if (saved) await side.trainer.checkpoint(run)
  for (let i = 0; i < 3; i++) run.advance()
  events.length = 0
  const machine = { state, to: (next: SessionState) => void (machine.state = next) }
  const cuts: number[] = []
  const reporter = new FailureReporter({
    engine: { lost },
    config: run.config,
    machine,
    side,
    travel: { timeline: { cutAfter: (step: number) => void cuts.push(step) } },
    emit,
  })
  return { reporter, run, side, machine, cuts, events, of }
}

describe('a loss that is no number', () => {
  test('takes the run back to the last good state, to the bit, and says so', async () => {
    const { reporter, run, side, machine, cuts, of } = await world()
    const good = side.trainer.lastGood
    expect(await reporter.report(new Diverged(5))).toBe(true)
    expect(run.step).toBe(2)
    expect(await run.game.save()).toEqual(good?.tensors)
    expect(machine.state).toBe('failed')
    expect(of('failure')).toMatchObject([{ failure: { code: 'diverged' }, fatal: false }])
    expect(of('failure')[0]?.failure.sentence).toContain('at step 5')
    // No figures of steps that are gone: neither on the charts nor in the film.
    expect(of('run')).toEqual([{ type: 'run', side: 'run', step: 2 }])
    expect(cuts).toEqual([2])
    expect(run.log.length).toBe(0)
  })

  test('is the verdict that the next tick brings, without a step', async () => {
    const { reporter, of } = await world()
    await reporter.report(new Diverged(5))
    expect(of('tick')).toMatchObject([{ tick: { step: 2, verdict: { kind: 'diverged', since: 5 } } }])
    expect(of('tick')[0]?.tick.rows).toHaveLength(0)
  })

  test('with nothing kept leaves the run where it is, failed', async () => {
    const { reporter, run, machine, of } = await world({ saved: false })
    expect(await reporter.report(new Diverged(5))).toBe(true)
    expect(run.step).toBe(5)
    expect(machine.state).toBe('failed')
    expect(of('failure')).toHaveLength(1)
  })
})

test('what a job throws beside a run that rests is said, and the run stays', async () => {
  const { reporter, run, machine, of, cuts } = await world({ state: 'paused' })
  expect(await reporter.report(new GanvasError('bad-item', 'That is no item.', 'Choose another.'))).toBe(true)
  expect(run.step).toBe(5)
  expect(machine.state).toBe('paused')
  expect(cuts).toEqual([])
  expect(of('failure')).toMatchObject([{ failure: { code: 'bad-item', nextStep: 'Choose another.' } }])
})

describe('an error that nobody foresaw', () => {
  test('is no echo of a lost device once that had time to be called lost: it is said', async () => {
    const { reporter, machine, of } = await world()
    const reported = reporter.report(new Error('readback failed'))
    await vi.advanceTimersByTimeAsync(290)
    expect(of('failure')).toEqual([])
    await vi.advanceTimersByTimeAsync(20)
    expect(await reported).toBe(true)
    expect(machine.state).toBe('failed')
    expect(of('failure')).toMatchObject([{ failure: { code: 'unexpected' } }])
  })

  test.each([
    ['is lost already', 0],
    ['is called lost a moment later', 200],
  ])('of a device that %s is not said twice', async (_, after) => {
    let tell: (failure: Failure) => void = () => undefined
    const lost = new Promise<Failure>((resolve) => {
      tell = resolve
    })
    const { reporter, run, machine, events } = await world({ lost })
    if (after === 0) tell(LOST)
    const reported = reporter.report(new Error('readback failed'))
    await vi.advanceTimersByTimeAsync(after)
    tell(LOST)
    await vi.advanceTimersByTimeAsync(400 - after)
    expect(await reported).toBe(false)
    expect(events).toEqual([])
    expect(run.step).toBe(5)
    expect(machine.state).toBe('running')
  })
})
