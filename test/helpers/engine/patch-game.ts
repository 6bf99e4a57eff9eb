/** Games with a patch discriminator, as helpers/truth/plain-patch.ts writes them down: made by hand, of the project's own layers. */
import { fill, tanh, tensor, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { lazyBatch } from '../../../src/worker/gan/batches/batch.ts'
import type { Feed, Game } from '../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import { gameOf } from '../../../src/worker/gan/game.ts'
import { variancePreserving } from '../../../src/worker/gan/networks/initialisers.ts'
import type { Layer } from '../../../src/worker/gan/networks/layer.ts'
import { besideLayer } from '../../../src/worker/gan/networks/layers/beside.ts'
import {
  convolutionLayer,
  transposedConvolutionLayer,
} from '../../../src/worker/gan/networks/layers/convolution.ts'
import { denseLayer } from '../../../src/worker/gan/networks/layers/dense.ts'
import { reshapeLayer } from '../../../src/worker/gan/networks/layers/reshape.ts'
import type { GeneratorTerm } from '../../../src/worker/gan/tasks/task.ts'
import { sampleTensor } from '../truth/differences.ts'

export const SHAPE = [8, 8, 1] as const satisfies ItemShape
const rule = variancePreserving(1)

function discriminator(told: boolean): Layer[] {
  const network = 'discriminator'
  const shown = told ? 2 : 1
  const beside = besideLayer({ name: 'told', shape: SHAPE, condition: 'source', conditionShape: SHAPE })
  const common = { network, biased: true, rule } as const
  return [
    ...(told ? [beside] : []),
    convolutionLayer({
      ...common,
      name: 'down1',
      inputShape: [8, 8, shown],
      channels: 2,
      activation: 'tanh',
    }),
    convolutionLayer({ ...common, name: 'down2', inputShape: [4, 4, 2], channels: 1, activation: 'linear' }),
  ]
}

function fromNoise(latent: number): Layer[] {
  const common = { network: 'generator', biased: true, rule } as const
  return [
    denseLayer({ ...common, name: 'dense1', inputs: latent, units: 64, activation: 'tanh' }),
    reshapeLayer('image', SHAPE),
  ]
}

function fromSource(): Layer[] {
  const common = { network: 'generator', biased: true, rule, activation: 'tanh' } as const
  return [
    convolutionLayer({ ...common, name: 'down1', inputShape: SHAPE, channels: 2 }),
    transposedConvolutionLayer({ ...common, name: 'up1', inputShape: [4, 4, 2], channels: 1 }),
  ]
}

/** 4 logits a picture. With `config.latent` 0 both networks are told a source, and the generator starts from it. */
export function patchGame(config: RunConfig, terms: readonly GeneratorTerm[] = []): Game {
  const told = config.latent === 0
  const pair = {
    generator: told ? fromSource() : fromNoise(config.latent),
    discriminator: discriminator(told),
  }
  return gameOf(pair, config, { itemShape: SHAPE, told: told ? { source: SHAPE } : {}, terms })
}

/** Pictures, noises and sources of fixed numbers; all that is drawn as N(0, 1) is 1, so that every uniform is ½. */
export function patchFeed(config: RunConfig): Feed {
  const pictures = (seed: number) => tanh(sampleTensor([config.batch, ...SHAPE], seed))
  return {
    batch: (step, update) => {
      const seed = 100 * step + 10 * update
      return lazyBatch({
        real: () => pictures(seed + 1),
        noise: () =>
          config.latent === 0 ? null : (sampleTensor([config.batch, config.latent], seed + 2) as Tensor2D),
        conditions: () => (config.latent === 0 ? { source: pictures(seed + 3) } : {}),
      })
    },
    normal: (_, __, shape): Tensor => fill([...shape], 1),
    uniform: (_, __, shape): Tensor => fill([...shape], 0),
  }
}

/** Rows of a flat array, as pictures. */
export function picturesFrom(values: ArrayLike<number>): Tensor {
  return tensor(Float32Array.from(values), [values.length / 64, ...SHAPE])
}
