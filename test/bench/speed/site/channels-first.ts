/**
 * Lays pictures and weights out as NCHW libraries want them, before anything is timed. The networks compute the same.
 */
import type { Held } from '../job.ts'
import type { LayerPlan } from '../plan.ts'

/** [n, h, w, c] → [n, c, h, w]; anything else stays. */
export function toChannelsFirst(held: Held): Held {
  return held.shape.length === 4 ? permuted(held, [0, 3, 1, 2]) : held
}

/**
 * Kernels of one network, kernel and bias by turns. `down` [k, k, in, out] → [out, in, k, k]; `up` [k, k, out, in] →
 * [out, in, k, k] turned by 180°, as a convolution over the stretched picture takes it; dense kernels that meet a picture
 * have its values reordered.
 */
export function weightsChannelsFirst(layers: readonly LayerPlan[], weights: readonly Held[]): Held[] {
  return weights.map((held, i) => {
    const index = i >> 1
    const layer = layers[index]
    if (layer === undefined) throw new Error('More weights than layers.')
    const isBias = i % 2 === 1
    if (layer.op !== 'dense') return isBias ? held : kernel(layer.op, held)
    const [before, after] = [layers[index - 1], layers[index + 1]]
    if (after?.op === 'up') return reorderedLast(held, after.side, after.inputs)
    if (before?.op === 'down' && !isBias) return reorderedFirst(held, before.side / 2, before.channels)
    return held
  })
}

function kernel(op: 'down' | 'up', held: Held): Held {
  if (op === 'down') return permuted(held, [3, 2, 0, 1])
  const { shape, data } = permuted(held, [2, 3, 0, 1])
  const area = (shape[2] ?? 1) * (shape[3] ?? 1)
  const turned = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) turned[i] = data[i - (i % area) + (area - 1 - (i % area))] ?? 0
  return { shape, data: turned }
}

/** […, h·w·c] → […, c·h·w]. */
function reorderedLast(held: Held, side: number, channels: number): Held {
  const rows = held.data.length / (side * side * channels)
  const { data } = permuted({ shape: [rows, side, side, channels], data: held.data }, [0, 3, 1, 2])
  return { shape: held.shape, data }
}

/** [h·w·c, units] → [c·h·w, units]. */
function reorderedFirst(held: Held, side: number, channels: number): Held {
  const units = held.shape[1] ?? 1
  const { data } = permuted({ shape: [side, side, channels, units], data: held.data }, [2, 0, 1, 3])
  return { shape: held.shape, data }
}

/** The axes of a tensor of rank four in another order: axis i of the result is axis order[i] of the input. */
export function permuted({ shape, data }: Held, order: readonly [number, number, number, number]): Held {
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1))
  const [a, b, c, d] = order.map((axis) => shape[axis] ?? 1) as [number, number, number, number]
  const [sa, sb, sc, sd] = order.map((axis) => steps[axis] ?? 1) as [number, number, number, number]
  const out = new Float32Array(data.length)
  let to = 0
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++)
      for (let k = 0; k < c; k++)
        for (let l = 0; l < d; l++) out[to++] = data[i * sa + j * sb + k * sc + l * sd] ?? 0
  return { shape: [a, b, c, d], data: out }
}
