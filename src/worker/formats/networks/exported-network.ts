/**
 * A network as every exporter takes it: layers as data, and their tensors as plain numbers. What a format needs of a tensor
 * — another order of its axes, its kernel divided by its spectral norm — is worked out here. Knows no format and no tfjs.
 */
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import type { LayerChain } from '../../../common/networks/layer-op.ts'
import type { NamedTensor } from '../../../common/protocol/report.ts'
import { GanvasError } from '../../../common/failure.ts'

export interface ExportedNetwork {
  readonly role: 'generator' | 'discriminator'
  readonly layers: LayerChain
  /** Weights and running statistics by the layers' own names: the averaged ones where those are shown. */
  readonly tensors: ReadonlyMap<string, NamedTensor>
  /** What the generator makes and the discriminator judges. */
  readonly item: ItemSpec
  /** Numbers of the latent; 0: none. */
  readonly latent: number
  /** Shape of the picture that a generator starts from in place of a latent, channels last; null: it starts from none. */
  readonly source: readonly number[] | null
  /** 0: the networks are told no class. */
  readonly classes: number
}

/** @throws Error where a layer names a tensor that did not come along */
export function tensorNamed({ tensors }: Pick<ExportedNetwork, 'tensors'>, name: string): NamedTensor {
  const tensor = tensors.get(name)
  if (tensor === undefined) throw new Error(`No tensor ${name} to export.`)
  return tensor
}

/**
 * A kernel as it is multiplied with when judging: divided by its largest singular value where its layer says so. As
 * src/worker/gan/ops/spectral.ts does: one half of a power iteration from the direction that was kept.
 * @param direction name of the kept right singular vector, [outputs, 1]; null: the kernel as it is
 */
export function kernelNamed(
  network: Pick<ExportedNetwork, 'tensors'>,
  name: string,
  direction: string | null,
): NamedTensor {
  const kernel = tensorNamed(network, name)
  if (direction === null) return kernel
  const { sigma } = singular(kernel, tensorNamed(network, direction).data)
  return { ...kernel, data: kernel.data.map((value) => value / sigma) }
}

/** The largest singular value of W [rest, out], uᵀWv, with u = Wv₀ and v = Wᵀu, both of length 1. */
export interface Singular {
  readonly sigma: number
  /** u, [rest]. */
  readonly left: Float32Array
  /** v, [out]. */
  readonly right: Float32Array
}

/** @param kernel […, out], taken as a matrix [rest, out] @param start v₀, [out] */
export function singular({ data }: Pick<NamedTensor, 'data'>, start: Float32Array): Singular {
  const columns = start.length
  const rows = data.length / columns
  const at = (row: number, column: number): number => data[row * columns + column] ?? 0
  const along = (row: number, v: ArrayLike<number>): number => total(columns, (c) => at(row, c) * (v[c] ?? 0))
  const left = unit(Array.from({ length: rows }, (_, r) => along(r, start)))
  const right = unit(Array.from({ length: columns }, (_, c) => total(rows, (r) => at(r, c) * (left[r] ?? 0))))
  const sigma = total(rows, (r) => (left[r] ?? 0) * along(r, right))
  return { sigma, left: Float32Array.from(left), right: Float32Array.from(right) }
}

function unit(vector: readonly number[]): number[] {
  const length = Math.sqrt(total(vector.length, (i) => (vector[i] ?? 0) ** 2))
  return vector.map((value) => value / (length + 1e-12))
}

function total(count: number, of: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += of(i)
  return sum
}

/** The tensor with its axes in another order: axis i of the result is axis `order[i]` of the tensor. */
export function permuted({ name, shape, data }: NamedTensor, order: readonly number[]): NamedTensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, side) => size * side, 1))
  const [sides, steps] = [order.map((axis) => shape[axis] ?? 1), order.map((axis) => strides[axis] ?? 0)]
  const out = new Float32Array(data.length)
  const index = sides.map(() => 0)
  let from = 0
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from] ?? 0
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1
      from += steps[axis] ?? 0
      if (next < (sides[axis] ?? 0)) {
        index[axis] = next
        break
      }
      from -= (steps[axis] ?? 0) * next
      index[axis] = 0
    }
  }
  return { name, shape: sides, data: out }
}

/** Pixels before and after the picture, with padding "same" as TensorFlow counts it: what is left over comes last. */
export function paddingSame(side: number, kernel: number, stride: number): readonly [number, number] {
  const all = Math.max(0, (Math.ceil(side / stride) - 1) * stride + kernel - side)
  return [Math.floor(all / 2), Math.ceil(all / 2)]
}

/** @throws always: `export-unsupported`, for what a format has no words for */
export function unsupported(format: string, what: string, instead: string): never {
  throw new GanvasError('export-unsupported', `${format} has no layer like ${what}.`, instead)
}
