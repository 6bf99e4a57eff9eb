/**
 * TVAE (Xu et al. 2019): a variational autoencoder of rows, the rival with an explicit density that a GAN of the same rows is held
 * against. Trains and draws on whatever back end is current. Must not know columns, nor when it is trained.
 */
import {
  add,
  clipByValue,
  concat,
  div,
  mul,
  tensor2d,
  tidy,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs'
import { fork, normals, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { readBack, readOnce } from '../kernels/read-back.ts'
import { EVALUATE, TRAIN } from '../networks/layer.ts'
import { spanHeadLayer } from '../networks/layers/span-head.ts'
import { disposeAll, run, type Network } from '../networks/network.ts'
import { gradientsOf } from '../ops/autodiff.ts'
import { exp } from '../ops/smooth.ts'
import { createOptimiser } from '../optimizers/optimiser.ts'
import type { RowLayout } from '../networks/row-layout.ts'
import { variableOfValues } from '../tensors/variables.ts'
import { decoderOf, encoderOf, type Encoder, type TvaeConfig } from './networks.ts'
import { divergence, reconstructionError, rowPartsOf, type RowParts } from './objective.ts'

export interface Tvae {
  readonly config: TvaeConfig
  /** Numbers in a row. */
  readonly width: number
  /** All that is learnt, by name: `encoder/dense1/kernel`; `decoder/deviation` [1, numbers] is σ of each number. */
  readonly weights: ReadonlyMap<string, Variable>
  /**
   * One update. @param rows [count, width] one flat array, as the data's encoder makes it: numbers in −1 … 1, categories one-hot
   * @param noise [count, latent] N(0, 1); drawn by the seed unless it is given
   * @returns [] the loss of a row before the update, in nats; the caller disposes it
   */
  step(rows: Float32Array, count: number, noise?: Float32Array): Scalar
  /**
   * New rows [count, width]: numbers drawn about what was decoded, in −1 … 1, and chances of categories, from which one is to be
   * drawn. The same stream draws the same rows, and fewer of them the first of these.
   */
  sample(count: number, stream: Stream): Promise<Float32Array>
  dispose(): void
}

export interface TvaeOptions {
  readonly layout: RowLayout
  readonly config: TvaeConfig
  /** Of the first weights and of the noise of all steps. */
  readonly seed: number
}

const FIRST_DEVIATION = 0.1
/** σ is held in here after each update: a number that is learnt too well would drown all others. */
const DEVIATIONS = [0.01, 1] as const
const BETAS = { beta1: 0.9, beta2: 0.999, bound: 0 } as const
/** Rows that are decoded at once. */
const BLOCK = 1000

function firstDeviation(numbers: number): Variable {
  return variableOfValues(new Float32Array(numbers).fill(FIRST_DEVIATION), [1, numbers], true)
}

/** What a step goes by. */
interface Parts {
  readonly encoder: Encoder
  readonly decoder: Network
  /** Null where a row has no numbers. */
  readonly deviation: Variable | null
  readonly rows: RowParts
  readonly config: TvaeConfig
}

/** @throws Error where a row has no numbers and no categories */
export function createTvae({ layout, config, seed }: TvaeOptions): Tvae {
  const stream = streamFor(seed, 'autoencoder')
  const [weightsStream, noise] = [fork(stream, 0), fork(stream, 1)]
  const rows = rowPartsOf(layout)
  const head = spanHeadLayer('head', layout.spans)
  const encoder = encoderOf(layout, config, fork(weightsStream, 0))
  const decoder = decoderOf(layout, config, fork(weightsStream, 1))
  const numbers = rows.numbers.length
  const deviation = numbers === 0 ? null : firstDeviation(numbers)
  const parts = { encoder, decoder, deviation, rows, config }
  const learnt = deviation === null ? [] : ([['decoder/deviation', deviation]] as const)
  const weights = new Map([...encoder.network.weights, ...decoder.weights, ...learnt])
  const optimiser = createOptimiser('adam', 'tvae', weights)
  let steps = 0
  return {
    config,
    width: rows.width,
    weights,
    step: (values, count, given) =>
      tidy(() => {
        const real = tensor2d(values, [count, rows.width])
        const draws = given ?? normals(fork(noise, steps), count * config.latent)
        steps++
        const { value, grads } = gradientsOf(
          () => lossOf(real, tensor2d(draws, [count, config.latent]), parts),
          [...weights.values()],
        )
        const decayed = withDecay(grads, weights, config.weightDecay)
        optimiser.update(decayed, { rate: config.rate, ...BETAS })
        deviation?.assign(clipByValue(deviation, ...DEVIATIONS))
        return value as Scalar
      }),
    sample: async (count, draws) => {
      if (count === 0) return new Float32Array(0)
      const decode = (z: Tensor2D): Tensor =>
        head.apply(run(decoder.layers, z, decoder, EVALUATE), decoder, EVALUATE)
      const made = await readOnce(decodedBlocks(count, config.latent, draws, decode))
      if (deviation !== null) addNoise(made, await readBack(deviation), rows, draws)
      return made
    },
    dispose: () => {
      disposeAll(weights)
      disposeAll(optimiser.state)
    },
  }
}

/** [] the loss of a row: the mean over the batch. @param noise [n, latent] N(0, 1) */
function lossOf(
  real: Tensor2D,
  noise: Tensor2D,
  { encoder, decoder, deviation, rows, config }: Parts,
): Tensor {
  const { network, trunk } = encoder
  const hidden = run(trunk, real, network, TRAIN)
  const mean = run(encoder.mean, hidden, network, TRAIN) as Tensor2D
  const logVariance = run(encoder.logVariance, hidden, network, TRAIN) as Tensor2D
  const z = add(mean, mul(noise, exp(mul(logVariance, 0.5))))
  const decoded = run(decoder.layers, z, decoder, TRAIN) as Tensor2D
  const error = reconstructionError(real, decoded, deviation as Tensor2D | null, rows)
  return div(add(mul(error, config.reconstruction), divergence(mean, logVariance)), real.shape[0])
}

/** Gradients with a share of their weights: the slope of L2 regularisation, as Adam takes it. */
function withDecay(
  gradients: readonly Tensor[],
  weights: ReadonlyMap<string, Variable>,
  decay: number,
): Tensor[] {
  const held = [...weights.values()]
  return gradients.map((gradient, i) => {
    const weight = held[i]
    return weight === undefined || decay === 0 ? gradient : add(gradient, mul(weight, decay))
  })
}

/** [count, width] decoded block by block, each from a stream of its own. */
function decodedBlocks(
  count: number,
  latent: number,
  stream: Stream,
  decode: (z: Tensor2D) => Tensor,
): Tensor {
  return tidy(() => {
    const blocks = Array.from({ length: Math.ceil(count / BLOCK) }, (_, i) => {
      const size = Math.min(BLOCK, count - i * BLOCK)
      return tidy(() => decode(tensor2d(normals(fork(stream, 2 * i), size * latent), [size, latent])))
    })
    return concat(blocks)
  })
}

/** Draws each number about what was decoded, in place. */
function addNoise(made: Float32Array, deviation: Float32Array, rows: RowParts, stream: Stream): void {
  const { width, numbers } = rows
  const count = made.length / width
  for (let from = 0; from < count; from += BLOCK) {
    const size = Math.min(BLOCK, count - from)
    const noise = normals(fork(stream, (2 * from) / BLOCK + 1), size * numbers.length)
    noise.forEach((value, k) => {
      const number = k % numbers.length
      const at = (from + Math.floor(k / numbers.length)) * width + (numbers[number] ?? 0)
      const drawn = (made[at] ?? 0) + value * (deviation[number] ?? 0)
      made[at] = Math.max(-1, Math.min(1, drawn))
    })
  }
}
