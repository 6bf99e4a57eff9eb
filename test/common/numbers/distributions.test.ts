/** Quantiles of Student's and the normal distribution against SciPy 1.17.1 (`t.ppf`, `norm.ppf`), and drawing one by one. */
import { expect, test } from 'vitest'
import { Draws } from '../../../src/common/numbers/draws.ts'
import { fastNormalQuantile } from '../../../src/common/numbers/normal-quantile.ts'
import { normalShare } from '../../../src/common/numbers/normal.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { studentQuantile, studentShare } from '../../../src/common/numbers/student.ts'

test.each([
  [0.975, 1, 12.706204736174694],
  [0.975, 2, 4.302652729749462],
  [0.975, 4, 2.7764451051977934],
  [0.975, 9, 2.262157162798205],
  [0.975, 30, 2.0422724563012378],
  [0.9, 1, 3.0776835371752544],
  [0.9, 30, 1.3104150253913955],
  [0.3, 2, -0.6172133998483678],
  [0.3, 9, -0.5434802414542969],
])('Student: below the t of %d with %d degrees', (share, freedom, t) => {
  expect(studentQuantile(share, freedom)).toBeCloseTo(t, 9)
  expect(studentShare(t, freedom)).toBeCloseTo(share, 12)
})

test.each([
  [1e-20, -9.262340089798409],
  [1e-9, -5.9978070150076865],
  [0.001, -3.090232306167813],
  [0.07, -1.4757910281791706],
  [0.2, -0.8416212335729142],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.93, 1.475791028179171],
  [0.999999, 4.753424308817087],
])('normal: below the z of %d', (share, z) => {
  expect(fastNormalQuantile(share)).toBeCloseTo(z, 10)
})

test('the normal quantile undoes the normal share, and has no end inside', () => {
  for (let z = -6; z <= 6; z += 0.37) expect(fastNormalQuantile(normalShare(z))).toBeCloseTo(z, 6)
  expect([fastNormalQuantile(0), fastNormalQuantile(1)]).toEqual([-Infinity, Infinity])
})

test('draws are even, differ past a block, and are those of their stream', () => {
  const draws = new Draws(streamFor(4, 'evaluate'))
  const drawn = Array.from({ length: 6000 }, () => draws.below(6))
  const counts = Array.from({ length: 6 }, (_, face) => drawn.filter((value) => value === face).length)
  // χ² of 5 degrees lies below 20.5 in 999 of 1,000 cases.
  expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(20.5)
  const again = new Draws(streamFor(4, 'evaluate'))
  expect(Array.from({ length: 6000 }, () => again.below(6))).toEqual(drawn)
  expect(drawn.slice(0, 512)).not.toEqual(drawn.slice(512, 1024))
})
