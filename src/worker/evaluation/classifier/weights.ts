/**
 * The judge's weights, and the file they come in: `public/data/judge-mnist.bin`, written by scripts/judge/make.mjs. How it
 * was made and how good it is stands in docs/judge.md.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | "GNVJ" |
 * | 1 | version 1 |
 * | … | the tensors of JUDGE_SHAPES, one after the other |
 *
 * A kernel is a scale per output, float32 little endian, then its values, int8: weight = value · scale. A bias is float32.
 */
import { GanvasError } from '../../../common/failure.ts'
import { floatsAt, hasMark, kernelAt } from '../../../common/numbers/packed-weights.ts'

/** Conv 5×5 and 3×3, both of stride 2 with "same" padding, and two dense layers; ReLU between. The last axis is the output. */
export const JUDGE_SHAPES = [
  { name: 'conv1', shape: [5, 5, 1, 16] },
  { name: 'bias1', shape: [16] },
  { name: 'conv2', shape: [3, 3, 16, 32] },
  { name: 'bias2', shape: [32] },
  { name: 'dense1', shape: [7 * 7 * 32, 64] },
  { name: 'bias3', shape: [64] },
  { name: 'dense2', shape: [64, 10] },
  { name: 'bias4', shape: [10] },
] as const

export type ClassifierTensor = (typeof JUDGE_SHAPES)[number]['name']

/** Weights by name, in the order of their shapes. */
export type Classifier = Readonly<Record<ClassifierTensor, Float32Array>>

export const JUDGE_MARK = 'GNVJ'
export const JUDGE_VERSION = 1
const HEADER = 5

/** @throws GanvasError `judge-damaged` when the bytes are not such a file */
export function readClassifier(file: ArrayBuffer): Classifier {
  const view = new DataView(file)
  if (file.byteLength !== fileLength() || !hasMark(view, JUDGE_MARK, JUDGE_VERSION)) throw damaged()
  let at = HEADER
  const tensors = JUDGE_SHAPES.map(({ name, shape }) => {
    const tensor =
      shape.length === 1 ? floatsAt(view, at, shape[0]) : kernelAt(view, at, sizeOf(shape), last(shape))
    at += bytesOf(shape)
    return [name, tensor] as const
  })
  return Object.fromEntries(tensors) as Record<ClassifierTensor, Float32Array>
}

function bytesOf(shape: readonly number[]): number {
  return shape.length === 1 ? 4 * sizeOf(shape) : 4 * last(shape) + sizeOf(shape)
}

function fileLength(): number {
  return JUDGE_SHAPES.reduce((sum, { shape }) => sum + bytesOf(shape), HEADER)
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

function last(shape: readonly number[]): number {
  return shape[shape.length - 1] ?? 0
}

function damaged(): GanvasError {
  return new GanvasError(
    'judge-damaged',
    'The file of the judge of digits is damaged or was cut short on its way.',
    'Reload the page; if it stays so, copy the whole dist folder to the host again.',
  )
}
