/** From what a judge says of fakes to a direction for each word, without the other words'. */
import type { Told, WordReport, WordState } from '../../../../common/words/protocol.ts'
import type { Word } from '../../../../common/words/word.ts'
import type { Stream } from '../../../../common/numbers/random.ts'
import { latentNoise } from '../../../gan/batches/noise.ts'
import type { Judge } from '../../../probe/picture-judge.ts'
import { mean } from './moves.ts'
import { cosineOf, FITTED, planeOf, slopeOf, without, type Plane } from './planes.ts'
import type { Reals, Truth } from './reals.ts'
import { made, spoken, type WordsEffort, type WordsRun, type Work } from './run.ts'

/** A judge that is right less often than so of real pictures is no judge; of numbers, that explains less. */
const LEAST_RIGHT = 0.7
const LEAST_EXPLAINED = 0.5
/** Two words are one where less of a direction's length is left. */
const LEAST_LEFT = 0.1
/** A word that fewer of the fakes have, or have not, has no plane to be fitted. */
const LEAST_FAKES = 0.02

const NOBODY: Told = { score: NaN, asked: 0 }

/** @param scores of both judges, word by word */
export async function* fitWords(
  run: WordsRun,
  { truths }: Reals,
  judge: Judge,
  scores: readonly Told[][],
  { named }: WordsEffort,
  stream: Stream,
): Work<readonly WordReport[]> {
  const latents = latentNoise(run.config, stream, named)
  const answers = yield* judge.asked(yield* made(run, latents))
  const columns = truths.map((_, k) =>
    Float32Array.from({ length: named }, (_row, i) => answers[i * truths.length + k] ?? 0),
  )
  const states = truths.map(({ word }, k) => firstState(word, scores, k, columns[k] ?? new Float32Array()))
  const planes: (Plane | null)[] = []
  for (const [k, { word }] of truths.entries()) {
    const asked = { latents, d: run.game.latent, answers: columns[k] ?? new Float32Array() }
    if (states[k] !== 'found') planes.push(null)
    else planes.push(word.kind === 'number' ? slopeOf(asked) : yield* planeOf(asked))
    yield
  }
  return truths.map((truth, k) => {
    const about = aboutOf(truth, columns[k] ?? new Float32Array(), [scores[0]?.[k], scores[1]?.[k]])
    const plane = planes[k]
    const state = states[k] ?? 'untold'
    if (plane === null || plane === undefined)
      return spoken({ ...about, state, plane: null, left: null, direction: null, measured: null })
    const { direction, length, nearest } = leftOf(truths, planes, k)
    const score: Told = { score: plane.score, asked: named - Math.round(FITTED * named) }
    const one = length < LEAST_LEFT
    const found = { ...about, plane: score, left: length, measured: null }
    return one
      ? spoken({ ...found, state: 'one', direction: null }, nearest)
      : spoken({ ...found, state: 'found', direction })
  })
}

/** Whether both judges tell it, and the forger makes both kinds of it. */
function firstState(word: Word, scores: readonly Told[][], k: number, answers: Float32Array): WordState {
  const least = word.kind === 'number' ? LEAST_EXPLAINED : LEAST_RIGHT
  if (![0, 1].every((judge) => (scores[judge]?.[k]?.score ?? 0) >= least)) return 'untold'
  if (word.kind === 'number') return 'found'
  const share = shareOf(answers)
  return Math.min(share, 1 - share) < LEAST_FAKES ? 'unlearnt' : 'found'
}

function aboutOf(
  { word, values, scale }: Truth,
  answers: Float32Array,
  judges: readonly (Told | undefined)[],
) {
  const told = Array.from(values).filter((value) => !Number.isNaN(value))
  const isNumber = word.kind === 'number'
  return {
    word,
    judge: judges[0] ?? NOBODY,
    measurer: judges[1] ?? NOBODY,
    reals: mean(told),
    fakes: isNumber ? scale.mean + scale.deviation * mean([...answers]) : shareOf(answers),
  }
}

function shareOf(logits: Float32Array): number {
  return mean(Array.from(logits, (logit) => Number(logit > 0)))
}

/** What is left without the words of other families, and the one among them that comes nearest. */
function leftOf(truths: readonly Truth[], planes: readonly (Plane | null)[], k: number) {
  const own = planes[k]?.normal ?? new Float64Array()
  const others = truths.flatMap(({ word }, at) => {
    const plane = planes[at] ?? null
    return plane === null || word.family === truths[k]?.word.family ? [] : [{ word, normal: plane.normal }]
  })
  const byNearness = others.toSorted(
    (a, b) => Math.abs(cosineOf(own, b.normal)) - Math.abs(cosineOf(own, a.normal)),
  )
  const left = without(
    own,
    others.map(({ normal }) => normal),
  )
  return { ...left, nearest: byNearness[0]?.word.name ?? null }
}
