import { expect, test } from 'vitest'
import type { Inspection } from '../../../../src/common/protocol/inspection.ts'
import { cardPlace } from '../../../../src/page/kinds/point/inspect-card.tsx'
import {
  directionWords,
  figure,
  inspectionSentence,
  noiseWords,
} from '../../../../src/page/kinds/point/inspect-words.ts'

const FAKE: Inspection = {
  kind: 'fake',
  index: 17,
  count: 512,
  step: 40,
  place: { x: -0.3, y: 1.25 },
  at: { x: -0.1, y: 0.4 },
  score: 0.4321,
  noise: Float32Array.of(0.5, -1.25),
  pull: { x: -0.3, y: 0.4 },
  nearest: { kind: 'mode', index: 2, count: 8, distance: 0.12, sigmas: 2.4 },
}

test('a point in one sentence', () => {
  expect(inspectionSentence(FAKE)).toBe(
    'Fake 18 of 512 at (−0.30, 1.25); score 0.43; drawn up left with strength 0.50; nearest mode 3 of 8, 2.40 σ away.',
  )
  const real: Inspection = {
    ...FAKE,
    kind: 'real',
    noise: null,
    pull: null,
    nearest: { kind: 'real', place: { x: 0, y: 1 }, distance: 0.25 },
  }
  expect(inspectionSentence(real)).toBe(
    'Real 18 of 512 at (−0.30, 1.25); score 0.43; nearest real at (0.00, 1.00), 0.25 away.',
  )
  expect(inspectionSentence({ ...real, class: 'setosa' })).toContain('(−0.30, 1.25); class setosa; score')
})

test.for([
  [0, '0.00'],
  [0.0123, '0.012'],
  [-0.00004, '−4.0e−5'],
  [123.4, '123.4'],
  [NaN, '–'],
] as const)('%d is written %s', ([value, text]) => {
  expect(figure(value)).toBe(text)
})

test('long noises are cut, and say so', () => {
  expect(noiseWords(new Float32Array(64).fill(1))).toBe('(1.00, 1.00, 1.00, 1.00, … 60 more)')
})

test.for([
  [1, 0, 'right'],
  [0, 1, 'up'],
  [-1, -1, 'down left'],
  [1, -1, 'down right'],
] as const)('(%d, %d) is %s', ([x, y, words]) => {
  expect(directionWords({ x, y })).toBe(words)
})

test('the card stays on the stage, wherever the point is, and never lies on it', () => {
  const size = { width: 608, height: 400 }
  for (let left = 0; left <= 608; left += 19) {
    for (let top = 0; top <= 400; top += 25) {
      const place = cardPlace({ left, top }, size)
      const from = Number(place.left)
      expect(from).toBeGreaterThanOrEqual(4)
      expect(from + Number(place.width)).toBeLessThanOrEqual(604)
      expect(from > left || from + Number(place.width) < left).toBe(true)
    }
  }
})
