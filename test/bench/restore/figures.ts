/** How near restored pictures are to the true ones, and how real they look as a set. Plain numbers; knows no networks. */
import { streamFor } from '../../../src/common/numbers/random.ts'
import { laplacianDistance } from '../../../src/worker/evaluation/metrics/laplacian.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'

export interface Figures {
  /** Mean over pictures, all numbers of each, on a scale from 0 to 1. */
  readonly psnr: number
  readonly l1: number
  /** Sliced Wasserstein distance over patches of the finest level of a Laplacian pyramid. */
  readonly patches: number
}

/** @param truth,made [count, side, side, channels] in [−1, 1] */
export function figuresOf(
  truth: Float32Array,
  made: Float32Array,
  { side, channels }: { side: number; channels: number },
): Figures {
  const length = side * side * channels
  const count = truth.length / length
  let [psnr, l1] = [0, 0]
  for (let i = 0; i < count; i++) {
    let squares = 0
    for (let at = i * length; at < (i + 1) * length; at++) {
      const apart = ((made[at] ?? NaN) - (truth[at] ?? NaN)) / 2
      squares += apart ** 2 / length
      l1 += Math.abs(apart) / truth.length
    }
    psnr += (-10 * Math.log10(squares)) / count
  }
  const batch = (pixels: Float32Array) => ({ pixels, size: side, channels })
  const [finest] = finish(laplacianDistance(batch(truth), batch(made), { stream: streamFor(0, 'evaluate') }))
  return { psnr, l1, patches: finest?.distance ?? NaN }
}
