/**
 * The forward pass of the perceptual network in plain arrays: the same numbers on every back end, beside the training and
 * without a read-back. Must not train.
 */
import { BLOCKS, type Block, type PerceptualNet } from './perceptual-weights.ts'

/** Side of the pictures it sees. */
export const PERCEPTUAL_SIDE = 32
const SLOPE = 0.1

/** What a layer says of a picture: [side, side, channels]. */
export interface FieldMap {
  readonly values: Float32Array
  readonly side: number
  readonly channels: number
}

/** Multiply-adds for one picture. */
export const PERCEPTUAL_OPERATIONS = operations()

/**
 * The map of every block, first to last. About 2.3 million multiply-adds.
 * @param picture [32, 32, 3] in [−1, 1]
 */
export function fieldMaps({ stem, blocks }: PerceptualNet, picture: Float32Array): FieldMap[] {
  let map = stemOf(picture, stem)
  return blocks.map((block) => (map = through(map, block)))
}

/** 3×3 of stride 2, a border of one zero, and leaky ReLU. */
function stemOf(picture: Float32Array, { kernel, bias }: PerceptualNet['stem']): FieldMap {
  const side = PERCEPTUAL_SIDE / 2
  const channels = bias.length
  const values = new Float32Array(side * side * channels)
  for (let place = 0; place < side * side; place++) {
    values.set(bias, place * channels)
    forTaps(place, { side, stride: 2, from: PERCEPTUAL_SIDE }, (tap, source) => {
      for (let c = 0; c < 3; c++)
        addScaled(
          values,
          place * channels,
          kernel,
          (tap * 3 + c) * channels,
          picture[source * 3 + c] ?? 0,
          channels,
        )
    })
  }
  return { values: leaky(values), side, channels }
}

/** Depthwise, pointwise with bias, leaky ReLU; added to what came in where the shapes agree. */
function through(map: FieldMap, block: Block): FieldMap {
  const { inputs, outputs, stride } = block
  const side = Math.ceil(map.side / stride)
  const spread = depthwise(map, block, side)
  const values = new Float32Array(side * side * outputs)
  for (let place = 0; place < side * side; place++) {
    values.set(block.bias, place * outputs)
    for (let i = 0; i < inputs; i++)
      addScaled(
        values,
        place * outputs,
        block.pointwise,
        i * outputs,
        spread[place * inputs + i] ?? 0,
        outputs,
      )
  }
  leaky(values)
  if (stride === 1 && inputs === outputs)
    for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) + (map.values[at] ?? 0)
  return { values, side, channels: outputs }
}

function depthwise(map: FieldMap, block: Block, side: number): Float32Array {
  const { inputs, stride, depthwise: kernel } = block
  const out = new Float32Array(side * side * inputs)
  for (let place = 0; place < side * side; place++) {
    forTaps(place, { side, stride, from: map.side }, (tap, source) => {
      for (let c = 0; c < inputs; c++)
        out[place * inputs + c] =
          (out[place * inputs + c] ?? 0) +
          (kernel[tap * inputs + c] ?? 0) * (map.values[source * inputs + c] ?? 0)
    })
  }
  return out
}

/** The nine places around, those outside left out: the border is zero. */
function forTaps(
  place: number,
  { side, stride, from }: { side: number; stride: number; from: number },
  visit: (tap: number, source: number) => void,
): void {
  const [row, column] = [Math.floor(place / side) * stride, (place % side) * stride]
  for (let tap = 0; tap < 9; tap++) {
    const y = row + Math.floor(tap / 3) - 1
    const x = column + (tap % 3) - 1
    if (y >= 0 && y < from && x >= 0 && x < from) visit(tap, y * from + x)
  }
}

/** out[to + o] += factor · kernel[from + o] */
function addScaled(
  out: Float32Array,
  to: number,
  kernel: Float32Array,
  from: number,
  factor: number,
  count: number,
): void {
  for (let o = 0; o < count; o++) out[to + o] = (out[to + o] ?? 0) + factor * (kernel[from + o] ?? 0)
}

function leaky(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * ((values[i] ?? 0) < 0 ? SLOPE : 1)
  return values
}

function operations(): number {
  let side = PERCEPTUAL_SIDE / 2
  let total = side * side * 27 * BLOCKS[0].inputs
  for (const { inputs, outputs, stride } of BLOCKS) {
    side /= stride
    total += side * side * inputs * (9 + outputs)
  }
  return total
}
