/** Why the discriminator says what it says of one picture of the stage, and which way the generator would change it. */
import { truncated } from '../../../common/config/truncation.ts'
import { createFeed } from '../../gan/batches/feed.ts'
import { logitsOf } from '../../evaluation/classifier/forward.ts'
import { toClassifierSize } from '../../evaluation/classifier/fit.ts'
import { generateItems } from '../../probe/samples.ts'
import type { Labels } from '../../gan/batches/labels.ts'
import { probePicture, type PictureAnswer } from '../../probe/picture.ts'
import type { PictureExplanation } from '../../../common/protocol/picture-explanation.ts'
import { complete } from '../../evaluation/metrics/complete.ts'
import { labelSource } from '../classes.ts'
import type { AskedItem, ExplainServices } from '../kind.ts'
import { nearestIn } from './nearest-training.ts'
import { pictureAt, type ShownPictures } from './scenes.ts'
import { realPixels, wallOf, type Wall } from './wall.ts'

/** Pictures that are judged together where an objective compares them, the asked one first. */
const COMPANY = 16
/** Training pictures shown. */
const NEAREST = 5
/** Classes named. */
const CLASSES = 3

/** All that is known of a picture of the stage; null where there is none. */
export async function explain(
  run: ShownPictures,
  { target, view, scene }: AskedItem,
  services: ExplainServices,
): Promise<PictureExplanation | null> {
  const { dataset } = run
  const wall = wallOf(run, view)
  const index = pictureAt(scene, target)
  if (!Number.isInteger(index) || index < 0 || index >= wall.count) return null
  const { picture, latent, answer } = await ask(run, wall, target.side === 'fake', index)
  const classifier = await services.classifier()
  services.leave()
  const { size, channels } = dataset.item
  const { logit, score, inputGradient, direction, moved } = answer
  return {
    side: target.side,
    index,
    count: wall.count,
    step: run.step,
    size,
    channels,
    picture,
    latent,
    logit,
    score,
    slope: inputGradient,
    move: direction === null || moved === null ? null : { pull: direction, ...moved },
    ...(await complete(nearestIn(dataset, picture, NEAREST))),
    classes:
      classifier === null
        ? null
        : likeliest(logitsOf(classifier, toClassifierSize(picture, size, channels)), dataset.summary.classes),
  }
}

interface Asked {
  picture: Float32Array
  latent: Float32Array | null
  answer: PictureAnswer
}

async function ask(run: ShownPictures, wall: Wall, fake: boolean, index: number): Promise<Asked> {
  const { game, config, dataset, step } = run
  const order = Uint32Array.from(
    { length: Math.min(COMPANY, wall.count) },
    (_, i) => (index + i) % wall.count,
  )
  const labels: Labels = wall.labels === null ? null : Uint16Array.from(order, (i) => wall.labels?.[i] ?? 0)
  const latents = rowsAt(wall.latents, order, wall.count)
  const reals = rowsAt(realPixels(run, wall), order, wall.count)
  const pictures = fake
    ? await generateItems(game, config, truncated(config, latents), order.length, labels)
    : reals
  const feed = createFeed(
    () => config,
    game.itemShape,
    (stream, count) => dataset.draw(stream, count),
    () => null,
    labelSource(config, dataset),
  )
  const answer = await probePicture(
    { game, config, feed, step },
    { pictures, labels, reals: fake ? reals : null },
  )
  return {
    picture: pictures.slice(0, pictures.length / order.length),
    latent: fake ? latents.slice(0, game.latent) : null,
    answer,
  }
}

/** Rows of a flat array of `count`, in this order. */
function rowsAt(values: Float32Array, order: Uint32Array, count: number): Float32Array {
  const length = values.length / count
  const rows = new Float32Array(order.length * length)
  order.forEach((from, to) => rows.set(values.subarray(from * length, (from + 1) * length), to * length))
  return rows
}

/** Softmax of the judge's scores; the first few. */
function likeliest(logits: Float32Array, names: readonly string[]): { name: string; share: number }[] {
  const most = Math.max(...logits)
  const weights = Array.from(logits, (logit) => Math.exp(logit - most))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights
    .map((weight, i) => ({ name: names[i] ?? String(i), share: weight / total }))
    .sort((a, b) => b.share - a.share)
    .slice(0, CLASSES)
}
