/** The race by itself, with a clock that the test winds: no time is waited for. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { candidatesFor } from '../../../../src/common/config/search.ts'
import type { SearchBudget } from '../../../../src/common/protocol/search.ts'
import { pointSetFor } from '../../../../src/worker/data/builtin/point-sets.ts'
import { Judges } from '../../../../src/worker/session/measure/judges.ts'
import { Bench } from '../../../../src/worker/session/search/bench.ts'
import { Contender } from '../../../../src/worker/session/search/contender.ts'
import { Race } from '../../../../src/worker/session/search/race.ts'
import { NOTHING_LEARNT } from '../../../helpers/engine/learnt.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { PLAIN_ENGINE, tiny } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: Contender[] = []
afterEach(() => used.splice(0).forEach((contender) => contender.release()))

const QUIET = { begin: () => undefined, pause: () => Promise.resolve(), end: () => undefined }

interface Set {
  budget: SearchBudget
  count?: number
  /** Milliseconds that pass whenever somebody looks at the clock. */
  tickMs?: number
  bytes?: () => number
}

function set({ budget, count = 4, tickMs = 5, bytes = () => 0 }: Set) {
  const config = tiny()
  const dataset = pointSetFor(config, null)
  const ports = { engine: PLAIN_ENGINE, stepYield: QUIET, learnt: NOTHING_LEARNT }
  const contenders = candidatesFor(config, dataset.summary, count).map(
    (candidate) => new Contender(candidate, dataset, ports),
  )
  used.push(...contenders)
  const judges = new Judges(
    () => Promise.reject(new Error('no file')),
    () => undefined,
  )
  const clock = { now: 0 }
  const turns: number[] = []
  const told: string[] = []
  const race: Race = new Race(contenders, budget, {
    prepare: () => Bench.prepare(dataset, config.seed, judges),
    sliceMs: () => 20,
    now: () => (clock.now += tickMs),
    bytes,
    mostBytes: 100,
    told: ({ id }) => void told.push(id),
    turned: () => void turns.push(race.round),
  })
  return { race, contenders, turns, told }
}

async function toTheEnd({ race }: { race: Race }): Promise<void> {
  const work = race.run()
  while ((await work.next()).done !== true);
}

describe('in minutes', () => {
  test('keeps to the budget, and whoever stays has had as much as whoever else stays', async () => {
    const one = set({ budget: { minutes: 0.05 } })
    await toTheEnd(one)
    const { race, contenders, turns } = one
    expect(turns).toEqual([1, 2, 2])
    expect(race.winner?.state).toBe('won')
    expect(race.spent).toBeGreaterThan(0.8 * race.total)
    expect(race.spent).toBeLessThan(1.1 * race.total)
    const [a, b, ...fallen] = contenders.map(({ spent }) => spent).sort((x, y) => y - x)
    expect(Math.abs((a ?? NaN) - (b ?? NaN))).toBeLessThanOrEqual(20)
    for (const spent of fallen) expect((a ?? NaN) / spent).toBeGreaterThan(2)
    expect(Math.max(...fallen) - Math.min(...fallen)).toBeLessThanOrEqual(20)
  })

  test('with hardly any time everybody still makes a step and is looked at', async () => {
    const one = set({ budget: { minutes: 1e-6 } })
    await toTheEnd(one)
    for (const { step, look } of one.contenders) {
      expect(step).toBeGreaterThan(0)
      expect(look).not.toBe(null)
    }
    expect(one.race.winner).not.toBe(null)
  })
})

describe('in steps', () => {
  test('all are looked at after each part of a round, in turn', async () => {
    const one = set({ budget: { steps: 48 }, count: 2 })
    await toTheEnd(one)
    expect(one.told).toEqual([
      'now',
      'relativistic-r1r2',
      'now',
      'relativistic-r1r2',
      'now',
      'relativistic-r1r2',
    ])
    expect(one.contenders.map(({ step }) => step)).toEqual([24, 24])
    expect(one.race.spent).toBe(48)
  })

  test('where the device is full those that wait are put aside, and nothing else changes', async () => {
    const roomy = set({ budget: { steps: 48 } })
    const full = set({ budget: { steps: 48 }, bytes: () => 101 })
    await toTheEnd(roomy)
    await toTheEnd(full)
    const figures = ({ contenders }: typeof full) =>
      contenders.map(({ measurements, rank }) => [rank, measurements])
    expect(figures(full)).toEqual(figures(roomy))
    expect(full.contenders.map(({ history }) => history)).toEqual(
      roomy.contenders.map(({ history }) => history),
    )
  })
})

test('stopped in the middle, each stands where it is, with a state to go on from', async () => {
  const one = set({ budget: { steps: 400 } })
  const work = one.race.run()
  while (one.told.length < 3) await work.next()
  await work.return()
  await one.race.stop()
  expect(one.contenders.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'stopped', 'stopped'])
  expect(one.contenders[0]?.reason).toBe('Stopped in round 1 of 2.')
  expect(one.contenders[0]?.checkpoint?.step).toBe(one.contenders[0]?.step)
  expect(one.race.winner).toBe(null)
})

test('whoever cannot be trained falls with the reason; where nobody can, nobody wins', async () => {
  const one = set({ budget: { steps: 40 } })
  const [first] = one.contenders
  if (first === undefined) throw new Error('Nobody races.')
  first.ready = () => Promise.reject(new Error('no room'))
  await toTheEnd(one)
  expect(first).toMatchObject({ state: 'failed', rank: 0, checkpoint: null })
  expect(first.reason).toBe('Something unexpected went wrong: no room')
  expect(one.race.winner).not.toBe(null)

  const other = set({ budget: { steps: 40 } })
  for (const contender of other.contenders) contender.ready = () => Promise.reject(new Error('no room'))
  await toTheEnd(other)
  expect(other.race.winner).toBe(null)
})
