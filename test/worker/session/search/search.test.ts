/** A whole search on the plain back end: candidates race on the ring, the winner is the run, and nobody is lost. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BEFORE, type CandidateRow, type SearchReport } from '../../../../src/common/protocol/search.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { CLASSED, classedPictures } from '../../../helpers/engine/planted.ts'
import { wholeSession, type WholeSession } from '../../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

const begun: WholeSession[] = []
afterEach(async () => {
  await Promise.all(begun.splice(0).map((one) => one.end()))
})

async function begin(how: Parameters<typeof wholeSession>[0] = {}): Promise<WholeSession> {
  const whole = wholeSession(how)
  begun.push(whole)
  await whole.ask({ kind: 'snapshot', side: 'run' })
  return whole
}

const find = ({ ask }: WholeSession, steps: number, goOn = false) =>
  ask({ kind: 'find', budget: { steps }, goOn })

const reports = ({ page }: WholeSession) => page.of('search').map(({ search }) => search)
const last = (whole: WholeSession): SearchReport | null => reports(whole).at(-1) ?? null
const winnerOf = (rows: readonly CandidateRow[]) => rows.find(({ state }) => state === 'won')
const weightsOf = async (whole: WholeSession) => whole.ask({ kind: 'weights', side: 'run' })

describe('a search in steps', () => {
  test('halves the field round by round, keeps to its budget, and makes the winner the run', async () => {
    const whole = await begin()
    const rows = await find(whole, 240)
    expect(rows).toHaveLength(8)
    const report = last(whole)
    expect(report).toMatchObject({ state: 'over', round: 3, rounds: 3, total: 240 })
    // 10 each for eight, 20 more for four, 40 more for two.
    expect(rows.map(({ step }) => step).sort((a, b) => a - b)).toEqual([10, 10, 10, 10, 30, 30, 70, 70])
    expect(report?.spent).toBe(240)
    expect(rows.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const winner = winnerOf(rows)
    expect(winner).toMatchObject({ rank: 1, step: 70, reason: expect.stringMatching(/^Best of 8/) as string })
    expect(winner?.measurements.map(({ spent }) => spent)).toEqual([3, 7, 10, 17, 23, 30, 43, 57, 70])
    expect(winner?.sample).toMatchObject({ kind: 'point' })
    for (const row of rows.filter(({ state }) => state === 'dropped'))
      expect(row.reason).toMatch(/^Round [123]: /)
    const { run } = whole.session.sides.run
    expect(run?.step).toBe(70)
    expect(run?.config).toMatchObject(winner?.change ?? {})
    expect(report?.standing).toBe(winner?.id)
    expect(whole.session.machine.state).toBe('paused')
  })

  test('what it found is a run like any other: config and seed alone give the very same weights', async () => {
    const whole = await begin()
    const winner = winnerOf(await find(whole, 120))
    const { run } = whole.session.sides.run
    if (run === null || winner === undefined) throw new Error('Nobody won.')
    const again = new Run(run.config, run.dataset)
    for (let step = 0; step < winner.step; step++) again.advance()
    expect(await weightsOf(whole)).toEqual(await again.game.weights())
    again.dispose()
  })

  test('the same search gives the same rows', async () => {
    const [one, other] = [await begin(), await begin()]
    const [rows, again] = [await find(one, 120), await find(other, 120)]
    expect(again).toEqual(rows)
    expect(
      rows.some(
        ({ measurements }) =>
          (measurements.at(-1)?.score ?? 0) > 0 || (measurements.at(-1)?.metrics.diversity ?? 0) > 0,
      ),
    ).toBe(true)
  })

  test('the run from before comes back as it was, and goes on as if nothing had been', async () => {
    const whole = await begin({ config: { seed: 5 } })
    const plain = await begin({ config: { seed: 5 } })
    await whole.ask({ kind: 'train', steps: 12 })
    const before = await weightsOf(whole)
    const rows = await find(whole, 120)
    const other = rows.find(({ id }) => id !== 'now' && id !== last(whole)?.standing)
    await whole.ask({ kind: 'keep-candidate', id: other?.id ?? '' })
    expect(whole.session.config).toMatchObject(other?.change ?? {})
    expect(last(whole)).toMatchObject({ standing: other?.id, before: { step: 12 } })
    await whole.ask({ kind: 'keep-candidate', id: BEFORE })
    expect(await weightsOf(whole)).toEqual(before)
    expect(last(whole)).toMatchObject({ standing: BEFORE, before: null })
    await whole.ask({ kind: 'train', steps: 3 })
    await plain.ask({ kind: 'train', steps: 15 })
    expect(await weightsOf(whole)).toEqual(await weightsOf(plain))
  })

  test('the page gets the figures of whoever stands, step for step', async () => {
    const whole = await begin()
    const winner = winnerOf(await find(whole, 120))
    const kept = whole.page.of('candidate-kept').at(-1)
    expect(kept).toMatchObject({ from: BEFORE, to: winner?.id })
    const steps = Array.from({ length: winner?.step ?? 0 }, (_, i) => i + 1)
    expect(steps.map((_, i) => kept?.rows?.[i * SERIES_WIDTH])).toEqual(steps)
    expect(whole.page.of('tick').at(-1)?.tick).toMatchObject({
      step: winner?.step,
      metrics: { coverage: winner?.measurements.at(-1)?.metrics.coverage },
    })
  })

  test('what trained on while it was kept has not lost it when it is kept again', async () => {
    const whole = await begin()
    const winner = winnerOf(await find(whole, 120))
    await whole.ask({ kind: 'train', steps: 4 })
    const trained = await weightsOf(whole)
    await whole.ask({ kind: 'keep-candidate', id: BEFORE })
    await whole.ask({ kind: 'keep-candidate', id: winner?.id ?? '' })
    expect(whole.session.sides.run.run?.step).toBe((winner?.step ?? 0) + 4)
    expect(await weightsOf(whole)).toEqual(trained)
  })

  test('a run with the same settings that has come further is not given up for its beginning', async () => {
    // With this seed the present settings win.
    const [further, behind] = [await begin({ config: { seed: 2 } }), await begin({ config: { seed: 2 } })]
    await further.ask({ kind: 'train', steps: 90 })
    expect(winnerOf(await find(further, 24))?.id).toBe('now')
    expect(further.session.sides.run.run?.step).toBe(90)
    expect(last(further)).toMatchObject({ standing: BEFORE, before: null })
    const winner = winnerOf(await find(behind, 24))
    expect(behind.session.sides.run.run?.step).toBe(winner?.step)
    expect(last(behind)).toMatchObject({ standing: 'now', before: { step: 0 } })
  })

  test('pictures by class race as well: each is told classes, and shows some of each', async () => {
    const whole = await begin({ config: CLASSED, own: classedPictures(20) })
    const rows = await find(whole, 48)
    expect(rows.map(({ id }) => id)).not.toContain('packing')
    expect(winnerOf(rows)?.sample).toMatchObject({ kind: 'picture', size: 2, count: 16 })
    expect(whole.session.sides.run.run?.game.classes).toBe(2)
    expect(
      rows.every(({ measurements }) => measurements.every(({ metrics }) => metrics.diversity !== undefined)),
    ).toBe(true)
  })
})

describe('while it is on', () => {
  test('the run waits, and says so to whoever would train it', async () => {
    const whole = await begin()
    const over = find(whole, 2000)
    await whole.until(({ type }) => type === 'candidate')
    await expect(whole.ask({ kind: 'train', steps: 1 })).rejects.toMatchObject({
      code: 'finding',
      nextStep: 'Stop the search first.',
    })
    expect(whole.session.sides.run.run?.step).toBe(0)
    await whole.ask({ kind: 'stop-finding' })
    await over
  })

  test('stopped, the run goes on as it did, and whoever raced can still be kept', async () => {
    const whole = await begin()
    await whole.ask({ kind: 'run' })
    const over = find(whole, 4000)
    await whole.until(({ type }) => type === 'candidate')
    expect(whole.session.machine.state).toBe('paused')
    await whole.ask({ kind: 'stop-finding' })
    expect(whole.session.machine.state).toBe('running')
    await whole.ask({ kind: 'pause' })
    const rows = await over
    expect(rows.every(({ state }) => state === 'stopped')).toBe(true)
    const [first] = rows
    await whole.ask({ kind: 'keep-candidate', id: first?.id ?? '' })
    expect(whole.session.sides.run.run?.step).toBe(first?.step)
  })

  test('whoever runs away falls with its step, and the others go on', async () => {
    const whole = await begin({ config: { gLr: 0.9, dLr: 0.9, optimizer: 'sgd', loss: 'wasserstein' } })
    const rows = await find(whole, 400)
    const fallen = rows.filter(({ state }) => state === 'diverged')
    for (const { reason } of fallen) expect(reason).toMatch(/^At step \d+ a loss was no longer a number\.$/)
    expect(fallen.length).toBeGreaterThan(0)
    expect(rows.some(({ state }) => state === 'won')).toBe(fallen.length < rows.length)
  })

  test('other data end it, and it is said why', async () => {
    const whole = await begin()
    const over = find(whole, 4000)
    await whole.until(({ type }) => type === 'candidate')
    await whole.ask({ kind: 'configure', side: 'run', change: { dataset: 'grid' } })
    await over
    expect(whole.page.of('search').at(-1)).toEqual({
      type: 'search',
      search: null,
      sentence: 'The search has ended, as the data are others now.',
    })
    await expect(whole.ask({ kind: 'keep-candidate', id: 'now' })).rejects.toMatchObject({
      code: 'no-candidate',
    })
  })
})

describe('a search in minutes', () => {
  test('gives less than its time to the candidates together, and ends by itself', async () => {
    const whole = await begin()
    const rows = await whole.ask({ kind: 'find', budget: { minutes: 0.01 }, goOn: true })
    expect(rows).toHaveLength(4)
    const report = last(whole)
    expect(report).toMatchObject({ state: 'over', total: 600, rounds: 2 })
    expect(whole.session.machine.state).toBe('running')
    expect(winnerOf(rows)).toBeDefined()
  })
})

test.each([
  [{ minutes: 0 }, 'bad-budget'],
  [{ minutes: 1000 }, 'bad-budget'],
  [{ minutes: NaN }, 'bad-budget'],
  [{ steps: 2.5 }, 'bad-budget'],
])('%j is no budget', async (budget, code) => {
  const { ask } = await begin()
  await expect(ask({ kind: 'find', budget, goOn: false })).rejects.toMatchObject({ code })
})

test('without data there is nothing to find', async () => {
  const { ask } = await begin({ config: { dataset: 'own' } })
  await expect(ask({ kind: 'find', budget: { steps: 10 }, goOn: false })).rejects.toMatchObject({
    code: 'no-data',
  })
})

test('too few pictures to judge by are refused with the number that is needed', async () => {
  const whole = await begin({ config: CLASSED, own: classedPictures() })
  await expect(find(whole, 16)).rejects.toMatchObject({
    code: 'unjudged',
    message: '20 items are too few to judge a run by; 24 are needed.',
  })
  expect(last(whole)).toBe(null)
  // And the run can be trained as before.
  expect(await whole.ask({ kind: 'train', steps: 1 })).toMatchObject({ step: 1 })
})
