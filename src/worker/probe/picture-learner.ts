/**
 * A small classifier of pictures that is taught to be asked: what fakes are worth is how well it does. The judge's own shape (conv 5×5
 * and 3×3 of stride 2, a dense layer of 64), a fixed number of updates whatever it is taught on. Knows no GAN and no set.
 */
import {
  losses,
  tensor2d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  type Variable,
} from '@tensorflow/tfjs'
import { fork, type Stream } from '../../common/numbers/random.ts'
import { oneHotRows } from '../gan/batches/labels.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import { variancePreserving } from '../gan/networks/initialisers.ts'
import { disposeAll } from '../gan/networks/network.ts'
import { gradientsOf } from '../gan/ops/autodiff.ts'
import { addBias } from '../gan/ops/bias.ts'
import { convolve } from '../gan/ops/convolution.ts'
import { dense } from '../gan/ops/dense.ts'
import { relu } from '../gan/ops/rectify.ts'
import { createOptimiser } from '../gan/optimizers/optimiser.ts'
import { variableOfValues } from '../gan/tensors/variables.ts'

export interface PictureLearnerShape {
  readonly size: number
  readonly channels: number
  readonly classes: number
}

export interface LabelledPictures {
  /** [n, size, size, channels] */
  readonly pixels: Float32Array
  /** [n] */
  readonly labels: Uint16Array
}

export interface Teaching {
  readonly updates: number
  readonly batch: number
  readonly rate: number
}

const [WINDOW1, MAPS1, WINDOW2, MAPS2, UNITS] = [5, 16, 3, 32, 64] as const
const BETAS = { beta1: 0.9, beta2: 0.999, bound: 0 } as const
/** Updates that may wait on the device. */
const AHEAD = 8
/** Pictures that are named at once. */
const NAMED = 250

/**
 * Teaches a fresh learner and asks it; frees all it took, also where it is ended early.
 * @param batch items to teach the next update on @returns the class it names for each of `asked`
 */
export async function* teachAndAsk(
  shape: PictureLearnerShape,
  teaching: Teaching,
  batch: () => LabelledPictures,
  asked: Float32Array,
  stream: Stream,
): AsyncGenerator<undefined, Uint16Array, undefined> {
  const weights = firstWeights(shape, stream)
  const optimiser = createOptimiser('adam', 'learner', weights)
  const held = [...weights.values()]
  try {
    for (let update = 1; update <= teaching.updates; update++) {
      const { pixels, labels } = batch()
      const loss = tidy(() => {
        const truth = tensor2d(oneHotRows(labels, shape.classes), [labels.length, shape.classes])
        const { value, grads } = gradientsOf(
          () => losses.softmaxCrossEntropy(truth, logitsOf(weights, pictures(shape, pixels))),
          held,
        )
        // The rate falls to nothing by a line: where it ends does not hang on the last batch.
        const rate = teaching.rate * (1 - (update - 1) / teaching.updates)
        optimiser.update(grads, { rate, ...BETAS })
        return value
      })
      if (update % AHEAD === 0) await readOnce(loss)
      else loss.dispose()
      yield
    }
    return yield* named(shape, weights, asked)
  } finally {
    disposeAll(weights)
    disposeAll(optimiser.state)
  }
}

async function* named(
  shape: PictureLearnerShape,
  weights: Weights,
  asked: Float32Array,
): AsyncGenerator<undefined, Uint16Array, undefined> {
  const length = shape.size * shape.size * shape.channels
  const names = new Uint16Array(asked.length / length)
  for (let from = 0; from < names.length; from += NAMED) {
    const some = asked.subarray(from * length, Math.min(names.length, from + NAMED) * length)
    const logits = await readOnce(tidy(() => logitsOf(weights, pictures(shape, some)).flatten()))
    for (let i = 0; i < logits.length / shape.classes; i++)
      names[from + i] = largest(logits.subarray(i * shape.classes, (i + 1) * shape.classes))
    yield
  }
  return names
}

export type Weights = ReadonlyMap<string, Variable>

/** Fresh weights of a network with so many outputs as there are classes. */
export function firstWeights({ size, channels, classes }: PictureLearnerShape, stream: Stream): Weights {
  const left = Math.ceil(Math.ceil(size / 2) / 2)
  const shapes: readonly (readonly [string, readonly number[]])[] = [
    ['conv1', [WINDOW1, WINDOW1, channels, MAPS1]],
    ['conv2', [WINDOW2, WINDOW2, MAPS1, MAPS2]],
    ['dense1', [left * left * MAPS2, UNITS]],
    ['dense2', [UNITS, classes]],
  ]
  const rule = variancePreserving(1)
  return new Map(
    shapes.flatMap(([name, shape], at) => {
      const outputs = shape.at(-1) ?? 1
      const inputs = shape.slice(0, -1).reduce((product, side) => product * side, 1)
      const first = rule({ in: inputs, out: outputs }, name !== 'dense2')
      return [
        [name, variableOfValues(first(fork(stream, at), shape), shape, true)],
        [`${name}/bias`, variableOfValues(new Float32Array(outputs), [outputs], true)],
      ] as const
    }),
  )
}

/** [n, classes] */
export function logitsOf(weights: Weights, x: Tensor4D): Tensor2D {
  const first = relu(addBias(convolve(x, filterOf(weights, 'conv1'), 2), biasOf(weights, 'conv1')))
  const second = relu(addBias(convolve(first, filterOf(weights, 'conv2'), 2), biasOf(weights, 'conv2')))
  const flat: Tensor2D = second.reshape([x.shape[0], -1])
  const units = dense(flat, kernelOf(weights, 'dense1'), biasOf(weights, 'dense1'), 0)
  return dense(units, kernelOf(weights, 'dense2'), biasOf(weights, 'dense2'), null)
}

// tfjs knows of a variable only that it is a tensor.
const filterOf = (weights: Weights, name: string) => weightOf(weights, name) as Tensor as Tensor4D
const kernelOf = (weights: Weights, name: string) => weightOf(weights, name) as Tensor as Tensor2D
const biasOf = (weights: Weights, name: string) => weightOf(weights, `${name}/bias`) as Tensor as Tensor1D

function weightOf(weights: Weights, name: string): Variable {
  const found = weights.get(name)
  if (found === undefined) throw new Error(`There are no weights ${name}.`)
  return found
}

/** [n, size, size, channels] */
export function pictures({ size, channels }: PictureLearnerShape, pixels: Float32Array): Tensor4D {
  return tensor4d(pixels, [pixels.length / (size * size * channels), size, size, channels])
}

function largest(scores: Float32Array): number {
  return scores.reduce((best, score, at) => (score > (scores[best] ?? 0) ? at : best), 0)
}
