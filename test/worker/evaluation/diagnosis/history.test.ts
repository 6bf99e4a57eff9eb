import { describe, expect, test } from 'vitest'
import { advantage, chanceLoss } from '../../../../src/worker/evaluation/diagnosis/chance.ts'
import { History, movementOf, riseOf } from '../../../../src/worker/evaluation/diagnosis/history.ts'
import { figure, percent } from '../../../../src/worker/evaluation/diagnosis/words.ts'
import { clumpIn, look } from '../../../helpers/truth/story.ts'

const filled = (steps: readonly number[]): History => {
  const history = new History()
  for (const step of steps) history.add(look(step))
  return history
}
const range = (count: number, every: number) => Array.from({ length: count }, (_, i) => (i + 1) * every)

describe('History', () => {
  test('recent looks are those of the last steps, and a few at least', () => {
    const history = filled(range(40, 25))
    expect(history.recent(100).map(({ step }) => step)).toEqual([925, 950, 975, 1000])
    expect(
      filled([400, 800, 1200])
        .recent(100, 2)
        .map(({ step }) => step),
    ).toEqual([800, 1200])
    expect(new History().recent(100)).toEqual([])
  })

  test('forgets old looks but never all, and holds no more than it needs', () => {
    expect(filled(range(200, 25)).length).toBeLessThan(80)
    expect(filled(range(40, 1000)).length).toBe(12)
    expect(filled(range(3000, 1)).length).toBeLessThanOrEqual(400)
  })
})

describe('figures over looks', () => {
  test('rise compares the later half with the earlier', () => {
    const looks = [0.1, 0.2, 0.3, 0.6].map((kept, i) => look(i, { kept }))
    expect(riseOf(looks, ({ kept }) => kept)).toBeCloseTo(3, 12)
    expect(riseOf([look(1)], ({ kept }) => kept)).toBe(1)
  })

  test('movement is 0 for a clump at rest, 1 for one that hops, and looks over the lag only', () => {
    const steps = range(20, 25)
    expect(
      movementOf(
        steps.map((step) => look(step, clumpIn(4))),
        100,
      ),
    ).toBe(0)
    expect(
      movementOf(
        steps.map((step) => look(step, clumpIn(step / 25))),
        100,
      ),
    ).toBe(1)
    // to and fro every 25 steps: 100 steps later it is back where it was
    expect(
      movementOf(
        steps.map((step) => look(step, clumpIn((step / 25) % 2))),
        100,
      ),
    ).toBe(0)
    expect(movementOf([look(10, clumpIn(1)), look(20, clumpIn(2))], 100)).toBe(0)
  })
})

describe('chance', () => {
  test('a loss without a level has no advantage either', () => {
    expect(chanceLoss('wasserstein')).toBeNull()
    expect(advantage('wasserstein', 1)).toBeNull()
  })
  test.each([
    { loss: 'non-saturating', atChance: 2 * Math.LN2 },
    { loss: 'least-squares', atChance: 0.25 },
    { loss: 'hinge', atChance: 2 },
  ] as const)('of $loss is its loss at D = ½ or 0', ({ loss, atChance }) => {
    expect(chanceLoss(loss)).toBeCloseTo(atChance, 12)
    expect(advantage(loss, atChance)).toBeCloseTo(0, 12)
    expect(advantage(loss, 0)).toBe(1)
  })
})

test('figures as words keep their size and never vanish', () => {
  expect([0, 0.004, 0.126, 1].map(percent)).toEqual(['0 %', 'under 1 %', '13 %', '100 %'])
  expect([0.0123, 1.234, 45.67, 3456.7, NaN, Infinity].map(figure)).toEqual([
    '0.012',
    '1.2',
    '45.7',
    '3457',
    'not a number',
    'infinite',
  ])
})
