import { expect, test } from 'vitest'
import { Recovery } from '../../../src/page/client/recovery.ts'

const gpu = { code: 'gpu-lost', sentence: '', nextStep: '' }
const crash = { code: 'engine-lost', sentence: '', nextStep: '' }

test('a lost GPU is tried again twice, then WASM takes over, then a person is asked', () => {
  const recovery = new Recovery()
  expect([0, 1000, 2000, 3000].map((at) => recovery.plan(gpu, at))).toEqual([
    'again',
    'again',
    'on-wasm',
    'give-up',
  ])
})

test('crashes never blame the GPU', () => {
  const recovery = new Recovery()
  expect([0, 1, 2, 3].map((at) => recovery.plan(crash, at))).toEqual(['again', 'again', 'again', 'give-up'])
})

test('old deaths and forgiven ones do not count', () => {
  const recovery = new Recovery()
  for (const at of [0, 1, 2]) recovery.plan(crash, at)
  expect(recovery.plan(crash, 70_000)).toBe('again')
  for (const at of [70_001, 70_002]) recovery.plan(crash, at)
  recovery.forgive()
  expect(recovery.plan(crash, 70_003)).toBe('again')
})
