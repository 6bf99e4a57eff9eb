import { describe, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { convolutionSuite } from '../helpers/engine/convolution-suite.ts'
import { heapFactorSuite, matMulSuite } from '../helpers/engine/mat-mul-suite.ts'
import { ASSETS } from './engine-assets.ts'

const open = async () => {
  expect((await openEngine('wasm', ASSETS)).report.backend).toBe('wasm')
}

describe('products in Chromium', () => {
  matMulSuite(open)
  heapFactorSuite(open)
})
describe('convolutions in Chromium', () => convolutionSuite(open))

test('Chromium has fused multiply-add, so that this lane tests the functions that use it', () => {
  // f32x4.relaxed_madd of one parameter with itself.
  const probe = [
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 6, 1, 0x60, 1, 0x7b, 1, 0x7b, 3, 2, 1, 0, 10, 13, 1, 11, 0, 0x20,
    0, 0x20, 0, 0x20, 0, 0xfd, 0x85, 0x02, 0x0b,
  ]
  expect(WebAssembly.validate(new Uint8Array(probe))).toBe(true)
})
