/**
 * Finds the latent whose sample comes nearest to a given item: the best of many draws, then descent through the
 * generator on z alone. Looks only: no weight, statistic or stream of training is touched.
 */
import {
  add,
  concat,
  mean,
  mul,
  square,
  sub,
  sum,
  tensor,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { psiOf } from '../../../common/config/truncation.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import type { Game } from '../../gan/game-types.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { gradientsWithResults } from '../../gan/ops/autodiff.ts'
import { conditionsOf } from '../samples.ts'
import { VectorAdam } from './vector-adam.ts'

/** Draws looked at first, so many at a time. */
const STARTS = 256
const CHUNK = 64
/** The best of them go down together: the nearest at first is not always the nearest in the end. */
const KEPT = 8
const STEPS = 200
/** First step of the descent, in the prior's units; it fades to nothing by a cosine. */
const RATE = 0.1
/** Weight of mean z², as a share of a draw's mean difference: it keeps z where a normal prior draws, and shows nowhere. */
const PULL = 2e-3

export interface Nearest {
  readonly latent: Float32Array
  /** Mean squared difference of all numbers of the item; pictures are in [−1, 1]. */
  readonly difference: number
}

export class Search {
  /** Looks made so far, and in all: a chunk of draws or a step of the descent each. */
  done = 0
  readonly total = STARTS / CHUNK + STEPS
  nearest: Nearest | null = null
  private started: Nearest[] = []
  private descent: VectorAdam | null = null
  private step = NaN
  /** Mean difference of the first draws. */
  private scale = 0

  /** @param item one item, flat; pictures in [−1, 1] @param seed of the draws @param label class, of a conditional game */
  constructor(
    private readonly game: Game,
    private readonly item: Float32Array,
    private readonly seed: number,
    private readonly label = 0,
  ) {}

  get over(): boolean {
    return this.done >= this.total
  }

  /** One look: a read-back each. @param step of the run: what was near for an earlier generator no longer counts */
  async advance(config: RunConfig, step: number): Promise<void> {
    if (step !== this.step) this.nearest = null
    this.step = step
    const first = STARTS / CHUNK
    if (this.done < first) await this.scatter(config, this.done)
    else await this.descend(config, (this.done - first) / STEPS)
    this.done++
  }

  private async scatter(config: RunConfig, chunk: number): Promise<void> {
    const { latent } = this.game
    const all = latentNoise({ latent, prior: config.prior }, streamFor(this.seed, 'walk'), STARTS)
    const latents = all.subarray(chunk * CHUNK * latent, (chunk + 1) * CHUNK * latent)
    const differences = await read(tidy(() => this.differences(config, tensor2d(latents, [CHUNK, latent]))))
    if (chunk === 0) this.scale = differences.reduce((sum, x) => sum + x / CHUNK, 0)
    differences.forEach((difference, i) =>
      this.started.push({ latent: latents.slice(i * latent, (i + 1) * latent), difference }),
    )
    this.started.sort((a, b) => a.difference - b.difference)
    this.started = this.started.slice(0, KEPT)
    this.nearest = this.started[0] ?? null
  }

  /** @param done share of the descent behind us */
  private async descend(config: RunConfig, done: number): Promise<void> {
    const { latent } = this.game
    this.descent ??= new VectorAdam(this.started.map((start) => start.latent))
    const { values } = this.descent
    const count = values.length / latent
    const read = await this.slopes(config, values, count)
    this.note(read.subarray(0, count), values)
    const bound = config.prior === 'uniform' ? 1 : Infinity
    this.descent.update(read.subarray(count), (RATE * (1 + Math.cos(Math.PI * done))) / 2, bound)
  }

  /** [count] differences and [count, latent] slopes, one after the other. */
  private slopes(config: RunConfig, values: Float32Array, count: number): Promise<Float32Array> {
    const pull = config.prior === 'normal' ? PULL * this.scale : 0
    return read(
      tidy(() => {
        const z = tensor2d(values, [count, this.game.latent])
        const { grads, results } = gradientsWithResults(() => {
          const each = this.differences(config, z)
          const kept = mul(mean(square(z), 1), pull)
          return { objective: sum(add(each, kept)), results: { each } }
        }, [z])
        return concat([results.each.flatten(), ...grads.map((grad) => grad.flatten())])
      }),
    )
  }

  /** Keeps the nearest so far: the first steps of the descent may lead away. */
  private note(differences: Float32Array, values: Float32Array): void {
    const { latent } = this.game
    const at = differences.reduce((best, x, i) => (x < (differences[best] ?? Infinity) ? i : best), 0)
    const difference = differences[at] ?? NaN
    if (this.nearest !== null && this.nearest.difference <= difference) return
    this.nearest = { latent: values.slice(at * latent, (at + 1) * latent), difference }
  }

  /** [n] of what is shown of latents [n, latent]: truncated, as on the stage. */
  private differences(config: RunConfig, latents: Tensor2D): Tensor {
    const [count] = latents.shape
    const told = conditionsOf(this.game, new Uint16Array(count).fill(this.label))
    const rows = this.game.sample(config, mul(latents, psiOf(config)), told).reshape([count, -1])
    return mean(square(sub(rows, tensor(this.item, [1, this.item.length]))), 1)
  }
}

async function read(flat: Tensor): Promise<Float32Array> {
  const values = Float32Array.from(await flat.data<'float32'>())
  flat.dispose()
  return values
}
