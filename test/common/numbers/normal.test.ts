import { expect, test } from 'vitest'
import { normalQuantile, normalShare } from '../../../src/common/numbers/normal.ts'

// Values of Φ to ten digits: Abramowitz & Stegun, table 26.1.
test.for([
  [0, 0.5],
  [0.5, 0.6914624613],
  [1, 0.8413447461],
  [1.96, 0.9750021049],
  [3, 0.998650102],
  [4, 0.9999683288],
  [5, 0.9999997133],
] as const)('Φ(%d)', ([z, share]) => {
  expect(normalShare(z)).toBeCloseTo(share, 9)
  expect(normalShare(-z)).toBeCloseTo(1 - share, 9)
})

test('far tails keep their digits', () => {
  expect(normalShare(-6) / 9.865876450377e-10).toBeCloseTo(1, 8)
})

test('the quantile undoes the share', () => {
  for (const share of [1e-6, 0.005, 0.1, 0.5, 0.8, 0.995]) {
    expect(normalShare(normalQuantile(share)) / share).toBeCloseTo(1, 9)
  }
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 8)
})
