/**
 * Looks at a game from outside: samples, scores, the discriminator's field. Each look costs one read-back. Plain
 * arrays out, so that whoever draws or measures knows no tensors.
 */
import { concat, tensor, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { PlaneWindow } from '../../common/items/viewport.ts'
import type { Game } from '../gan/game-types.ts'
import { readOnce } from '../gan/kernels/read-back.ts'
import type { Conditions } from '../gan/networks/conditions.ts'
import { inTurn, oneHotRows, type Labels } from '../gan/batches/labels.ts'
import { choiceRows } from '../gan/batches/row-sampler.ts'

/** Items and what the discriminator thinks of them. */
export interface Scored {
  count: number
  /** [count, …item] */
  items: Float32Array
  /** σ(D) of each item. */
  scores: Float32Array
}

/** Generates from [count, latent] noise and scores the result, each as of its class where there are classes. */
export async function sampleFakes(
  game: Game,
  config: RunConfig,
  latents: Float32Array,
  count: number,
  labels: Labels = null,
): Promise<Scored> {
  const flat = tidy(() => {
    const told = conditionsOf(game, labels ?? inTurnOf(game, count))
    const items = game.sample(config, latentRows(game, latents, count), told, count)
    return concat([items.flatten(), game.score(items, told)])
  })
  return split(await readOnce(flat), count)
}

/** Generates without scoring: [count, …item]. @param labels class of each; null: the classes in turn */
export async function generateItems(
  game: Game,
  config: RunConfig,
  latents: Float32Array,
  count: number,
  labels: Labels = null,
): Promise<Float32Array> {
  return readOnce(
    tidy(() =>
      game.sample(config, latentRows(game, latents, count), conditionsOf(game, labels), count).flatten(),
    ),
  )
}

/**
 * Rows of a table, each asked for by a choice: [count, width].
 * @param choices [count] by their numbers; −1: by none
 */
export async function generateRows(
  game: Game,
  config: RunConfig,
  latents: Float32Array,
  choices: Int32Array,
): Promise<Float32Array> {
  const { length } = choices
  return readOnce(
    tidy(() => {
      const told: Conditions =
        game.choices === 0 ? {} : { row: tensor2d(choiceRows(choices, game.choices), [length, game.choices]) }
      return game.sample(config, latentRows(game, latents, length), told).flatten()
    }),
  )
}

/** σ(D) of given items [count, …item]. @param labels class of each; null: the mean over all classes */
export async function scoresOf(
  game: Game,
  items: Float32Array,
  count: number,
  labels: Labels = null,
): Promise<Float32Array> {
  const logits = await readOnce(
    tidy(() => game.score(tensor(items, [count, ...game.itemShape]), conditionsOf(game, labels))),
  )
  return logits.map(sigmoid)
}

/** Raw logits of D on groups of items [n, …item] that must not share a batch: some networks look at it as a whole. */
export async function logitsOfGroups(
  game: Game,
  groups: readonly { items: Float32Array; count: number; labels?: Labels }[],
): Promise<Float32Array[]> {
  const scored = tidy(() =>
    concat(
      groups.map(({ items, count, labels = null }) =>
        game.score(tensor(items, [count, ...game.itemShape]), conditionsOf(game, labels)).flatten(),
      ),
    ),
  )
  const logits = await readOnce(scored)
  let at = 0
  return groups.map(({ count }) => logits.subarray(at, (at += count)))
}

/** Centres of side×side cells over a window, row 0 at the top: [side², 2]. */
export function gridPoints(side: number, { x, y, half }: PlaneWindow): Float32Array {
  const points = new Float32Array(side * side * 2)
  const pitch = (2 * half) / side
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = 2 * (row * side + column)
      points[at] = x - half + (column + 0.5) * pitch
      points[at + 1] = y + half - (row + 0.5) * pitch
    }
  }
  return points
}

/** The classes of items as what a game's networks are told; nothing where the game has none or nobody says. */
export function conditionsOf({ classes }: Pick<Game, 'classes'>, labels: Labels): Conditions {
  if (classes === 0 || labels === null) return {}
  return { labels: tensor2d(oneHotRows(labels, classes), [labels.length, classes]) }
}

/** [count, latent]; null for a game without a latent. */
export function latentRows({ latent }: Game, values: Float32Array, count: number): Tensor2D | null {
  return latent === 0 ? null : tensor2d(values, [count, latent])
}

/** The classes in turn, of a conditional game. */
export function inTurnOf({ classes }: Game, count: number): Labels {
  return classes === 0 ? null : inTurn(count, classes)
}

function split(values: Float32Array, count: number): Scored {
  const items = values.subarray(0, values.length - count)
  return { count, items, scores: values.subarray(values.length - count).map(sigmoid) }
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
