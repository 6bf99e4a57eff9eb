import { expect, test } from 'vitest'
import {
  advance,
  Allowance,
  finish,
  SLICE_OPERATIONS,
  type Sliced,
} from '../../../../src/worker/evaluation/metrics/slices.ts'
import { meanPairwiseDistance } from '../../../../src/worker/evaluation/metrics/diversity.ts'
import { gaussianRows } from '../../../helpers/truth/known-rows.ts'

function* counting(slices: number): Sliced<number> {
  for (let i = 0; i < slices; i++) yield
  return slices
}

test('finish runs to the end and advance stops when its time is over', () => {
  expect(finish(counting(5))).toBe(5)
  let clock = 0
  const work = counting(10)
  const tick = () => clock++
  expect(advance(work, 3, tick)).toBeNull()
  expect(advance(work, 100, tick)).toEqual({ value: 10 })
})

test('advance makes progress even without any time', () => {
  const work = counting(2)
  expect([advance(work, 0), advance(work, 0), advance(work, 0)]).toEqual([null, null, { value: 2 }])
})

test('an allowance is spent about every million operations', () => {
  const allowance = new Allowance()
  const yields = Array.from({ length: 40 }, () => allowance.spend(SLICE_OPERATIONS / 4))
  expect(yields.filter(Boolean)).toHaveLength(10)
})

test('a long figure really gives way', () => {
  const work = meanPairwiseDistance(gaussianRows(1, 1000, 16))
  let slices = 1
  while (work.next().done !== true) slices++
  expect(slices).toBeGreaterThan(6) // 1000²/2 · 16 = 8 million
})
