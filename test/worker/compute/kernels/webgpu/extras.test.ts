/** Which plans are offered beyond the core of the language: what the device has, no processor, halves only where allowed. */
import { describe, expect, test } from 'vitest'
import {
  filterPlans,
  heightPlans,
} from '../../../../../src/worker/compute/kernels/webgpu/conv/convolution-plan.ts'
import { geometryOf } from '../../../../../src/worker/compute/kernels/webgpu/conv/geometry.ts'
import {
  allowHalf,
  evenSubgroups,
  type Extras,
  extrasOf,
  tellExtras,
  tellSoftware,
} from '../../../../../src/worker/compute/kernels/webgpu/lib/traits.ts'
import { productPlans } from '../../../../../src/worker/compute/kernels/webgpu/matmul/mat-mul-plan.ts'

const ALL: Extras = { subgroups: true, evenSubgroups: true, half: true }

test('halves are there once they are allowed, on a GPU that has them', () => {
  const gpu = {}
  tellExtras(gpu, ALL)
  expect(extrasOf(gpu)).toEqual({ ...ALL, half: false })
  allowHalf(gpu, true)
  expect(extrasOf(gpu)).toEqual(ALL)
  tellSoftware(gpu, true)
  expect(Object.values(extrasOf(gpu))).not.toContain(true)
  const older = {}
  allowHalf(older, true)
  expect(Object.values(extrasOf(older))).not.toContain(true)
})

test.for([
  [{ subgroupMinSize: 32, subgroupMaxSize: 32 }, true],
  [{ subgroupMinSize: 8, subgroupMaxSize: 32 }, false],
  [{}, false],
  [undefined, false],
] as const)('subgroups of %o are alike: %s', ([info, even]) => {
  expect(evenSubgroups(info as GPUAdapterInfo | undefined)).toBe(even)
})

describe('plans', () => {
  const product = { m: 64, n: 64, k: 4096, transposeA: false, transposeB: false, outer: [] }
  const geometry = geometryOf([16, 16, 16, 8], [4, 4, 8, 16], { strides: 2, pad: 'same', dataFormat: 'NHWC' })
  if (geometry === null) throw new Error('no geometry')
  const all = (onProcessor: boolean, extras: Extras) => ({
    products: productPlans(product, 1, { onProcessor, withSums: false, extras }),
    heights: heightPlans(() => 10_000, { columns: 16, terms: 128 }, { onProcessor, extras }),
    filters: filterPlans(geometry, { onProcessor, extras }),
  })
  const extra = (plans: readonly Readonly<Record<string, number>>[]) =>
    plans.filter((plan) => plan['half'] === 1 || plan['lanes'] === 1)

  test.for(['products', 'heights', 'filters'] as const)('of %s with all that there is', (kind) => {
    const plain = all(false, { subgroups: false, evenSubgroups: false, half: false })[kind]
    const more = all(false, ALL)[kind]
    expect(extra(plain)).toEqual([])
    expect(extra(more)).toHaveLength(more.length - plain.length)
    expect(more[0]).toEqual(plain[0])
    expect(more.some((plan) => plan.half === 1)).toBe(true)
    expect(extra(all(true, ALL)[kind]).filter((plan) => plan['half'] === 1)).toEqual([])
  })
})
