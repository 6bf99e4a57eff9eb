/**
 * Looks at a game from outside as samples.ts does, but leaves what it sees on the device, for who draws it there. Reads
 * nothing back; the caller disposes.
 */
import { tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Game } from '../gan/game-types.ts'
import { conditionsOf, inTurnOf, latentRows } from './samples.ts'
import type { Labels } from '../gan/batches/labels.ts'
import { cursorAnswer, made, points, type PlaneQuestions, type ProbeInput } from './plane.ts'

/** Items and D's logits of them. */
export interface ScoredOnDevice {
  /** [count, …item] */
  readonly items: Tensor
  /** [count] */
  readonly logits: Tensor
}

/** As `lookAtFakes`. @param latents [count, latent] */
export function fakesOnDevice(
  game: Game,
  config: RunConfig,
  latents: Float32Array,
  count: number,
  labels: Labels = null,
): ScoredOnDevice {
  return tidy(() => {
    const told = conditionsOf(game, labels ?? inTurnOf(game, count))
    const items = game.sample(config, latentRows(game, latents, count), told, count)
    return { items, logits: game.score(items, told) }
  })
}

/** As `scoresOf`. @param values [count, …item] */
export function realsOnDevice(
  game: Game,
  values: Float32Array,
  count: number,
  labels: Labels = null,
): ScoredOnDevice {
  return tidy(() => {
    const items = tensor(values, [count, ...game.itemShape])
    return { items, logits: game.score(items, conditionsOf(game, labels)) }
  })
}

/** Answers of `lookAtPlane` that need not be numbers; null where nothing was asked. */
export interface PlaneOnDevice {
  readonly fakes: Tensor | null
  /** Logits. */
  readonly surface: Tensor | null
  readonly cursor: { readonly place: Tensor; readonly logit: Tensor } | null
}

export function planeOnDevice(
  standing: ProbeInput,
  asked: Pick<PlaneQuestions, 'fakes' | 'surface' | 'cursor'>,
): PlaneOnDevice {
  const { fakes, surface, cursor } = asked
  return {
    fakes: fakes === null ? null : tidy(() => made(standing, fakes)),
    surface: surface === null ? null : tidy(() => standing.game.score(points(surface))),
    cursor: cursor === null ? null : cursorOnDevice(standing, cursor),
  }
}

function cursorOnDevice(standing: ProbeInput, noise: Float32Array) {
  const { cursor, cursorLogit } = tidy(() => cursorAnswer(standing, noise))
  return { place: cursor, logit: cursorLogit }
}
