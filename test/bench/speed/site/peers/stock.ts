/**
 * tfjs as it comes: its kernels, its gradients, `tf.train.adam`. A step as its documentation would have it written; where
 * tfjs cannot do one it throws here, and the bench says so.
 */
import * as tf from '@tensorflow/tfjs'
import { LEAK, type GamePlan, type LayerPlan, type PlanActivation } from '../../plan.ts'
import type { Held, Job } from '../../job.ts'
import type { Backend } from '../../measured.ts'
import type { OpenPeer } from '../peer.ts'
import { tfProduct } from '../tf-product.ts'
import { WASM_ADDRESSES } from '../wasm-addresses.ts'

export const openStock: OpenPeer = async (backend) => {
  tf.enableProdMode()
  const adapter = await openBackend(backend)
  let game: StockGame | null = null
  let shown: tf.Scalar[] = []
  return {
    adapter,
    prepare: (job, held) => {
      const weights = (slots: Job['generator']) => slots.map((slot) => toTensor(held(slot)).variable())
      game = createStockGame(
        job,
        weights(job.generator),
        weights(job.discriminator),
        job.batches.map((batch) => ({
          real: held(batch.real),
          noiseD: held(batch.noiseD),
          noiseG: held(batch.noiseG),
        })),
      )
      return Promise.resolve()
    },
    step: () => {
      if (game === null) throw new Error('Nothing is prepared.')
      tf.dispose(shown)
      shown = game.step()
    },
    losses: async () => {
      const joined = tf.tidy(() => tf.stack(shown))
      const [discriminator = NaN, generator = NaN] = await joined.data()
      joined.dispose()
      return { discriminator, generator }
    },
    tensors: () => tf.memory().numTensors,
    product: (side) => tfProduct(tf, side),
  }
}

async function openBackend(backend: Backend): Promise<string> {
  if (backend === 'webgpu') {
    await import('@tensorflow/tfjs-backend-webgpu')
    if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU did not start.')
    return 'stock kernels'
  }
  const wasm = await import('@tensorflow/tfjs-backend-wasm')
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': WASM_ADDRESSES.wasm,
    'tfjs-backend-wasm-simd.wasm': WASM_ADDRESSES.wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': WASM_ADDRESSES.wasmThreadedSimd,
  })
  // Its threaded build does not survive bundling, and takes half of the cores: with two cores, one thread.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  if (!(await tf.setBackend('wasm'))) throw new Error('WASM did not start.')
  return 'stock kernels, SIMD, 1 thread'
}

interface StockGame {
  /** [what D minimised, what G minimised] */
  step(): tf.Scalar[]
}

interface HeldBatch {
  real: Held
  noiseD: Held
  noiseG: Held
}

function createStockGame(
  { plan, config }: Job,
  weightsG: tf.Variable[],
  weightsD: tf.Variable[],
  batches: readonly HeldBatch[],
): StockGame {
  const { gLr, dLr, beta1, beta2, gamma } = config
  const optimiserG = tf.train.adam(gLr, beta1, beta2, 1e-8)
  const optimiserD = tf.train.adam(dLr, beta1, beta2, 1e-8)
  const judge = (x: tf.Tensor) => run(plan.discriminator, weightsD, x)
  const generate = (z: tf.Tensor) => run(plan.generator, weightsG, z)
  let next = 0

  const trainD = (real: tf.Tensor, fake: tf.Tensor) =>
    optimiserD.minimize(
      () => {
        const [onReal, onFake] = tf.split(judge(tf.concat([real, fake])), 2) as [tf.Tensor, tf.Tensor]
        const loss = tf.softplus(onReal.neg()).mean().add(tf.softplus(onFake).mean())
        return config.penalty === 'r1' ? loss.add(r1(judge, real).mul(gamma / 2)).asScalar() : loss.asScalar()
      },
      true,
      weightsD,
    )
  const trainG = (noise: tf.Tensor) =>
    optimiserG.minimize(
      () =>
        tf
          .softplus(judge(generate(noise)).neg())
          .mean()
          .asScalar(),
      true,
      weightsG,
    )

  return {
    step: () =>
      tf.tidy(() => {
        const batch = batches[next++ % batches.length]
        if (batch === undefined) throw new Error('There are no batches.')
        const lossD = trainD(toTensor(batch.real), generate(toTensor(batch.noiseD)))
        const lossG = trainG(toTensor(batch.noiseG))
        if (lossD === null || lossG === null) throw new Error('No loss came back.')
        return [lossD, lossG]
      }),
  }
}

/** E‖∇D‖². */
function r1(judge: (x: tf.Tensor) => tf.Tensor, real: tf.Tensor): tf.Tensor {
  const slopes = tf.grad((x: tf.Tensor) => judge(x).sum())(real)
  return slopes
    .square()
    .sum()
    .div(real.shape.at(0) ?? 1)
}

function run(layers: GamePlan['generator'], weights: readonly tf.Variable[], x: tf.Tensor): tf.Tensor {
  return layers.reduce((signal, layer, i) => {
    const [kernel, bias] = [weights[2 * i], weights[2 * i + 1]]
    if (kernel === undefined || bias === undefined) throw new Error('A layer has no weights.')
    return ACTIVATIONS[layer.activation](linear(layer, kernel, signal).add(bias))
  }, x)
}

function linear(layer: LayerPlan, kernel: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const [items = 0] = x.shape
  if (layer.op === 'dense') {
    return tf.matMul(x.reshape<tf.Tensor2D>([items, layer.inputs]), kernel)
  }
  const { side, inputs, channels } = layer
  const picture = x.reshape<tf.Tensor4D>([items, side, side, inputs])
  return layer.op === 'down'
    ? tf.conv2d(picture, kernel as tf.Tensor4D, 2, 'same')
    : tf.conv2dTranspose(picture, kernel as tf.Tensor4D, [items, 2 * side, 2 * side, channels], 2, 'same')
}

const ACTIVATIONS: Record<PlanActivation, (x: tf.Tensor) => tf.Tensor> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  'leaky-relu': (x) => tf.leakyRelu(x, LEAK),
  tanh: (x) => tf.tanh(x),
}

function toTensor({ shape, data }: Held): tf.Tensor {
  return tf.tensor(data, [...shape])
}
