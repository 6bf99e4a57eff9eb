/** What convolutions by subgroups and in half precision have to be proved to do: awkward sides, strides and channels. */
import type { TensorInfo } from '@tensorflow/tfjs'
import type { Claim } from '../../../tuning/tuner.ts'
import { NO_FINISH } from '../access/access.ts'
import { byLanes } from '../lib/plan.ts'
import { type Gpu, room } from '../lib/program.ts'
import { type Case, claimOf } from '../lib/proof.ts'
import { type FilterPlan, filterWithShared, type HeightPlan, stagedFilters } from './convolution-plan.ts'
import {
  convolveBy,
  convolveTerms,
  type Convolving,
  convTransposeBy,
  filterGradientBy,
  spreadTerms,
} from './convolution-run.ts'
import { type Geometry, geometryOf, type Shape4 } from './geometry.ts'

interface Spec {
  readonly x: Shape4
  readonly filter: Shape4
  readonly stride: number
}

/** Sides that strides do not divide, quadruples of channels and none, more pixels than a tile has. */
const SPECS: readonly Spec[] = [
  { x: [5, 9, 7, 8], filter: [4, 4, 8, 12], stride: 2 },
  { x: [2, 11, 10, 9], filter: [3, 3, 9, 33], stride: 3 },
  { x: [1, 7, 9, 6], filter: [5, 5, 6, 9], stride: 1 },
]

/** Many lines, so that all threads of a group find some to share. */
const LONG: Spec = { x: [96, 8, 8, 3], filter: [3, 3, 3, 6], stride: 1 }
/** Threads that share a tile: fewer than a subgroup has, about as many, and all. */
const SHARED = [2, 4, 16, 64]

/** Null for what needs no proof. */
export function convolveClaim(backend: Gpu, plan: HeightPlan): Claim | null {
  return heightClaim(backend, plan, 'convolution', convolveBy, (geometry, { x }) => [
    x,
    convolveTerms(geometry),
  ])
}

/** Null for what needs no proof. */
export function spreadClaim(backend: Gpu, plan: HeightPlan): Claim | null {
  return heightClaim(backend, plan, 'transposed convolution', convTransposeBy, (geometry) => [
    geometry.outShape,
    spreadTerms(geometry),
  ])
}

/** Null for what needs no proof. */
export function filterClaim(backend: Gpu, plan: FilterPlan): Claim | null {
  if (plan.half === 1) {
    return claimOf(backend, 'filter gradient in half precision', true, () =>
      SPECS.flatMap((spec) => {
        const [staged] = stagedFilters(geometryFor(spec))
        return staged === undefined ? [] : [filterCase(backend, spec, { ...staged, half: 1 })]
      }),
    )
  }
  if (plan.lanes === 1) {
    return claimOf(backend, 'filter gradient by subgroups', false, () =>
      SHARED.map((shared) =>
        filterCase(backend, LONG, byLanes(filterWithShared(geometryFor(LONG), 1, shared))),
      ),
    )
  }
  return null
}

function heightClaim(
  backend: Gpu,
  { half }: HeightPlan,
  name: string,
  run: (backend: Gpu, plan: HeightPlan, work: Convolving) => TensorInfo,
  read: (geometry: Geometry, spec: Spec) => readonly [shape: Shape4, terms: number],
): Claim | null {
  if (half === 0) return null
  return claimOf(backend, `${name} in half precision`, true, () =>
    SPECS.map((spec) => {
      const geometry = geometryFor(spec)
      const [shape, terms] = read(geometry, spec)
      const by =
        (plan: HeightPlan) =>
        ([from, weights]: readonly TensorInfo[]) => {
          if (from === undefined || weights === undefined) throw new Error('A convolution of nothing.')
          return [run(backend, plan, { geometry, from, weights, finish: NO_FINISH })]
        }
      return {
        shapes: [shape, spec.filter],
        terms,
        variant: by({ staged: 1, half: 1, fours: 0, height: 1 }),
        reference: by({ staged: 0, half: 0, fours: 0, height: 1 }),
      }
    }),
  )
}

function filterCase(backend: Gpu, spec: Spec, plan: FilterPlan): Case {
  const geometry = geometryFor(spec)
  const by =
    (used: FilterPlan) =>
    ([x, dy]: readonly TensorInfo[]) => {
      if (x === undefined || dy === undefined) throw new Error('A convolution of nothing.')
      const sums = room(backend, [geometry.uniforms.out])
      return [filterGradientBy(backend, used, { geometry, filterShape: spec.filter, x, dy, sums }), sums]
    }
  return {
    shapes: [spec.x, geometry.outShape],
    terms: geometry.batch * geometry.uniforms.rows * geometry.uniforms.columns,
    variant: by(plan),
    reference: by(filterWithShared(geometry, 1, 1)),
  }
}

function geometryFor({ x, filter, stride }: Spec): Geometry {
  const geometry = geometryOf(x, filter, { strides: stride, pad: 'same', dataFormat: 'NHWC' })
  if (geometry === null) throw new Error('A case that tfjs would have to compute.')
  return geometry
}
