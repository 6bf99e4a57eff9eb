/**
 * The file that learnt weights come in: `public/data/learnt.bin`, written by scripts/transfer/train.py. What they were taught
 * stands in docs/own-pictures.md.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | "GNVT" |
 * | 1 | version 1 |
 * | … | the tensors of LEARNT_SHAPES, one after the other |
 *
 * A kernel is a scale per last axis, float32 little endian, then its values, int8: weight = value · scale. Others are float32.
 */
import { GanvasError } from '../../../common/failure.ts'
import { floatsAt, hasMark, kernelAt } from '../../../common/numbers/packed-weights.ts'
import { sizeOf } from './layer.ts'
import type { LearntWeights } from './learnt.ts'

/** A DCGAN of width 32 for three colours, from the picture inwards. Kernels [4, 4, nearer the picture, farther]. */
export const LEARNT_SHAPES: readonly (readonly [name: string, shape: readonly number[]])[] = [
  ['generator/up/0/kernel', [4, 4, 3, 32]],
  ['generator/up/0/bias', [3]],
  ['generator/norm/1/scale', [32]],
  ['generator/norm/1/offset', [32]],
  ['generator/up/1/kernel', [4, 4, 32, 64]],
  ['generator/norm/2/scale', [64]],
  ['generator/norm/2/offset', [64]],
  ['generator/up/2/kernel', [4, 4, 64, 128]],
  ['generator/norm/3/scale', [128]],
  ['generator/norm/3/offset', [128]],
  ['discriminator/down/0/kernel', [4, 4, 3, 32]],
  ['discriminator/down/0/bias', [32]],
  ['discriminator/down/1/kernel', [4, 4, 32, 64]],
  ['discriminator/down/1/bias', [64]],
  ['discriminator/down/2/kernel', [4, 4, 64, 128]],
  ['discriminator/down/2/bias', [128]],
]

const MARK = 'GNVT'
const VERSION = 1
const HEADER = 5

/** @throws GanvasError `learnt-damaged` when the bytes are not such a file */
export function readLearntWeights(file: ArrayBuffer): LearntWeights {
  const view = new DataView(file)
  const length = LEARNT_SHAPES.reduce((sum, [, shape]) => sum + bytesOf(shape), HEADER)
  if (file.byteLength !== length || !hasMark(view, MARK, VERSION)) throw damaged()
  let at = HEADER
  return new Map(
    LEARNT_SHAPES.map(([name, shape]) => {
      const from = at
      at += bytesOf(shape)
      const count = sizeOf(shape)
      const data = isKernel(shape)
        ? kernelAt(view, from, count, shape.at(-1) ?? 1)
        : floatsAt(view, from, count)
      return [name, { shape, data }] as const
    }),
  )
}

function bytesOf(shape: readonly number[]): number {
  return isKernel(shape) ? 4 * (shape.at(-1) ?? 1) + sizeOf(shape) : 4 * sizeOf(shape)
}

function isKernel(shape: readonly number[]): boolean {
  return shape.length > 1
}

function damaged(): GanvasError {
  return new GanvasError(
    'learnt-damaged',
    'The file of networks that have learnt before is damaged or was cut short on its way.',
    'Reload the page; if it stays so, copy the whole dist folder to the host again.',
  )
}
