/**
 * Trains a TVAE over a list of rows, a step at a time: after each, other tasks have their turn, so that a run goes on beside it. Must
 * not know where the rows come from, nor what else is trained.
 */
import { stack, tidy, type Scalar } from '@tensorflow/tfjs'
import { fork, permutation, type Stream } from '../../../common/numbers/random.ts'
import { yieldToTasks } from '../../../common/yield.ts'
import { readOnce } from '../kernels/read-back.ts'
import { TVAE_EPOCHS } from './networks.ts'
import type { Tvae } from './tvae.ts'

export interface TvaeProgress {
  /** Epochs done so far. */
  readonly epoch: number
  readonly epochs: number
  /** A row's, in nats: the mean of the epoch's steps. */
  readonly loss: number
}

export interface TrainTvaeOptions {
  /** Times that all rows are seen. */
  readonly epochs?: number
  /** Of the rows' order. */
  readonly stream: Stream
  readonly onProgress?: (progress: TvaeProgress) => void
  /** Asked before each step. */
  readonly isCancelled?: () => boolean
}

/**
 * @param items [rows, width] one flat array, which is read and not kept
 * @returns whether it came to its end; else it was cancelled, and is as far as it came
 * @throws Error where there is no row, or half a one
 */
export async function trainTvae(
  tvae: Tvae,
  items: Float32Array,
  options: TrainTvaeOptions,
): Promise<boolean> {
  const { epochs = TVAE_EPOCHS, stream, onProgress, isCancelled = () => false } = options
  const count = items.length / tvae.width
  if (count < 1 || !Number.isInteger(count))
    throw new Error(`${items.length} numbers are no rows of ${tvae.width}.`)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const losses: Scalar[] = []
    const order = permutation(fork(stream, epoch), count)
    try {
      for (let from = 0; from < count; from += tvae.config.batch) {
        if (isCancelled()) return false
        const rows = order.subarray(from, from + tvae.config.batch)
        losses.push(tvae.step(taken(items, rows, tvae.width), rows.length))
        await yieldToTasks()
      }
      const loss = await meanOf(losses)
      onProgress?.({ epoch: epoch + 1, epochs, loss })
    } finally {
      losses.forEach((loss) => loss.dispose())
    }
  }
  return true
}

function taken(items: Float32Array, rows: Uint32Array, width: number): Float32Array {
  const batch = new Float32Array(rows.length * width)
  rows.forEach((row, i) => batch.set(items.subarray(row * width, (row + 1) * width), i * width))
  return batch
}

/** All at once: a read-back an epoch, not a step. */
async function meanOf(losses: readonly Scalar[]): Promise<number> {
  const values = await readOnce(tidy(() => stack([...losses])))
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
