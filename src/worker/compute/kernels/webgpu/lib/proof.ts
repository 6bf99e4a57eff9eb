/**
 * Whether a variant of a kernel computes what the float32 kernel does, on this device: both run on the same seeded numbers, of
 * several sizes, and all of their results are compared. Must not know the kernels, only that they are sums of products of
 * what they read, or sums of it: the same kernel run on all numbers without their signs then tells how large a result's terms
 * are in all, which is what its error is measured by.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { fork, normals, type Stream, streamFor, uniforms } from '../../../../../common/numbers/random.ts'
import type { Claim } from '../../../tuning/tuner.ts'
import { flush, type HiddenBackend } from '../../../record/backend.ts'
import { type Gpu, sizeOf } from './program.ts'

type Tensors = readonly TensorInfo[]
type Kernel = (tensors: Tensors) => Tensors

export interface Case {
  readonly shapes: readonly (readonly number[])[]
  /** Terms of a result at most. */
  readonly terms: number
  readonly variant: Kernel
  /** In float32, of a text that needs nothing beyond the core of the language. */
  readonly reference: Kernel
}

/** Sizes of the numbers of each tensor in turn: as they come, gradients, what has grown, and all sizes in one tensor. */
const SIZES: readonly (readonly ((stream: Stream, count: number) => Float32Array)[])[] = [
  [ofSize(1), ofSize(1)],
  [ofSize(1e-6), ofSize(1)],
  [ofSize(1e3), ofSize(1e3)],
  [mixed, ofSize(1e-6)],
]

/** Sums in another order: each loses at most half a place of float32 a term, and the reference as much. */
const FLOAT = 2 ** -24

/**
 * Half precision has eleven digits: two factors, their product and fifteen additions lose at most 18 half places, 2⁻¹¹ each, of
 * what a sum's terms are without their signs. As these go either way, one to four are seen; eight are allowed. A result may be
 * lost that is that much smaller than the greatest.
 */
const HALF = { relative: 2 ** -8, ofGreatest: 2 ** -19 }

export function claimOf(backend: Gpu, name: string, half: boolean, cases: () => readonly Case[]): Claim {
  return {
    name,
    check: async () => {
      const hidden = backend as unknown as HiddenBackend
      const { device } = hidden
      flush(hidden)
      // A text that the device refuses must not count as a device that is lost.
      device.pushErrorScope('validation')
      device.pushErrorScope('internal')
      const found = cases().map((each, i) => runs(backend, each, i))
      // What a refused text was to compute is refused as well, once it is sent.
      flush(hidden)
      const said = [device.popErrorScope(), device.popErrorScope()]
      const read = await Promise.all(found.flat().map((run) => run.read()))
      const [refused] = (await Promise.all(said)).filter((error) => error !== null)
      if (refused !== undefined) return `The device refused it: ${refused.message}`
      const wrong = read.findIndex((run) => !agrees(run, half))
      return wrong < 0
        ? null
        : `Its numbers differ from those of float32 in case ${wrong + 1} of ${read.length}.`
    },
  }
}

interface Seen {
  readonly variant: readonly Float32Array[]
  readonly reference: readonly Float32Array[]
  readonly sizes: readonly Float32Array[]
  readonly terms: number
}

/** Queues a case at each of the sizes. */
function runs(backend: Gpu, { shapes, terms, variant, reference }: Case, index: number) {
  return SIZES.map((sizes, size) => {
    const stream = fork(fork(streamFor(1, 'proof'), index), size)
    const numbers = shapes.map((shape, i) => (sizes[i] ?? ofSize(1))(fork(stream, i), sizeOf(shape)))
    const inputs = shapes.map((shape, i) => filled(backend, shape, numbers[i] ?? new Float32Array()))
    const plain = shapes.map((shape, i) =>
      filled(backend, shape, (numbers[i] ?? new Float32Array()).map(Math.abs)),
    )
    const given = [variant(inputs), reference(inputs), reference(plain)] as const
    for (const { dataId } of [...inputs, ...plain]) backend.disposeData(dataId)
    return {
      read: async (): Promise<Seen> => {
        const [got, expected, all] = await Promise.all(given.map((tensors) => taken(backend, tensors)))
        return { variant: got ?? [], reference: expected ?? [], sizes: all ?? [], terms }
      },
    }
  })
}

/** The numbers of tensors, which are freed. */
async function taken(backend: Gpu, tensors: Tensors): Promise<Float32Array[]> {
  const read = await Promise.all(tensors.map(({ dataId }) => backend.read(dataId)))
  for (const { dataId } of tensors) backend.disposeData(dataId)
  return read.map((numbers) => numbers as Float32Array)
}

function agrees({ variant, reference, sizes, terms }: Seen, half: boolean): boolean {
  const relative = 2 * terms * FLOAT + (half ? HALF.relative : 0)
  return reference.every((expected, at) => {
    const [got, all] = [variant[at], sizes[at]]
    if (got === undefined || all === undefined) return false
    const least = half ? HALF.ofGreatest * all.reduce((most, size) => Math.max(most, size), 0) : 0
    // Not the other way round: what is no number differs.
    return expected.every(
      (value, i) => Math.abs((got[i] ?? NaN) - value) <= relative * (all[i] ?? NaN) + least,
    )
  })
}

function filled(backend: Gpu, shape: readonly number[], numbers: Float32Array): TensorInfo {
  return backend.makeTensorInfo([...shape], 'float32', numbers)
}

function ofSize(size: number) {
  return (stream: Stream, count: number): Float32Array => normals(stream, count, 0, size)
}

/** From a thousandth to a thousand, every size as often. */
function mixed(stream: Stream, count: number): Float32Array {
  const powers = uniforms(fork(stream, 1), count, -10, 10)
  return normals(stream, count).map((value, i) => value * 2 ** (powers[i] ?? 0))
}
