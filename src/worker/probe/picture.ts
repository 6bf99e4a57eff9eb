/**
 * Looks closely at one picture: what D says of it, what D looks at, which way the objective draws it, and what a small move
 * that way would change. Plain arrays in and out, so that whoever shows it knows no tensors. Changes nothing.
 */
import { concat, mean, mul, slice, sqrt, square, tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import type { Labels } from '../gan/batches/labels.ts'
import { conditionsOf, sigmoid } from './samples.ts'
import type { ProbeInput } from './plane.ts'
import { readOnce } from '../gan/kernels/read-back.ts'

/**
 * Root mean square of the change that a shown move makes, in the units of a pixel: black to white is 2. Small against a
 * picture, large enough to be seen.
 */
export const MOVE_SIZE = 0.15

export interface PictureQuestion {
  /** [n, …item]: the picture is the first; the others are its company, as some objectives compare a batch. */
  readonly pictures: Float32Array
  readonly labels: Labels
  /** [n, …item]; null: no move is asked for (a real picture). */
  readonly reals: Float32Array | null
}

export interface PictureAnswer {
  logit: number
  score: number
  /** ∂D/∂x, […item] */
  inputGradient: Float32Array
  /** −n·∂L_G/∂x, […item]; null where none was asked for */
  direction: Float32Array | null
  /** The moved picture and its score. */
  moved: { picture: Float32Array; score: number } | null
}

/** Answers with one sync between CPU and GPU. */
export async function probePicture(standing: ProbeInput, asked: PictureQuestion): Promise<PictureAnswer> {
  const { game } = standing
  const length = game.itemShape.reduce((product: number, side) => product * side, 1)
  const count = asked.pictures.length / length
  const values = await readOnce(
    tidy(() => concat(answersOf(standing, asked, count).map((part) => part.flatten()))),
  )
  const [logit = NaN] = values
  const part = (at: number) => values.slice(1 + at * length, 1 + (at + 1) * length)
  const plain = { logit, score: sigmoid(logit), inputGradient: part(0) }
  if (asked.reals === null) return { ...plain, direction: null, moved: null }
  return { ...plain, direction: part(1), moved: { picture: part(2), score: sigmoid(values.at(-1) ?? NaN) } }
}

/** Logit, slope and, where a move is asked for, pull, moved picture and its logit, of the first picture. */
function answersOf(standing: ProbeInput, asked: PictureQuestion, count: number): Tensor[] {
  const { game, config, feed, step } = standing
  const shape = [count, ...game.itemShape]
  const pictures = tensor(asked.pictures, shape)
  const told = conditionsOf(game, asked.labels)
  const first = firstOf(pictures)
  const toldFirst = told.labels === undefined ? {} : { labels: firstOf(told.labels) }
  const about = [game.score(first, toldFirst), game.inputGradient(first, toldFirst)]
  if (asked.reals === null) return about
  const direction = firstOf(
    game.generatorDirection(config, feed, step, pictures, tensor(asked.reals, shape), told),
  )
  const moved = movedAlong(first, direction)
  return [...about, direction, moved, game.score(moved, toldFirst)]
}

/** A picture moved along a direction by MOVE_SIZE, within [−1, 1]; unmoved where there is no direction. */
function movedAlong(picture: Tensor, direction: Tensor): Tensor {
  const size = sqrt(mean(square(direction)))
  const unit = direction.div(size.add(1e-12))
  return picture.add(mul(unit, MOVE_SIZE)).clipByValue(-1, 1)
}

function firstOf<T extends Tensor>(rows: T): T {
  return slice(rows, 0, 1)
}
