/**
 * The inputs of a training step, as pure functions of (seed, step, update): what makes a run repeatable and a past step
 * exact. Turns plain draws into tensors; decides nothing about training.
 */
import { tensor, tensor2d, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../config/run-config.ts'
import { fork, normals, streamFor, type Purpose, type Stream } from '../shared/random.ts'
import type { Feed, ItemShape } from './game-types.ts'
import { latentNoise } from './noise.ts'

/** Draws `count` real items as one flat array: points as they are, images in [−1, 1] NHWC. */
export type DrawReals = (stream: Stream, count: number) => Float32Array

/** The feed of a run. The config is asked for at each call, so that batch size and seed may change between steps. */
export function createFeed(config: () => RunConfig, itemShape: ItemShape, drawReals: DrawReals): Feed {
  const at = (purpose: Purpose, step: number, update: number): Stream =>
    fork(fork(streamFor(config().seed, purpose), step), update)

  const noise = (purpose: Purpose, step: number, update: number) => {
    const { batch, latent } = config()
    return tensor2d(latentNoise(config(), at(purpose, step, update), batch), [batch, latent])
  }

  return {
    real: (step, update): Tensor => {
      const { batch } = config()
      return tensor(drawReals(at('data', step, update), batch), [batch, ...itemShape])
    },
    discriminatorNoise: (step, update) => noise('noise-discriminator', step, update),
    generatorNoise: (step) => noise('noise-generator', step, 0),
    normal: (step, slot, shape): Tensor => {
      const size = shape.reduce((product, side) => product * side, 1)
      return tensor(normals(at('instance-noise', step, slot), size), [...shape])
    },
  }
}
