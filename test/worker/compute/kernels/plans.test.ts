/** No dispatch is dearer than one may be, however large the batch: neither by the groups it has, nor by a group alone. */
import { expect, test } from 'vitest'
import { filterPlans } from '../../../../src/worker/compute/kernels/webgpu/conv/convolution-plan.ts'
import type { Geometry } from '../../../../src/worker/compute/kernels/webgpu/conv/geometry.ts'
import { inDispatches, MOST_IN_DISPATCH } from '../../../../src/worker/compute/kernels/webgpu/lib/plan.ts'
import { GROUP } from '../../../../src/worker/compute/kernels/webgpu/lib/program.ts'
import { productPlans } from '../../../../src/worker/compute/kernels/webgpu/matmul/mat-mul-plan.ts'

/** Of a tile, in multiply-adds a term; by subgroups of four each thread makes four of them. */
const TILE = 16
const PROCESSOR_OR_NOT = [true, false]
/** All that a device may have. */
const EXTRAS = { subgroups: true, evenSubgroups: true, half: true, fours: true }

test('dispatches come one after another, without a gap, and none is too dear', () => {
  for (const cost of [1, 1000, 2 ** 20 + 1, MOST_IN_DISPATCH]) {
    const made: [number, number][] = []
    inDispatches(1000, cost, (first, count) => made.push([first, count]))
    let next = 0
    for (const [first, count] of made) {
      expect(first).toBe(next)
      expect(count * cost).toBeLessThanOrEqual(MOST_IN_DISPATCH)
      next += count
    }
    expect(next).toBe(1000)
  }
})

test.for(PROCESSOR_OR_NOT)(
  'a group of a product is none that would be too long alone (processor: %s)',
  (onProcessor) => {
    for (const m of [1, 64, 4096, 2 ** 18])
      for (const n of [1, 128, 4096])
        for (const k of [1, 130, 4096, 8192, 2 ** 15, 2 ** 20]) {
          const product = { m, n, k, transposeA: false, transposeB: false, outer: [] }
          for (const { height, span, shared, fours } of productPlans(product, 1, {
            onProcessor,
            withSums: false,
            extras: EXTRAS,
          }))
            expect(
              (GROUP * TILE * (fours === 1 ? 4 : 1) * height * span) / shared,
              `${m} ${n} ${k}`,
            ).toBeLessThanOrEqual(MOST_IN_DISPATCH)
        }
  },
)

test.for(PROCESSOR_OR_NOT)('nor a group of a filter’s gradient (processor: %s)', (onProcessor) => {
  for (const batch of [1, 256, 4096])
    for (const side of [7, 64, 256])
      for (const channels of [1, 64, 512]) {
        const uniforms = { kernelHeight: 4, kernelWidth: 4, channels, out: 64, rows: side, columns: side }
        const geometry = { batch, uniforms } as unknown as Geometry
        for (const { height, span, shared, fours } of filterPlans(geometry, { onProcessor, extras: EXTRAS }))
          expect(
            (GROUP * TILE * (fours === 1 ? 4 : 1) * height * span * side) / shared,
            `${batch} ${side} ${channels}`,
          ).toBeLessThanOrEqual(MOST_IN_DISPATCH)
      }
})
