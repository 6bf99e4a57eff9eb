/** A row of reals and fakes to sort by eye, with what the discriminator says of the very same pictures. */
import { truncated } from '../../../common/config/truncation.ts'
import { generateItems, scoresOf } from '../../probe/samples.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { fork, permutation, streamFor } from '../../../common/numbers/random.ts'
import type { RealOrFake } from '../../../common/protocol/picture-explanation.ts'
import { inTurn } from '../../gan/batches/labels.ts'
import type { ShownPictures } from './scenes.ts'

/** @param count even: as many reals as fakes */
export async function lineup(run: ShownPictures, seed: number, count: number): Promise<RealOrFake> {
  const { game, config, dataset } = run
  const half = Math.floor(count / 2)
  const stream = fork(streamFor(seed, 'walk'), 1)
  const latents = truncated(config, latentNoise(config, fork(stream, 0), half))
  // Fakes of a conditional game are of its classes in turn.
  const labels = game.classes === 0 ? null : inTurn(half, game.classes)
  const fakes = await generateItems(game, config, latents, half, labels)
  const reals = dataset.draw(fork(stream, 1), half)
  const length = fakes.length / half
  const order = permutation(fork(stream, 2), 2 * half)
  const pictures = new Float32Array(2 * half * length)
  const real: boolean[] = []
  order.forEach((from, to) => {
    const source = from < half ? reals : fakes
    const at = (from % half) * length
    pictures.set(source.subarray(at, at + length), to * length)
    real.push(from < half)
  })
  const { size, channels } = dataset.item
  const scores = await scoresOf(game, pictures, 2 * half)
  return { size, channels, count: 2 * half, step: run.step, pictures, real, scores }
}
