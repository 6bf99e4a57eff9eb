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
    for (let tap = 0; tap < 9; tap++) {
      const source = sourceOf(place, tap, { side, stride: 2, from: PERCEPTUAL_SIDE })
      if (source < 0) continue
      for (let c = 0; c < 3; c++) {
        const factor = picture[source * 3 + c] ?? 0
        const row = (tap * 3 + c) * channels
        for (let o = 0; o < channels; o++)
          values[place * channels + o] = (values[place * channels + o] ?? 0) + factor * (kernel[row + o] ?? 0)
      }
    }
  }
  return { values: leaky(values), side, channels }
}

/** Depthwise, pointwise with bias, leaky ReLU; added to what came in where the shapes agree. */
function through(map: FieldMap, block: Block): FieldMap {
  const { inputs, outputs, stride } = block
  const side = Math.ceil(map.side / stride)
  const values = leaky(pointwise(depthwise(map, block, side), block))
  if (stride === 1 && inputs === outputs)
    for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) + (map.values[at] ?? 0)
  return { values, side, channels: outputs }
}

function depthwise(map: FieldMap, { inputs, stride, depthwise: kernel }: Block, side: number): Float32Array {
  const out = new Float32Array(side * side * inputs)
  for (let place = 0; place < side * side; place++) {
    for (let tap = 0; tap < 9; tap++) {
      const source = sourceOf(place, tap, { side, stride, from: map.side })
      if (source < 0) continue
      for (let c = 0; c < inputs; c++)
        out[place * inputs + c] =
          (out[place * inputs + c] ?? 0) +
          (kernel[tap * inputs + c] ?? 0) * (map.values[source * inputs + c] ?? 0)
    }
  }
  return out
}

/**
 * Inputs and places go in fours: each sum is then fetched and put back a quarter as often, and so is each weight. A sum's order is that of
 * the inputs, as if they went one place at a time. @param spread [places, inputs], both by fours
 */
function pointwise(spread: Float32Array, block: Block): Float32Array {
  const { inputs, outputs, bias } = block
  const places = spread.length / inputs
  const out = new Float32Array(places * outputs)
  for (let place = 0; place < places; place++) out.set(bias, place * outputs)
  for (let place = 0; place < places; place += 4)
    for (let input = 0; input < inputs; input += 4) addFours(spread, out, block, place, input)
  return out
}

/** What four inputs add at four places. */
function addFours(
  spread: Float32Array,
  out: Float32Array,
  { inputs, outputs, pointwise: kernel }: Block,
  place: number,
  input: number,
): void {
  const first = place * inputs + input
  const [second, third, fourth] = [first + inputs, first + 2 * inputs, first + 3 * inputs]
  const [a1, a2] = [spread[first] ?? 0, spread[first + 1] ?? 0]
  const [a3, a4] = [spread[first + 2] ?? 0, spread[first + 3] ?? 0]
  const [b1, b2] = [spread[second] ?? 0, spread[second + 1] ?? 0]
  const [b3, b4] = [spread[second + 2] ?? 0, spread[second + 3] ?? 0]
  const [c1, c2] = [spread[third] ?? 0, spread[third + 1] ?? 0]
  const [c3, c4] = [spread[third + 2] ?? 0, spread[third + 3] ?? 0]
  const [d1, d2] = [spread[fourth] ?? 0, spread[fourth + 1] ?? 0]
  const [d3, d4] = [spread[fourth + 2] ?? 0, spread[fourth + 3] ?? 0]
  const to = place * outputs
  const row = input * outputs
  for (let o = 0; o < outputs; o++) {
    const k = row + o
    const w1 = kernel[k] ?? 0
    const w2 = kernel[k + outputs] ?? 0
    const w3 = kernel[k + 2 * outputs] ?? 0
    const w4 = kernel[k + 3 * outputs] ?? 0
    const a = to + o
    const b = a + outputs
    const c = b + outputs
    const d = c + outputs
    out[a] = (out[a] ?? 0) + a1 * w1 + a2 * w2 + a3 * w3 + a4 * w4
    out[b] = (out[b] ?? 0) + b1 * w1 + b2 * w2 + b3 * w3 + b4 * w4
    out[c] = (out[c] ?? 0) + c1 * w1 + c2 * w2 + c3 * w3 + c4 * w4
    out[d] = (out[d] ?? 0) + d1 * w1 + d2 * w2 + d3 * w3 + d4 * w4
  }
}

/** Where tap 0–8 around a place looks; −1 outside: the border is zero. */
function sourceOf(
  place: number,
  tap: number,
  { side, stride, from }: { side: number; stride: number; from: number },
): number {
  const y = Math.floor(place / side) * stride + Math.floor(tap / 3) - 1
  const x = (place % side) * stride + (tap % 3) - 1
  return y >= 0 && y < from && x >= 0 && x < from ? y * from + x : -1
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
