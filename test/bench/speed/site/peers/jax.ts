/**
 * jax-js: a whole step in one jitted function, Adam written out because its package has none. Pictures are NCHW and
 * kernels OIHW there. Every use of an array consumes it; `.ref` keeps it for one more.
 */
import {
  type Array as JaxArray,
  defaultDevice,
  grad,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  tree,
  valueAndGrad,
} from '@jax-js/jax'
import { LEAK, type GamePlan, type LayerPlan, type PlanActivation } from '../../plan.ts'
import type { Held, Job } from '../../job.ts'
import type { OpenPeer } from '../peer.ts'
import { toChannelsFirst, weightsChannelsFirst } from '../channels-first.ts'

type Arrays = JaxArray[]

/** Weights, both moments, and [β₁ᵗ, β₂ᵗ]. */
type Player = { weights: Arrays; means: Arrays; squares: Arrays; powers: JaxArray }

type Batch = { real: JaxArray; noiseD: JaxArray; noiseG: JaxArray }

export const openJax: OpenPeer = async (backend) => {
  const started = await init(backend)
  if (!started.includes(backend)) throw new Error(`${backend} did not start.`)
  defaultDevice(backend)
  let advance: (() => JaxArray) | null = null
  let shown: JaxArray | null = null
  return {
    adapter: backend === 'webgpu' ? 'generated kernels' : `generated kernels, SIMD, ${threads()}`,
    prepare: (job, held) => {
      advance = createJaxGame(job, held)
      return Promise.resolve()
    },
    step: () => {
      if (advance === null) throw new Error('Nothing is prepared.')
      shown?.dispose()
      shown = advance()
    },
    losses: async () => {
      if (shown === null) throw new Error('There was no step.')
      const [discriminator = NaN, generator = NaN] = (await shown.data()) as Float32Array
      shown = null
      return { discriminator, generator }
    },
    tensors: () => null,
    product: (side) => {
      const ramp = (slope: number) =>
        np.array(
          Float32Array.from({ length: side * side }, (_, i) => Math.sin(i * slope)),
          {
            shape: [side, side],
          },
        )
      const [a, b] = [ramp(0.1), ramp(0.2)]
      const multiply = jit((x: JaxArray, y: JaxArray) => np.matmul(x, y))
      return async () => {
        const product = multiply(a.ref, b.ref)
        await product.blockUntilReady()
        product.dispose()
      }
    },
  }
}

/** It starts a pool of as many threads as there are cores where the page is isolated. */
function threads(): string {
  const count = self.crossOriginIsolated ? navigator.hardwareConcurrency : 1
  return `${count} ${count === 1 ? 'thread' : 'threads'}`
}

/** A function that makes one step and gives [what D minimised, what G minimised]. */
function createJaxGame(job: Job, held: (slot: Job['generator'][number]) => Held): () => JaxArray {
  const { plan, config, batches } = job
  const images = batches.map((batch) => ({
    real: toChannelsFirst(held(batch.real)),
    noiseD: held(batch.noiseD),
    noiseG: held(batch.noiseG),
  }))
  let generator = player(weightsChannelsFirst(plan.generator, job.generator.map(held)))
  let discriminator = player(weightsChannelsFirst(plan.discriminator, job.discriminator.map(held)))
  const step = jit((g: Player, d: Player, batch: Batch) => trainStep(plan, config, g, d, batch))
  let next = 0
  return () => {
    const batch = images[next++ % images.length]
    if (batch === undefined) throw new Error('There are no batches.')
    const [g, d, losses] = step(generator, discriminator, {
      real: toArray(batch.real),
      noiseD: toArray(batch.noiseD),
      noiseG: toArray(batch.noiseG),
    })
    generator = g
    discriminator = d
    return losses
  }
}

function player(weights: readonly Held[]): Player {
  const zeros = () => weights.map(({ shape }) => np.zeros([...shape]))
  return { weights: weights.map(toArray), means: zeros(), squares: zeros(), powers: np.array([1, 1]) }
}

function toArray({ shape, data }: Held): JaxArray {
  return np.array(data, { shape: [...shape] })
}

/** D once, then G once against the new D. Consumes all arrays. */
function trainStep(
  plan: GamePlan,
  config: Job['config'],
  generator: Player,
  discriminator: Player,
  { real, noiseD, noiseG }: Batch,
): [Player, Player, JaxArray] {
  const fake = run(plan.generator, tree.ref(generator.weights), noiseD)
  const [lossD, slopesD] = valueAndGrad((weights: Arrays) =>
    discriminatorLoss(plan, config, weights, real, fake),
  )(tree.ref(discriminator.weights))
  const newD = adam(discriminator, slopesD, config.dLr, config)
  const [lossG, slopesG] = valueAndGrad((weights: Arrays) => {
    const logits = run(plan.discriminator, tree.ref(newD.weights), run(plan.generator, weights, noiseG))
    return nn.softplus(logits.neg()).mean()
  })(tree.ref(generator.weights))
  const newG = adam(generator, slopesG, config.gLr, config)
  return [newG, newD, np.stack([lossD, lossG])]
}

function discriminatorLoss(
  plan: GamePlan,
  { penalty, gamma, batch }: Job['config'],
  weights: Arrays,
  real: JaxArray,
  fake: JaxArray,
): JaxArray {
  const judge = (items: JaxArray) => run(plan.discriminator, tree.ref(weights), items)
  const loss = nn
    .softplus(judge(real.ref).neg())
    .mean()
    .add(nn.softplus(judge(fake)).mean())
  if (penalty !== 'r1') {
    real.dispose()
    tree.dispose(weights)
    return loss
  }
  const slopes = grad((items: JaxArray) => judge(items).sum())(real)
  tree.dispose(weights)
  return loss.add(
    np
      .square(slopes)
      .sum()
      .mul(gamma / 2 / batch),
  )
}

/** m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − rate · (m/(1−β₁ᵗ)) / (√(v/(1−β₂ᵗ)) + ε). Consumes all. */
function adam(
  { weights, means, squares, powers }: Player,
  slopes: Arrays,
  rate: number,
  { beta1, beta2 }: Job['config'],
): Player {
  const grown = powers.mul(np.array([beta1, beta2]))
  const [bias1, bias2] = [0, 1].map((i) => np.subtract(1, grown.ref.slice(i))) as [JaxArray, JaxArray]
  const newMeans = means.map((mean, i) => mean.mul(beta1).add(at(slopes, i).ref.mul(1 - beta1)))
  const newSquares = squares.map((square, i) =>
    square.mul(beta2).add(np.square(at(slopes, i)).mul(1 - beta2)),
  )
  const moved = weights.map((weight, i) => {
    const direction = at(newMeans, i).ref.div(bias1.ref)
    const spread = np.sqrt(at(newSquares, i).ref.div(bias2.ref)).add(1e-8)
    return weight.sub(direction.div(spread).mul(rate))
  })
  tree.dispose([bias1, bias2])
  return { weights: moved, means: newMeans, squares: newSquares, powers: grown }
}

/** [n, …] → [n, …] through all layers. Consumes weights and input. */
function run(layers: readonly LayerPlan[], weights: Arrays, x: JaxArray): JaxArray {
  return layers.reduce((signal, layer, i) => {
    const y = linear(layer, at(weights, 2 * i), at(weights, 2 * i + 1), signal)
    return ACTIVATIONS[layer.activation](y)
  }, x)
}

function linear(layer: LayerPlan, kernel: JaxArray, bias: JaxArray, x: JaxArray): JaxArray {
  if (layer.op === 'dense') return np.matmul(x.reshape([-1, layer.inputs]), kernel).add(bias)
  const { side, inputs, channels } = layer
  const picture = x.reshape([-1, inputs, side, side])
  const [one, two] = [
    [1, 1],
    [2, 2],
  ] as [[number, number], [number, number]]
  const y =
    layer.op === 'down'
      ? lax.convGeneralDilated(picture, kernel, [2, 2], [one, one])
      : lax.convGeneralDilated(picture, kernel, [1, 1], [two, two], { lhsDilation: [2, 2] })
  return y.add(bias.reshape([channels, 1, 1]))
}

const ACTIVATIONS: Record<PlanActivation, (x: JaxArray) => JaxArray> = {
  linear: (x) => x,
  relu: (x) => nn.relu(x),
  'leaky-relu': (x) => nn.leakyRelu(x, LEAK),
  tanh: (x) => np.tanh(x),
}

function at(arrays: readonly JaxArray[], index: number): JaxArray {
  const array = arrays[index]
  if (array === undefined) throw new Error(`There is no array ${index}.`)
  return array
}
