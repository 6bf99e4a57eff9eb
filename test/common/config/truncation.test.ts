import { expect, test } from 'vitest'
import { describeChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { truncated } from '../../../src/common/config/truncation.ts'

const LATENTS = Float32Array.of(1, -2, 0.5)

test('latents are multiplied by ψ; 1 leaves the very numbers', () => {
  expect([...truncated({ prior: 'normal', truncation: 0.5 }, LATENTS)]).toEqual([0.5, -1, 0.25])
  expect(truncated({ prior: 'normal', truncation: 1 }, LATENTS)).toBe(LATENTS)
  expect(truncated({ prior: 'uniform', truncation: 0.5 }, LATENTS)).toBe(LATENTS)
  expect([...LATENTS]).toEqual([1, -2, 0.5])
})

test('a change of ψ alone trains nothing otherwise and is no mark; beside another setting it goes unsaid', () => {
  const before = defaultsFor('mnist')
  expect(describeChange(before, { ...before, truncation: 0.7 })).toBe('')
  expect(describeChange(before, { ...before, truncation: 0.7, gLr: 1e-3 })).toBe(
    'Generator rate 0.0005 → 0.001',
  )
})
