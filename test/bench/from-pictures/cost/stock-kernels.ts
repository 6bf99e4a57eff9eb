/**
 * What stock TensorFlow.js 4.22 lacks on WASM to train a convolution at all: the gradient by its kernel. Made of its own kernels, as whoever
 * trains with it has to. No kernel of ours.
 */
import * as tf from '@tensorflow/tfjs'

const LACKING = 'Conv2DBackpropFilter'

/** What had to be added, by name; none where the back end has it. */
export function addWhatIsLacking(): readonly string[] {
  if (tf.getKernelsForBackend('wasm').some(({ kernelName }) => kernelName === LACKING)) return []
  tf.registerKernel({
    kernelName: LACKING,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D }
      const { strides, filterShape } = attrs as unknown as {
        strides: number | [number, number]
        filterShape: [number, number, number, number]
      }
      const stride = Array.isArray(strides) ? strides[0] : strides
      return tf.tidy(() => kernelGradient(x, dy, filterShape[0], stride))
    },
  })
  return [LACKING]
}

/**
 * A convolution of the pictures by the slopes, with channels as the batch and the batch as channels; padding "same".
 * @param x [n, h, w, in] @param dy [n, ⌈h/stride⌉, ⌈w/stride⌉, out] @returns [side, side, in, out]
 */
function kernelGradient(x: tf.Tensor4D, dy: tf.Tensor4D, side: number, stride: number): tf.Tensor4D {
  const padding = (length: number, outcome: number): [number, number] => {
    const all = Math.max(0, (outcome - 1) * stride + side - length)
    return [Math.floor(all / 2), Math.ceil(all / 2)]
  }
  const pads = [padding(x.shape[1], dy.shape[1]), padding(x.shape[2], dy.shape[2])] as const
  const made = tf.conv2d(
    tf.transpose(x, [3, 1, 2, 0]),
    tf.transpose(dy, [1, 2, 0, 3]),
    1,
    [[0, 0], pads[0], pads[1], [0, 0]],
    'NHWC',
    stride,
  )
  return tf.transpose(made, [1, 2, 0, 3])
}
