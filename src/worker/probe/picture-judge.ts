/**
 * A judge: a small network that is taught on real pictures to tell words, all of them at once, and is then asked about others. Of a yes
 * and a no it gives the logit of yes, of a number its place in deviations from the mean. Knows no GAN and no set.
 */
import { add, mean, mul, square, sub, sum, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs'
import type { Stream } from '../../common/numbers/random.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import { disposeAll } from '../gan/networks/network.ts'
import { gradientsOf } from '../gan/ops/autodiff.ts'
import { softplus } from '../gan/ops/smooth.ts'
import { createOptimiser } from '../gan/optimizers/optimiser.ts'
import { firstWeights, logitsOf, pictures, type Teaching, type Weights } from './picture-learner.ts'

export interface Lesson {
  readonly size: number
  readonly channels: number
  readonly kinds: readonly ('yes-no' | 'number')[]
}

export interface Batch {
  /** [n, size, size, channels] in [−1, 1] */
  readonly pixels: Float32Array
  /** [n, words]: 1 or 0; of numbers deviations from the mean; whatever where the weight is 0. */
  readonly targets: Float32Array
  /** [n, words]: how much each counts; 0 where it is not told. */
  readonly weights: Float32Array
}

const BETAS = { beta1: 0.9, beta2: 0.999, bound: 0 } as const
/** Updates that may wait on the device. */
const AHEAD = 8
/** Pictures asked about at once. */
const ASKED = 250

export class Judge {
  private constructor(
    private readonly lesson: Lesson,
    private readonly weights: Weights,
  ) {}

  /** Frees what it took where it is ended early. @param batch what the next update is taught on */
  static async *taught(
    lesson: Lesson,
    { updates, rate }: Teaching,
    batch: () => Batch,
    stream: Stream,
  ): AsyncGenerator<undefined, Judge, undefined> {
    const weights = firstWeights({ ...lesson, classes: lesson.kinds.length }, stream)
    const optimiser = createOptimiser('adam', 'judge', weights)
    const held = [...weights.values()]
    let done = false
    try {
      for (let update = 1; update <= updates; update++) {
        const given = batch()
        const loss = tidy(() => {
          const { value, grads } = gradientsOf(() => lossOf(lesson, weights, given), held)
          optimiser.update(grads, { rate: rate * (1 - (update - 1) / updates), ...BETAS })
          return value
        })
        if (update % AHEAD === 0) await readOnce(loss)
        else loss.dispose()
        yield
      }
      done = true
      return new Judge(lesson, weights)
    } finally {
      disposeAll(optimiser.state)
      if (!done) disposeAll(weights)
    }
  }

  /** [n, words] of pictures [n, size, size, channels]. */
  async *asked(pixels: Float32Array): AsyncGenerator<undefined, Float32Array, undefined> {
    const { size, channels, kinds } = this.lesson
    const length = size * size * channels
    const count = pixels.length / length
    const answers = new Float32Array(count * kinds.length)
    for (let from = 0; from < count; from += ASKED) {
      const some = pixels.subarray(from * length, Math.min(count, from + ASKED) * length)
      const shape = { ...this.lesson, classes: kinds.length }
      answers.set(
        await readOnce(tidy(() => logitsOf(this.weights, pictures(shape, some)).flatten())),
        from * kinds.length,
      )
      yield
    }
    return answers
  }

  dispose(): void {
    disposeAll(this.weights)
  }
}

/** Cross-entropy of yes and no, half the squared error of numbers: each by its weight. */
function lossOf(lesson: Lesson, weights: Weights, { pixels, targets, weights: counts }: Batch) {
  const { kinds } = lesson
  const n = targets.length / kinds.length
  const shape: [number, number] = [n, kinds.length]
  const told = logitsOf(weights, pictures({ ...lesson, classes: kinds.length }, pixels))
  const truth: Tensor2D = tensor2d(targets, shape)
  const isNumber = tensor2d(
    kinds.map((kind) => (kind === 'number' ? 1 : 0)),
    [1, kinds.length],
  )
  // softplus(x) − t·x is the cross-entropy of a logit x with t.
  const entropy = sub(softplus(told), mul(truth, told))
  const error = mul(square(sub(told, truth)), 0.5)
  const each = add(mul(error, isNumber), mul(entropy, sub(1, isNumber)))
  return mean(sum(mul(each, tensor2d(counts, shape)), 1)).asScalar()
}
