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
  neighboursInFours,
  tellExtras,
  tellSoftware,
} from '../../../../../src/worker/compute/kernels/webgpu/lib/traits.ts'
import {
  planProduct,
  productPlans,
} from '../../../../../src/worker/compute/kernels/webgpu/matmul/mat-mul-plan.ts'

const ALL: Extras = { subgroups: true, evenSubgroups: true, half: true, fours: true }

const NONE: Extras = { subgroups: false, evenSubgroups: false, half: false, fours: false }

test('halves are there once they are allowed, on a GPU that has them', () => {
  const gpu = {}
  tellExtras(gpu, ALL)
  expect(extrasOf(gpu)).toEqual({ ...ALL, half: false, fours: false })
  allowHalf(gpu, true)
  expect(extrasOf(gpu)).toEqual({ ...ALL, fours: false })
  tellSoftware(gpu, true)
  expect(extrasOf(gpu)).toEqual({ ...NONE, fours: true })
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

test.for([
  [{ architecture: 'swiftshader', subgroupMinSize: 4, subgroupMaxSize: 4 }, true],
  [{ architecture: 'swiftshader', subgroupMinSize: 4, subgroupMaxSize: 8 }, false],
  [{ architecture: 'swiftshader' }, false],
  [{ architecture: 'llvmpipe', subgroupMinSize: 4, subgroupMaxSize: 4 }, false],
  [undefined, false],
] as const)('four neighbours are a subgroup of %o: %s', ([info, fours]) => {
  expect(neighboursInFours(info as GPUAdapterInfo | undefined)).toBe(fours)
})

describe('plans', () => {
  const product = { m: 64, n: 64, k: 4096, transposeA: false, transposeB: false, outer: [] }
  const geometry = geometryOf([16, 16, 16, 8], [4, 4, 8, 16], { strides: 2, pad: 'same', dataFormat: 'NHWC' })
  if (geometry === null) throw new Error('no geometry')
  const all = (onProcessor: boolean, extras: Extras) => ({
    products: productPlans(product, 1, { onProcessor, withSums: false, extras }),
    heights: heightPlans(
      { threads: () => 10_000, fours: (height) => (height === 1 ? 32 : 31) },
      { columns: 16, terms: 128 },
      { onProcessor, extras },
    ),
    filters: filterPlans(geometry, { onProcessor, extras }),
  })
  const extra = (plans: readonly Readonly<Record<string, number>>[]) =>
    plans.filter((plan) => plan['half'] === 1 || plan['lanes'] === 1)

  test.for(['products', 'heights', 'filters'] as const)('of %s with all that there is', (kind) => {
    const plain = all(false, NONE)[kind]
    const more = all(false, { ...ALL, fours: false })[kind]
    expect(extra(plain)).toEqual([])
    expect(extra(more)).toHaveLength(more.length - plain.length)
    expect(more[0]).toEqual(plain[0])
    expect(more.some((plan) => plan.half === 1)).toBe(true)
    expect(extra(all(true, ALL)[kind]).filter((plan) => plan['half'] === 1)).toEqual([])
  })

  test('of few terms are less tall on a processor, where they take long to compile', () => {
    const heightOf = (k: number, onProcessor: boolean) =>
      planProduct({ ...product, m: 4096, n: 128, k }, 1, onProcessor).height
    expect([heightOf(2, true), heightOf(16, true), heightOf(2, false)]).toEqual([2, 4, 4])
  })

  test('by subgroups of four come first where there is enough to do', () => {
    expect(all(true, ALL).heights.map(({ fours, height }) => [fours, height])).toEqual([
      [1, 1],
      ...all(true, NONE).heights.map(({ height }) => [0, height]),
    ])
    const offered = (m: number, n: number, k: number) =>
      productPlans({ ...product, m, n, k }, 1, { onProcessor: true, withSums: false, extras: ALL })
        .filter(({ fours }) => fours === 1)
        .map(({ height, parts, shared }) => [height, parts, shared])
    expect(offered(256, 128, 128)).toEqual([
      [2, 1, 1],
      [1, 1, 1],
    ])
    expect(offered(64, 128, 128)).toEqual([[1, 1, 1]])
    // Too little to do; parts of a sum; rows that are no quadruples.
    expect([
      offered(64, 64, 128),
      offered(64, 64, 4096),
      offered(256, 130, 128),
      offered(256, 128, 130),
    ]).toEqual([[], [], [], []])
  })
})
