/**
 * Looks at a game whose items are points: all that the layers of the stage need, in one read-back. What is not asked for
 * is not computed. Plain arrays in and out, so that whoever draws knows no tensors.
 */
import { concat, slice, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Feed, Game } from '../gan/game-types.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import { latentRows } from './samples.ts'

/** The game as it stands, and the step that comes next. */
export interface ProbeInput {
  readonly game: Game
  readonly config: RunConfig
  readonly feed: Feed
  readonly step: number
}

/** What is asked; null: nothing of the kind. Points are [n, 2], noises [n, latent]. */
export interface PlaneQuestions {
  /** Noises of fakes. */
  readonly fakes: Float32Array | null
  /** Reals beside which the first as many fakes are pulled and scored. */
  readonly company: Float32Array | null
  /** Pulls on the first fakes. */
  readonly directions: boolean
  /** Logits of the first fakes, and of the company. */
  readonly logits: boolean
  /** Points at which D's logit is wanted. */
  readonly surface: Float32Array | null
  /** Points at which D's slope is wanted. */
  readonly inputGradients: Float32Array | null
  /** Noises of the grid's corners. */
  readonly grid: Float32Array | null
  /** The noise under the hand. */
  readonly cursor: Float32Array | null
}

export const NO_QUESTIONS: PlaneQuestions = {
  fakes: null,
  company: null,
  directions: false,
  logits: false,
  surface: null,
  inputGradients: null,
  grid: null,
  cursor: null,
}

export type PlaneAnswers = Partial<
  Record<
    | 'fakes'
    | 'directions'
    | 'fakeLogits'
    | 'realLogits'
    | 'surface'
    | 'inputGradients'
    | 'grid'
    | 'cursor'
    | 'cursorLogit',
    Float32Array
  >
>

/** Answers all questions with one sync between CPU and GPU; with none when nothing is asked. */
export async function probePlane(standing: ProbeInput, asked: PlaneQuestions): Promise<PlaneAnswers> {
  const sizes: [string, number][] = []
  const [flat] = tidy(() => {
    const parts = Object.entries<Tensor>(answersOf(standing, asked))
    for (const [name, { size }] of parts) sizes.push([name, size])
    return parts.length === 0 ? [] : [concat(parts.map(([, part]) => part.flatten()))]
  })
  if (flat === undefined) return {}
  const values = await readOnce(flat)
  let at = 0
  return Object.fromEntries(sizes.map(([name, size]) => [name, values.subarray(at, (at += size))]))
}

function answersOf(standing: ProbeInput, asked: PlaneQuestions): { [K in keyof PlaneAnswers]: Tensor } {
  const { game } = standing
  return {
    ...(asked.fakes === null ? {} : fakesOf(standing, asked, asked.fakes)),
    ...(asked.surface === null ? {} : { surface: game.score(points(asked.surface)) }),
    ...(asked.inputGradients === null
      ? {}
      : { inputGradients: game.inputGradient(points(asked.inputGradients)) }),
    ...(asked.grid === null ? {} : { grid: made(standing, asked.grid) }),
    ...(asked.cursor === null ? {} : cursorAnswer(standing, asked.cursor)),
  }
}

function fakesOf(standing: ProbeInput, asked: PlaneQuestions, noises: Float32Array) {
  const { game, config, feed, step } = standing
  const fakes = made(standing, noises)
  if (asked.company === null) return { fakes }
  const reals = points(asked.company)
  // Some networks look at a batch as a whole: as many fakes as reals, always the same ones.
  const first = slice(fakes, 0, reals.shape[0])
  return {
    fakes,
    ...(asked.directions ? { directions: game.generatorDirection(config, feed, step, first, reals) } : {}),
    ...(asked.logits ? { fakeLogits: game.score(first), realLogits: game.score(reals) } : {}),
  }
}

/** The sample of a noise, and D's logit of it. */
export function cursorAnswer(standing: ProbeInput, noise: Float32Array) {
  const cursor = made(standing, noise)
  return { cursor, cursorLogit: standing.game.score(cursor) }
}

/** Samples of noises [n, latent]. */
export function made({ game, config }: ProbeInput, noises: Float32Array): Tensor {
  return game.sample(config, latentRows(game, noises, noises.length / game.latent))
}

/** [n, 2] */
export function points(values: Float32Array) {
  return tensor2d(values, [values.length / 2, 2])
}
