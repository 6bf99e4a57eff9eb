/**
 * Finds directions in a generator's latent space for words of the person's own: a judge learns the words on real pictures, names fakes, and
 * the plane that parts them in z gives the direction (InterFaceGAN, Shen et al. 2020), without the other words'. A second judge, taught on
 * other pictures from another beginning, measures what a move does. Changes nothing of the run.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { truncated } from '../../../../common/config/truncation.ts'
import { fork, streamFor, type Stream } from '../../../../common/numbers/random.ts'
import { caveatsOf, sentenceOf } from '../../../../common/words/sentences.ts'
import type { Flips, Measured, Told, WordReport } from '../../../../common/words/protocol.ts'
import type { Word } from '../../../../common/words/word.ts'
import type { Listed } from '../../../data/dataset.ts'
import { latentNoise } from '../../../gan/batches/noise.ts'
import { inTurnOf, generateItems } from '../../../probe/samples.ts'
import type { Teaching } from '../../../probe/picture-learner.ts'
import type { Game } from '../../../gan/game-types.ts'
import { Judge, type Lesson } from '../../../probe/picture-judge.ts'
import { asidesOf, chanceDirection, flipsOf, mean, movedTo, pixelChange, REACH, type Looks } from './moves.ts'
import { cosineOf, planeOf, slopeOf, without, type Plane } from './planes.ts'
import { batchesOf, realsOf, scoresOf, unseenBy, type Reals } from './reals.ts'
import { correlationOf } from './truth.ts'

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
  teaching: { updates: 400, batch: 64, rate: 2e-3 },
}

/** A judge that is right less often than so of real pictures is no judge; of numbers, that explains less. */
export const LEAST_RIGHT = 0.7
export const LEAST_EXPLAINED = 0.5
/** Two words are one where less of a direction's length is left. */
export const LEAST_LEFT = 0.1
/** Directions by chance that a move is held against. */
const CHANCES = 2
/** Fakes made at once. */
const CHUNK = 100

/** Told as it goes on. */
export interface WordsTold {
  words(found: readonly WordReport[], caveats: readonly string[]): void
  progress(share: number, label: string): void
}

type Work<T> = AsyncGenerator<undefined, T, undefined>

/** @throws GanvasError `words-few` */
export async function* findWords(
  run: WordsRun,
  words: readonly Word[],
  told: WordsTold,
  effort: WordsEffort = USUAL,
): Work<{ readonly words: readonly WordReport[]; readonly caveats: readonly string[] }> {
  const stream = streamFor(run.config.seed, 'walk')
  const reals = realsOf(run.dataset, words, fork(stream, 0))
  const caveats = caveatsOf(pairsOf(reals))
  const judges: Judge[] = []
  try {
    const scores: Told[][] = []
    for (const half of [0, 1] as const) {
      told.progress(half * 0.25, half === 0 ? 'A judge learns your words' : 'A second judge learns them')
      const judge = yield* taught(run, reals, half, effort.teaching, fork(stream, 1 + half), (share) => {
        told.progress(
          (half + share) * 0.25,
          half === 0 ? 'A judge learns your words' : 'A second judge learns them',
        )
      })
      judges.push(judge)
      const places = unseenBy(reals, half)
      scores.push(scoresOf(reals, places, yield* judge.asked(run.dataset.list.at(places))))
    }
    const [namer, measurer] = judges
    if (namer === undefined || measurer === undefined) return { words: [], caveats }
    const found = yield* directionsFor(run, reals, { namer, scores, stream: fork(stream, 3), effort, told })
    told.words(found.reports, caveats)
    return {
      words: yield* measuredAll(run, found, measurer, { stream: fork(stream, 4), effort, told, caveats }),
      caveats,
    }
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
  return yield* Judge.taught(
    lesson,
    teaching,
    () => {
      report(done++ / teaching.updates)
      return batches()
    },
    fork(stream, 1),
  )
}

interface Finding {
  readonly namer: Judge
  readonly scores: readonly Told[][]
  readonly stream: Stream
  readonly effort: WordsEffort
  readonly told: WordsTold
}

interface Found {
  readonly reports: readonly WordReport[]
}

async function* directionsFor(run: WordsRun, reals: Reals, finding: Finding): Work<Found> {
  const { namer, scores, effort, told } = finding
  const { truths } = reals
  told.progress(0.5, 'Fakes are named')
  const latents = latentNoise(run.config, finding.stream, effort.named)
  const answers = yield* namer.asked(yield* made(run, latents))
  const column = (k: number) =>
    Float32Array.from({ length: effort.named }, (_, i) => answers[i * truths.length + k] ?? 0)
  const planes: (Plane | null)[] = []
  for (const [k, { word }] of truths.entries()) {
    const named = { latents, d: run.game.latent, answers: column(k) }
    const isTold = [0, 1].every((judge) => isJudge(word, scores[judge]?.[k]))
    planes.push(!isTold ? null : word.kind === 'number' ? slopeOf(named) : yield* planeOf(named))
    yield
  }
  const reports = truths.map(({ word, values, scale }, k) => {
    const plane = planes[k] ?? null
    const about = {
      word,
      judge: scores[0]?.[k] ?? NOBODY,
      measurer: scores[1]?.[k] ?? NOBODY,
      reals:
        word.kind === 'number'
          ? scale.mean
          : mean(Array.from(values).filter((value) => !Number.isNaN(value))),
      fakes:
        word.kind === 'number'
          ? scale.mean + scale.deviation * mean([...column(k)])
          : mean([...column(k)].map((logit) => Number(logit > 0))),
      measured: null,
    }
    if (plane === null)
      return spoken({ ...about, state: 'untold', plane: null, left: null, direction: null }, null)
    const others = truths.flatMap((other, at) => {
      const theirs = planes[at]
      const apart = at !== k && other.word.family !== word.family
      return apart && theirs !== null && theirs !== undefined
        ? [{ word: other.word, normal: theirs.normal }]
        : []
    })
    const { direction, length } = without(
      plane.normal,
      others.map(({ normal }) => normal),
    )
    const nearest = others.reduce<(typeof others)[number] | null>(
      (best, other) =>
        best === null ||
        Math.abs(cosineOf(plane.normal, other.normal)) > Math.abs(cosineOf(plane.normal, best.normal))
          ? other
          : best,
      null,
    )
    const score: Told = { score: plane.score, asked: effort.named - Math.round(0.8 * effort.named) }
    const state = length < LEAST_LEFT ? 'one' : 'found'
    const report = { ...about, state, plane: score, left: length, direction } as const
    return spoken(state === 'one' ? { ...report, direction: null } : report, nearest?.word.name ?? null)
  })
  return { reports }
}

const NOBODY: Told = { score: NaN, asked: 0 }

export function isJudge({ kind }: Pick<Word, 'kind'>, told: Told | undefined): boolean {
  return told !== undefined && told.score >= (kind === 'number' ? LEAST_EXPLAINED : LEAST_RIGHT)
}

interface Measuring {
  readonly stream: Stream
  readonly effort: WordsEffort
  readonly told: WordsTold
  readonly caveats: readonly string[]
}

/** Each direction measured in its turn, those by chance first. */
async function* measuredAll(
  run: WordsRun,
  { reports }: Found,
  judge: Judge,
  { stream, effort, told, caveats }: Measuring,
): Work<readonly WordReport[]> {
  const words = reports.map(({ word }) => word)
  const known = reports.map(({ state }) => state !== 'untold')
  const { prior } = run.config
  const latents = latentNoise(run.config, fork(stream, 0), effort.moved)
  const still = yield* made(run, latents)
  const before = yield* judge.asked(still)
  const look = async function* (direction: Float32Array): Work<{ looks: Looks; pixels: number }> {
    const low = yield* made(run, movedTo(latents, direction, -REACH, prior))
    const high = yield* made(run, movedTo(latents, direction, REACH, prior))
    const pixels = (pixelChange(still, low) + pixelChange(still, high)) / 2
    return { looks: { before, low: yield* judge.asked(low), high: yield* judge.asked(high) }, pixels }
  }
  const found = reports.filter(({ state }) => state === 'found').length
  const total = CHANCES + found
  let done = 0
  const next = () => {
    told.progress(0.6 + (0.4 * done++) / total, 'What moves do is measured')
  }
  const chance: { looks: Looks; pixels: number }[] = []
  for (let i = 0; i < CHANCES; i++) {
    next()
    chance.push(yield* look(chanceDirection(run.game.latent, fork(stream, 1 + i))))
  }
  const out = [...reports]
  for (const [k, report] of reports.entries()) {
    if (report.direction === null) continue
    next()
    const { looks, pixels } = yield* look(report.direction)
    const byChance = chance.map((one) => one.looks)
    const measured: Measured = {
      flips: flipsOf(looks, words, k),
      byChance: averaged(byChance.map((one) => flipsOf(one, words, k))),
      asides: asidesOf(looks, byChance, words, k, known),
      pixels,
      pixelsByChance: mean(chance.map((one) => one.pixels)),
    }
    out[k] = spoken({ ...report, measured }, null)
    told.words(out, caveats)
  }
  return out
}

function averaged(flips: readonly Flips[]): Flips {
  const of = (key: keyof Flips) => {
    const known = flips.flatMap((one) => one[key] ?? [])
    return known.length === 0 ? null : mean(known)
  }
  const apart = of('apart')
  return { up: of('up'), down: of('down'), apart: apart === null ? null : Math.abs(apart) }
}

/** [n, …item] as they are shown: truncated, of the averaged generator; the classes in turn where it is told any. */
async function* made({ game, config }: WordsRun, latents: Float32Array): Work<Float32Array> {
  const count = latents.length / game.latent
  const length = game.itemShape.reduce((product, side) => product * side, 1)
  const labels = inTurnOf(game, count)
  const shown = truncated(config, latents)
  const out = new Float32Array(count * length)
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from)
    const rows = shown.subarray(from * game.latent, (from + some) * game.latent)
    out.set(
      await generateItems(game, config, rows, some, labels?.subarray(from, from + some) ?? null),
      from * length,
    )
    yield
  }
  return out
}

function spoken(report: Omit<WordReport, 'sentence'>, nearest: string | null): WordReport {
  return { ...report, sentence: sentenceOf(report, nearest) }
}

/** Words of different families that hang together in the real pictures. */
function pairsOf({ truths }: Reals) {
  return truths.flatMap((one, i) =>
    truths.slice(i + 1).flatMap((other) =>
      one.word.family === other.word.family
        ? []
        : [
            {
              names: [one.word.name, other.word.name] as const,
              correlation: correlationOf(one.values, other.values),
            },
          ],
    ),
  )
}
