/**
 * The judge's forward pass in plain arrays, in slices: the same names on every back end, beside the training and without a
 * read-back. Must not train.
 */
import { countPictures, type PictureBatch } from '../features/feature-map.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { JUDGE_SIDE, toClassifierSize } from './fit.ts'
import type { Classifier } from './weights.ts'

export const JUDGE_CLASSES = 10
/** Multiply-adds for one image, at most: the border and what is black or silent costs nothing. */
const OPERATIONS = 14 * 14 * 25 * 16 + 7 * 7 * 9 * 16 * 32 + 7 * 7 * 32 * 64 + 640

/**
 * The likeliest class of each image, [n]. Images of any side and channels in [−1, 1]; they are brought to 28×28 gray.
 * About .4 million multiply-adds an image.
 */
export function* classify(classifier: Classifier, images: PictureBatch): Sliced<Uint8Array> {
  const named = new Uint8Array(countPictures(images))
  const length = images.size * images.size * images.channels
  const allowance = new Allowance()
  for (let i = 0; i < named.length; i++) {
    const image = images.pixels.subarray(i * length, (i + 1) * length)
    named[i] = largest(logitsOf(classifier, toClassifierSize(image, images.size, images.channels)))
    if (allowance.spend(OPERATIONS)) yield
  }
  return named
}

/** Raw scores of the ten classes. @param image [28, 28] in [0, 1], ink 1 */
export function logitsOf(classifier: Classifier, image: Float32Array): Float32Array {
  const first = convolve(
    image,
    { side: JUDGE_SIDE, inputs: 1, window: 5 },
    classifier.conv1,
    classifier.bias1,
  )
  const second = convolve(first, { side: 14, inputs: 16, window: 3 }, classifier.conv2, classifier.bias2)
  return dense(relu(dense(second, classifier.dense1, classifier.bias3)), classifier.dense2, classifier.bias4)
}

interface Input {
  side: number
  inputs: number
  /** Side of the kernel. */
  window: number
}

/** ReLU of a convolution of stride 2 with TensorFlow's "same" padding: the odd row stands below and to the right. */
function convolve(image: Float32Array, input: Input, kernel: Float32Array, bias: Float32Array): Float32Array {
  const { side, inputs, window } = input
  const half = side / 2
  const before = (window - 2) >> 1
  const outputs = bias.length
  const out = new Float32Array(half * half * outputs)
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      const to = (row * half + column) * outputs
      out.set(bias, to)
      for (let tap = 0; tap < window * window; tap++) {
        const y = 2 * row - before + Math.floor(tap / window)
        const x = 2 * column - before + (tap % window)
        if (y < 0 || y >= side || x < 0 || x >= side) continue
        const from = (y * side + x) * inputs
        for (let i = 0; i < inputs; i++)
          addScaled(out, to, kernel, (tap * inputs + i) * outputs, image[from + i] ?? 0, outputs)
      }
    }
  }
  return relu(out)
}

function dense(values: Float32Array, kernel: Float32Array, bias: Float32Array): Float32Array {
  const out = bias.slice()
  for (let i = 0; i < values.length; i++)
    addScaled(out, 0, kernel, i * out.length, values[i] ?? 0, out.length)
  return out
}

/** out[to + o] += factor · kernel[from + o]; most factors are 0 and cost nothing. */
function addScaled(
  out: Float32Array,
  to: number,
  kernel: Float32Array,
  from: number,
  factor: number,
  count: number,
): void {
  if (factor === 0) return
  for (let o = 0; o < count; o++) out[to + o] = (out[to + o] ?? 0) + factor * (kernel[from + o] ?? 0)
}

function relu(values: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) < 0) values[i] = 0
  return values
}

function largest(scores: Float32Array): number {
  let best = 0
  for (let i = 1; i < scores.length; i++) if ((scores[i] ?? 0) > (scores[best] ?? 0)) best = i
  return best
}
