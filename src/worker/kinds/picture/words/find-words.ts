/**
 * Finds directions in a generator's latent space for words of the person's own: a judge learns the words on real pictures, names fakes, and
 * the plane that parts them in z gives the direction (InterFaceGAN, Shen et al. 2020), without the other words'. A second judge, taught on
 * other pictures from another beginning, measures what a move does. Changes nothing of the run.
 */
import { fork, streamFor, type Stream } from '../../../../common/numbers/random.ts'
import type { Told, WordReport } from '../../../../common/words/protocol.ts'
import { caveatsOf } from '../../../../common/words/sentences.ts'
import type { Word } from '../../../../common/words/word.ts'
import { Judge, type Lesson } from '../../../probe/picture-judge.ts'
import type { Teaching } from '../../../probe/picture-learner.ts'
import { fitWords } from './fit-words.ts'
import { measureWords } from './measure-words.ts'
import { batchesOf, realsOf, scoresOf, unseenBy, type Reals } from './reals.ts'
import { USUAL, type WordsEffort, type WordsRun, type WordsTold, type Work } from './run.ts'
import { correlationOf } from './truth.ts'

/** Shares of the whole that each part takes, about. */
const [TEACHES, NAMES] = [0.25, 0.1] as const
const JUDGES = ['A judge learns your words', 'A second judge learns them'] as const

export interface FoundWords {
  readonly words: readonly WordReport[]
  readonly caveats: readonly string[]
}

/** @throws GanvasError `words-few` */
export async function* findWords(
  run: WordsRun,
  words: readonly Word[],
  told: WordsTold,
  effort: WordsEffort = USUAL,
): Work<FoundWords> {
  const stream = streamFor(run.config.seed, 'walk')
  const reals = realsOf(run.dataset, words, fork(stream, 0))
  const caveats = caveatsOf(pairsOf(reals))
  const judges: Judge[] = []
  try {
    const scores: Told[][] = []
    for (const half of [0, 1] as const) {
      const judge = yield* taught(run, reals, half, effort.teaching, fork(stream, 1 + half), (share) => {
        told.progress((half + share) * TEACHES, JUDGES[half])
      })
      judges.push(judge)
      const places = unseenBy(reals, half)
      scores.push(scoresOf(reals, places, yield* judge.asked(run.dataset.list.at(places))))
    }
    const [namer, measurer] = judges
    if (namer === undefined || measurer === undefined) return { words: [], caveats }
    told.progress(2 * TEACHES, 'Fakes are named')
    const fitted = yield* fitWords(run, reals, namer, scores, effort, fork(stream, 3))
    told.words(fitted, caveats)
    const rest = 1 - 2 * TEACHES - NAMES
    const measured = yield* measureWords(
      run,
      fitted,
      measurer,
      { stream: fork(stream, 4), moved: effort.moved },
      {
        found: (reports) => {
          told.words(reports, caveats)
        },
        progress: (share) => {
          told.progress(1 - rest + rest * share, 'What moves do is measured')
        },
      },
    )
    return { words: measured, caveats }
  } finally {
    judges.forEach((judge) => {
      judge.dispose()
    })
  }
}

async function* taught(
  { game }: WordsRun,
  reals: Reals,
  half: 0 | 1,
  teaching: Teaching,
  stream: Stream,
  report: (share: number) => void,
): Work<Judge> {
  const [size = 0, , channels = 1] = game.itemShape
  const lesson: Lesson = { size, channels, kinds: reals.truths.map(({ word }) => word.kind) }
  const batches = batchesOf(reals, half, teaching.batch, fork(stream, 0))
  let done = 0
  const next = () => {
    report(done++ / teaching.updates)
    return batches()
  }
  return yield* Judge.taught(lesson, teaching, next, fork(stream, 1))
}

/** Words of different families, and how they hang together in the real pictures. */
function pairsOf({ truths }: Reals) {
  return truths.flatMap((one, i) =>
    truths.slice(i + 1).flatMap((other) => {
      if (one.word.family === other.word.family) return []
      const names = [one.word.name, other.word.name] as const
      return [{ names, correlation: correlationOf(one.values, other.values) }]
    }),
  )
}
