/** A network of the job in stock TensorFlow.js. Knows the layers of these cases only; throws for others. */
import * as tf from '@tensorflow/tfjs'
import type {
  Activation,
  ConvolutionOp,
  LayerChain,
  LayerSummary,
  TransposedConvolutionOp,
} from '../../../../src/common/networks/layer-op.ts'

export interface Pass {
  /** By name. */
  readonly weights: ReadonlyMap<string, tf.Variable>
  /** Which branch is taken where there are two. */
  readonly way: 0 | 1
  /** What is told of each item; null: nothing. */
  readonly source: tf.Tensor | null
  /** True where the pass is differentiated twice. */
  readonly twice: boolean
}

const LEAK = 0.2

export function passed(layers: LayerChain, x: tf.Tensor, pass: Pass): tf.Tensor {
  return layers.reduce((signal, layer) => through(layer, signal, pass), x)
}

function through({ op, outputShape }: LayerSummary, x: tf.Tensor, pass: Pass): tf.Tensor {
  if (op.type === 'convolution') return activated(op.activation, convolved(op, x as tf.Tensor4D, pass), pass)
  if (op.type === 'transposed-convolution')
    return activated(op.activation, transposed(op, outputShape, x as tf.Tensor4D, pass), pass)
  if (op.type === 'skip') return tf.concat([x, passed([...op.down, ...op.inner, ...op.up], x, pass)], -1)
  if (op.type === 'residual') return tf.add(passed(op.shortcut, x, pass), passed(op.inner, x, pass))
  if (op.type === 'beside') return tf.concat([x, toldIn(pass)], -1)
  if (op.type === 'either') return passed(op.branches[pass.way] ?? [], x, pass)
  // In training nothing is clipped.
  if (op.type === 'keep' && op.keeps === 'range') return x
  throw new Error(`No ${op.type} here.`)
}

function convolved({ kernel, stride, weights }: ConvolutionOp, x: tf.Tensor4D, pass: Pass): tf.Tensor {
  const held = weightOf(weights.kernel, pass)
  if (kernel > 1) return biased(tf.conv2d(x, held as tf.Tensor4D, stride, 'same'), weights.bias, pass)
  const [n, h, w, inputs] = x.shape
  const rows = tf.matMul(x.reshape<tf.Tensor2D>([n * h * w, inputs]), held)
  return biased(rows.reshape([n, h, w, -1]), weights.bias, pass)
}

function transposed(
  { stride, weights }: TransposedConvolutionOp,
  [height = 0, width = 0, channels = 0]: readonly number[],
  x: tf.Tensor4D,
  pass: Pass,
): tf.Tensor {
  const held = weightOf(weights.kernel, pass) as tf.Tensor4D
  const made = tf.conv2dTranspose(x, held, [x.shape[0], height, width, channels], stride, 'same')
  return biased(made, weights.bias, pass)
}

function biased(made: tf.Tensor, bias: string | null, pass: Pass): tf.Tensor {
  return bias === null ? made : tf.add(made, weightOf(bias, pass))
}

function activated(activation: Activation, x: tf.Tensor, { twice }: Pass): tf.Tensor {
  switch (activation) {
    case 'linear':
      return x
    case 'relu':
      return tf.relu(x)
    case 'leaky-relu':
      // Its own one has no second derivative.
      return twice ? tf.add(tf.mul(x, LEAK), tf.mul(tf.relu(x), 1 - LEAK)) : tf.leakyRelu(x, LEAK)
    case 'tanh':
      return tf.tanh(x)
  }
}

function weightOf(name: string, { weights }: Pass): tf.Variable {
  const held = weights.get(name)
  if (held === undefined) throw new Error(`No weight ${name}`)
  return held
}

function toldIn({ source }: Pass): tf.Tensor {
  if (source === null) throw new Error('The source was not told.')
  return source
}
