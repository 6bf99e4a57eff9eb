/** A row of true and restored pictures to sort by eye, none of which training ever saw, with what D says of each and its source. */
import type { RealOrFake } from '../../../../common/protocol/picture-explanation.ts'
import { fork, permutation, streamFor } from '../../../../common/numbers/random.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import { logitsFrom, restoreItems } from '../../../probe/restored.ts'
import { sigmoid } from '../../../probe/samples.ts'
import type { Shown } from '../../shown.ts'
import { heldOutOf } from './held-out.ts'

/** Pictures that are shown restored are not shown true: who knows the one would know the other. @param count even */
export async function restoredLineup(
  { game, config, dataset, step }: Shown<PictureSet>,
  seed: number,
  count: number,
): Promise<RealOrFake> {
  const held = await heldOutOf(dataset, config)
  const half = Math.min(Math.floor(count / 2), Math.floor(held.count / 2))
  const stream = fork(streamFor(seed, 'walk'), 1)
  const chosen = permutation(fork(stream, 0), held.count).subarray(0, 2 * half)
  const { truth, source } = held.some(chosen)
  const restored = await restoreItems(game, config, source, 2 * half)
  const real = Array.from(permutation(fork(stream, 1), 2 * half), (at) => at < half)
  const length = truth.length / (2 * half)
  const pictures = truth.slice()
  real.forEach((isReal, i) => {
    if (!isReal) pictures.set(restored.subarray(i * length, (i + 1) * length), i * length)
  })
  const [logits] = await logitsFrom(game, [{ items: pictures, source }])
  const { size, channels } = dataset.item
  const scores = (logits ?? new Float32Array(0)).map(sigmoid)
  return { size, channels, count: 2 * half, step, pictures, real, scores }
}
