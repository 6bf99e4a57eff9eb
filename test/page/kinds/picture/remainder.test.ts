import { expect, test } from 'vitest'
import { remainderOf } from '../../../../src/page/kinds/picture/remainder.ts'

test('what is left of two pictures is black where they agree and white where they are opposite', () => {
  const picture = (...values: number[]) => ({ shape: [2, 2, 1], values: Float32Array.from(values) })
  const left = remainderOf(picture(-1, 0, 1, 1), picture(-1, 0.5, 1, -1))
  expect(left.shape).toEqual([2, 2, 1])
  expect([...left.values]).toEqual([-1, -0.5, -1, 1])
})
