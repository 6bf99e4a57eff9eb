/** What the search for words is about, how much it asks, and how it makes fakes. */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { truncated } from '../../../../common/config/truncation.ts'
import type { WordReport } from '../../../../common/words/protocol.ts'
import { sentenceOf } from '../../../../common/words/sentences.ts'
import type { Listed } from '../../../data/dataset.ts'
import type { Game } from '../../../gan/game-types.ts'
import type { Teaching } from '../../../probe/picture-learner.ts'
import { generateItems, inTurnOf } from '../../../probe/samples.ts'

/** Whose latents they are. */
export interface WordsRun {
  readonly game: Game
  readonly config: RunConfig
  readonly dataset: Listed
}

export interface WordsEffort {
  /** Fakes that a judge names, and that are moved. */
  readonly named: number
  readonly moved: number
  readonly teaching: Teaching
}

export const USUAL: WordsEffort = {
  named: 2000,
  moved: 500,
  teaching: { updates: 600, batch: 64, rate: 2e-3 },
}

/** Told as it goes on. */
export interface WordsTold {
  words(found: readonly WordReport[], caveats: readonly string[]): void
  progress(share: number, label: string): void
}

export type Work<T> = AsyncGenerator<undefined, T, undefined>

/** Fakes made at once. */
const CHUNK = 100

/** [n, …item] as they are shown: truncated, of the averaged generator; the classes in turn where it is told any. */
export async function* made({ game, config }: WordsRun, latents: Float32Array): Work<Float32Array> {
  const count = latents.length / game.latent
  const length = game.itemShape.reduce((product, side) => product * side, 1)
  const labels = inTurnOf(game, count)
  const shown = truncated(config, latents)
  const out = new Float32Array(count * length)
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from)
    const rows = shown.subarray(from * game.latent, (from + some) * game.latent)
    const classes = labels?.subarray(from, from + some) ?? null
    out.set(await generateItems(game, config, rows, some, classes), from * length)
    yield
  }
  return out
}

/** @param nearest the word whose direction comes nearest, where it matters */
export function spoken(report: Omit<WordReport, 'sentence'>, nearest: string | null = null): WordReport {
  return { ...report, sentence: sentenceOf(report, nearest) }
}
