/**
 * The weights of the perceptual network, and the file they come in: `public/data/perceptual.bin`, written by
 * scripts/perceptual/train.py. What it was taught and how well it does stands in docs/perceptual.md.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | "GNVP" |
 * | 1 | version 1 |
 * | … | the tensors of PERCEPTUAL_SHAPES, one after the other |
 *
 * A kernel is a scale per output, float32 little endian, then its values, int8: weight = value · scale. A bias is float32.
 */
import { GanvasError } from '../../../common/failure.ts'
import { floatsAt, hasMark, kernelAt } from '../../../common/numbers/packed-weights.ts'

/** Channels into and out of each block, and its stride; the stem makes the first of them from three colours. */
export const BLOCKS = [
  { inputs: 24, outputs: 48, stride: 1 },
  { inputs: 48, outputs: 64, stride: 2 },
  { inputs: 64, outputs: 96, stride: 1 },
  { inputs: 96, outputs: 128, stride: 2 },
  { inputs: 128, outputs: 160, stride: 1 },
  { inputs: 160, outputs: 160, stride: 1 },
] as const

/** One depthwise 3×3 convolution and a mixing of its channels. The last axis of a kernel is the output. */
export interface Block {
  readonly inputs: number
  readonly outputs: number
  readonly stride: number
  /** [3, 3, inputs] */
  readonly depthwise: Float32Array
  /** [inputs, outputs] */
  readonly pointwise: Float32Array
  /** [outputs] */
  readonly bias: Float32Array
}

export interface PerceptualNet {
  /** [3, 3, 3, 24] and [24] */
  readonly stem: { readonly kernel: Float32Array; readonly bias: Float32Array }
  readonly blocks: readonly Block[]
}

const STEM = { taps: 27, outputs: BLOCKS[0].inputs }
const MARK = 'GNVP'
const VERSION = 1
const HEADER = 5

/** @throws GanvasError `perceptual-damaged` when the bytes are not such a file */
export function readPerceptualNet(file: ArrayBuffer): PerceptualNet {
  const view = new DataView(file)
  if (file.byteLength !== fileLength() || !hasMark(view, MARK, VERSION)) throw damaged()
  let at = HEADER
  const kernel = (rows: number, outputs: number) => {
    const from = at
    at += 4 * outputs + rows * outputs
    return kernelAt(view, from, rows * outputs, outputs)
  }
  const bias = (count: number) => {
    at += 4 * count
    return floatsAt(view, at - 4 * count, count)
  }
  const stem = { kernel: kernel(STEM.taps, STEM.outputs), bias: bias(STEM.outputs) }
  const blocks = BLOCKS.map((block) => ({
    ...block,
    depthwise: kernel(9, block.inputs),
    pointwise: kernel(block.inputs, block.outputs),
    bias: bias(block.outputs),
  }))
  return { stem, blocks }
}

function fileLength(): number {
  const kernel = (rows: number, outputs: number) => 4 * outputs + rows * outputs
  return BLOCKS.reduce(
    (sum, { inputs, outputs }) => sum + kernel(9, inputs) + kernel(inputs, outputs) + 4 * outputs,
    HEADER + kernel(STEM.taps, STEM.outputs) + 4 * STEM.outputs,
  )
}

function damaged(): GanvasError {
  return new GanvasError(
    'perceptual-damaged',
    'The file of the network that judges looks is damaged or was cut short on its way.',
    'Reload the page; if it stays so, copy the whole dist folder to the host again.',
  )
}
