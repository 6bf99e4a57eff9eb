import { expect, test } from 'vitest'
import { challengeOf } from '../../../src/common/config/challenges.ts'
import { goalsOf, phaseWords } from '../../../src/page/ui/setup/challenge-words.ts'

const grid = challengeOf('grid')
const collapse = challengeOf('collapse')
if (grid === null || collapse === null) throw new Error('a challenge is gone')

test('the goal is told line by line, with what the samples are', () => {
  expect(goalsOf(grid.goal, null).map(({ now, met }) => [now, met])).toEqual([
    ['–', false],
    ['–', false],
  ])
  expect(goalsOf(grid.goal, { modes: 23, highQuality: 0.2 })).toEqual([
    { wanted: '23 modes or more', now: '23', met: true },
    { wanted: '25 % good samples or more', now: '20.0 %', met: false },
  ])
  expect(goalsOf(collapse.goal, { modes: 5, highQuality: 0.3 })[0]).toMatchObject({
    wanted: '5 modes or fewer',
    met: true,
  })
})

test('a lost challenge says what it fell short of', () => {
  const lost = (of: typeof grid, modes: number, highQuality: number) =>
    phaseWords(of, { id: of.id, phase: 'lost', found: { modes, modesTotal: 25, highQuality } })
  expect(lost(grid, 21, 0.4)).toContain('Too few modes. Start over')
  expect(lost(grid, 25, 0.1)).toContain('Too few good samples. Start over')
  expect(lost(grid, 3, 0.1)).toContain('Too few modes and too few good samples. Start over')
  expect(lost(collapse, 8, 0.4)).toContain('Too many modes.')
  expect(lost(collapse, 0, 0)).toContain('No mode at all and too few good samples.')
})
