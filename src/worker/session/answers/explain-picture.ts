/** Why the discriminator says what it says of one picture of the stage, and which way the generator would change it. */
import { truncated } from '../../../common/config/truncation.ts'
import type { ImageSet } from '../../data/prepared.ts'
import { createFeed } from '../../gan/batches/feed.ts'
import { logitsOf } from '../../evaluation/classifier/forward.ts'
import { toClassifierSize } from '../../evaluation/classifier/fit.ts'
import { generateItems } from '../../probe/samples.ts'
import type { Labels } from '../../gan/batches/labels.ts'
import { probePicture, type PictureAnswer } from '../../probe/picture.ts'
import type { PictureTarget, PictureExplanation } from '../../../common/protocol/picture-explanation.ts'
import type { PerSide, SideName } from '../../../common/protocol/side.ts'
import { nearestIn } from '../measure/nearest-training.ts'
import { labelSource } from '../classes.ts'
import { complete } from '../measure/evaluation.ts'
import { realPixels, wallOf, type Wall } from '../stage/picture-scene.ts'
import { drawReals } from '../train/run.ts'
import type { ClassifierLoader } from '../measure/classifier-loader.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { Shown } from '../shown.ts'

/** Pictures that are judged together where an objective compares them, the asked one first. */
const COMPANY = 16
/** Training pictures shown. */
const NEAREST = 5
/** Classes named. */
const CLASSES = 3

/** What it needs of the session. */
export interface ExplainPorts {
  readonly sides: PerSide<{
    readonly shown: Shown | null
    readonly stageScheduler: Pick<StageScheduler, 'stageView' | 'pictureAt'>
  }>
  readonly classifiers: Pick<ClassifierLoader, 'classifierOf'>
}

/**
 * All that is known of a picture of the stage; null where there is none.
 * @param leave called once the networks are no longer needed
 */
export async function why(
  { sides, classifiers }: ExplainPorts,
  side: SideName,
  target: PictureTarget,
  leave: () => void,
): Promise<PictureExplanation | null> {
  const { shown: run, stageScheduler } = sides[side]
  if (run?.dataset.kind !== 'images') return null
  const { dataset } = run
  const wall = wallOf(run, stageScheduler.stageView)
  const index = stageScheduler.pictureAt(target)
  if (!Number.isInteger(index) || index < 0 || index >= wall.count) return null
  const { picture, latent, answer } = await ask(run, wall, target.side === 'fake', index)
  const classifier = await classifiers.classifierOf(dataset)
  leave()
  const { size, channels } = dataset
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
        : likeliest(logitsOf(classifier, toClassifierSize(picture, size, channels)), namesOf(dataset)),
  }
}

interface Asked {
  picture: Float32Array
  latent: Float32Array | null
  answer: PictureAnswer
}

async function ask(run: Shown, wall: Wall, fake: boolean, index: number): Promise<Asked> {
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
    (stream, count) => drawReals(dataset, stream, count),
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

function namesOf({ summary }: ImageSet): readonly string[] {
  return summary.classes
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
