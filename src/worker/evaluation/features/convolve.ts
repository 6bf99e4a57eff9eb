/** A plain 3×3 convolution of stride 2 for the random feature net. Not for training: see the tensors for that. */

/** Weights of one layer: kernel [3, 3, in, out], row by row. */
export interface Layer {
  readonly kernel: Float32Array
  readonly inputs: number
  readonly outputs: number
}

/**
 * leaky ReLU (slope .2) of the 3×3 convolution, stride 2, of one image [size, size, in]. Sides become ⌈size/2⌉; the
 * border is zero, and as in TensorFlow's "same" the odd row of padding stands below and to the right.
 * Cost ⌈size/2⌉²·9·in·out.
 */
export function convolve(image: Float32Array, size: number, layer: Layer): Float32Array {
  const { kernel, inputs, outputs } = layer
  const side = Math.ceil(size / 2)
  const before = Math.max(0, (side - 1) * 2 + 3 - size) >> 1
  const out = new Float32Array(side * side * outputs)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const to = (row * side + column) * outputs
      for (let tap = 0; tap < 9; tap++) {
        const y = 2 * row - before + Math.floor(tap / 3)
        const x = 2 * column - before + (tap % 3)
        if (y < 0 || y >= size || x < 0 || x >= size) continue
        const from = (y * size + x) * inputs
        for (let i = 0; i < inputs; i++) {
          const value = image[from + i] ?? NaN
          const weights = (tap * inputs + i) * outputs
          for (let o = 0; o < outputs; o++)
            out[to + o] = (out[to + o] ?? 0) + value * (kernel[weights + o] ?? 0)
        }
      }
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = leaky(out[i] ?? NaN)
  return out
}

function leaky(value: number): number {
  return value < 0 ? 0.2 * value : value
}
