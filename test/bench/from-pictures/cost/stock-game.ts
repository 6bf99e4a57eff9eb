/**
 * A step of restoring and of translating as stock TensorFlow.js has it written: its operations, its gradients, `tf.train.adam`. A second
 * statement of what src/worker/gan computes: losses of the first steps show whether both mean the same.
 */
import * as tf from '@tensorflow/tfjs'
import { passed } from './stock-network.ts'
import type { CostJob } from './job.ts'

/** [n, …item] each. */
export interface UpdateBatch {
  readonly real: tf.Tensor
  readonly source: tf.Tensor
}

export interface StepBatch {
  readonly discriminator: UpdateBatch
  readonly generator: UpdateBatch
}

type Weights = ReadonlyMap<string, tf.Variable>

/** What goes one way: all that is restored, or half of what is translated. */
interface Going extends UpdateBatch {
  readonly way: 0 | 1
}

const EPSILON = 1e-8
/** Updates until a running mean has forgotten its beginning. */
const WARMTH = 10

export class StockGame {
  private readonly mean: Weights
  private readonly adam: { readonly generator: tf.Optimizer; readonly discriminator: tf.Optimizer }
  private steps = 0

  constructor(
    private readonly job: CostJob,
    private readonly generator: Weights,
    private readonly discriminator: Weights,
  ) {
    const { gLr, dLr, beta1, beta2 } = job.config
    this.mean = new Map([...generator].map(([name, held]) => [name, tf.variable(held, false)]))
    this.adam = {
      generator: tf.train.adam(gLr, beta1, beta2, EPSILON),
      discriminator: tf.train.adam(dLr, beta1, beta2, EPSILON),
    }
  }

  /** [what D minimised, what G minimised] */
  step(batch: StepBatch): tf.Scalar[] {
    return tf.tidy(() => {
      const lossD = this.trainDiscriminator(this.goings(batch.discriminator))
      const lossG = this.trainGenerator(this.goings(batch.generator))
      this.follow()
      return [lossD, lossG]
    })
  }

  private trainDiscriminator(goings: readonly Going[]): tf.Scalar {
    const fakes = goings.map((going) => this.made(going.source, going.way))
    return minimised(this.adam.discriminator, this.discriminator, () =>
      meanOf(
        goings.map((going, i) => {
          const fake = fakes[i] ?? going.real
          const twice = { ...going, source: tf.concat([going.source, going.source]) }
          const logits = this.judged(tf.concat([going.real, fake]), twice)
          const [onReal, onFake] = tf.split(logits, 2) as [tf.Tensor, tf.Tensor]
          const loss = tf.add(tf.mean(tf.softplus(tf.neg(onReal))), tf.mean(tf.softplus(onFake)))
          return tf.add(loss, tf.mul(this.steepness(going), this.job.config.gamma / 2))
        }),
      ),
    )
  }

  /** E‖∇D‖² of reals: D(x) is the mean of an item's logits. */
  private steepness(going: Going): tf.Tensor {
    const slopes = tf.grad((x: tf.Tensor) => {
      const logits = this.judged(x, going, true)
      return tf.sum(tf.mean(logits.reshape([logits.shape.at(0) ?? 1, -1]), 1))
    })(going.real)
    return tf.div(tf.sum(tf.square(slopes)), going.real.shape.at(0) ?? 1)
  }

  private trainGenerator(goings: readonly Going[]): tf.Scalar {
    return minimised(this.adam.generator, this.generator, () =>
      meanOf(
        goings.map((going) => {
          const fake = this.made(going.source, going.way)
          const own = tf.mean(tf.softplus(tf.neg(this.judged(fake, going))))
          return this.restores
            ? tf.add(tf.mul(own, this.job.config.lively), this.drawn(fake, going.real, 'l1'))
            : tf.addN([own, ...this.held(fake, going)])
        }),
      ),
    )
  }

  /** What holds a translation: there and back again, and a picture that is of the wanted class already. */
  private held(fake: tf.Tensor, { real, source, way }: Going): tf.Tensor[] {
    return [
      this.drawn(this.made(fake, way === 0 ? 1 : 0), source, 'cycle'),
      this.drawn(this.made(real, way), real, 'identity'),
    ]
  }

  private drawn(made: tf.Tensor, wanted: tf.Tensor, weight: 'l1' | 'cycle' | 'identity'): tf.Tensor {
    return tf.mul(tf.mean(distance(made, wanted)), this.job.config[weight])
  }

  private made(source: tf.Tensor, way: 0 | 1): tf.Tensor {
    const { layers } = this.job.generator
    return passed(layers, source, { weights: this.generator, way, source, twice: false })
  }

  private judged(items: tf.Tensor, { source, way }: Pick<Going, 'source' | 'way'>, twice = false): tf.Tensor {
    const told = this.restores ? source : null
    const { layers } = this.job.discriminator
    return passed(layers, items, { weights: this.discriminator, way, source: told, twice })
  }

  private get restores(): boolean {
    return this.job.config.task === 'restore'
  }

  private goings({ real, source }: UpdateBatch): Going[] {
    if (this.restores) return [{ real, source, way: 0 }]
    const [reals, sources] = [tf.split(real, 2), tf.split(source, 2)]
    return ([0, 1] as const).map((way) => ({
      real: reals[way] ?? real,
      source: sources[way] ?? source,
      way,
    }))
  }

  private follow(): void {
    this.steps++
    const kept = Math.min(this.job.config.ema, (1 + this.steps) / (WARMTH + this.steps))
    for (const [name, mean] of this.mean) {
      const live = this.generator.get(name)
      if (live !== undefined) mean.assign(tf.add(tf.mul(mean, kept), tf.mul(live, 1 - kept)))
    }
  }

  dispose(): void {
    tf.dispose([...this.generator.values(), ...this.discriminator.values(), ...this.mean.values()])
    this.adam.generator.dispose()
    this.adam.discriminator.dispose()
  }
}

function minimised(adam: tf.Optimizer, weights: Weights, loss: () => tf.Tensor): tf.Scalar {
  const value = adam.minimize(() => loss().asScalar(), true, [...weights.values()])
  if (value === null) throw new Error('No loss came back.')
  return value
}

function meanOf(values: readonly tf.Tensor[]): tf.Tensor {
  return tf.div(tf.addN([...values]), values.length)
}

/** Trained numbers. */
export function parametersOf(weights: Weights): number {
  return [...weights.values()].reduce((sum, { size }) => sum + size, 0)
}

/** TensorFlow.js’ own abs has slope −1 where both are alike; ours and PyTorch’s have 0. */
function distance(made: tf.Tensor, wanted: tf.Tensor): tf.Tensor {
  const difference = tf.sub(made, wanted)
  return tf.mul(difference, tf.sign(difference))
}
