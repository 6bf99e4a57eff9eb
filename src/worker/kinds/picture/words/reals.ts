/**
 * The real pictures that judges are taught on and asked about: two halves of the training pictures, so that who measures has seen other
 * pictures than who names the fakes; and those that a judge never saw. No tensors.
 */
import { GanvasError } from '../../../../common/failure.ts'
import { Draws } from '../../../../common/numbers/draws.ts'
import { fork, permutation, type Stream } from '../../../../common/numbers/random.ts'
import type { Told } from '../../../../common/words/protocol.ts'
import type { Word } from '../../../../common/words/word.ts'
import type { Listed } from '../../../data/dataset.ts'
import { splitOfItems } from '../../../data/split.ts'
import type { Batch } from '../../../probe/picture-judge.ts'
import { explained } from './planes.ts'
import { scaleOf, valuesOf, type Scale } from './truth.ts'

/** Pictures a judge is asked about, at most. */
const MOST_ASKED = 1000
/** Fewer with a word, or without, teach nobody. */
const LEAST = 16

/** A word, what each picture is told of it, and the measure of numbers. */
export interface Truth {
  readonly word: Word
  readonly values: Float32Array
  readonly scale: Scale
}

export interface Reals {
  readonly set: Listed
  readonly truths: readonly Truth[]
  /** Places of the pictures of each judge, and of those that no judge is taught on. */
  readonly halves: readonly [Uint32Array, Uint32Array]
  readonly heldOut: Uint32Array
}

/** @throws GanvasError `words-few` where a word is told of too few pictures */
export function realsOf(set: Listed, words: readonly Word[], stream: Stream): Reals {
  const { training, heldOut } = splitOfItems(set)
  const order = permutation(stream, training.length).map((at) => training[at] ?? 0)
  const half = Math.floor(order.length / 2)
  const truths = words.map((word): Truth => {
    const values = valuesOf(set, word)
    const told = Array.from(order, (at) => values[at] ?? NaN).filter((value) => !Number.isNaN(value))
    const yes = told.filter((value) => value > 0.5).length
    const least = word.kind === 'number' ? told.length : Math.min(yes, told.length - yes)
    if (least < LEAST) throw tooFew(word, least)
    return { word, values, scale: scaleOf(told) }
  })
  return { set, truths, halves: [order.slice(0, half), order.slice(half)], heldOut }
}

/** Batches of one half: each picture with equal chance, yes and no of a word counting alike however many there are. */
export function batchesOf(
  { set, truths, halves }: Reals,
  half: 0 | 1,
  count: number,
  stream: Stream,
): () => Batch {
  const places = halves[half]
  const shares = truths.map(({ values }) => mean(Array.from(places, (at) => values[at] ?? NaN)))
  const draws = new Draws(fork(stream, half))
  return () => {
    const picks = Array.from({ length: count }, () => places[draws.below(places.length)] ?? 0)
    const targets = new Float32Array(count * truths.length)
    const weights = new Float32Array(count * truths.length)
    picks.forEach((pick, row) => {
      truths.forEach(({ word, values, scale }, k) => {
        const value = values[pick] ?? NaN
        if (Number.isNaN(value)) return
        const at = row * truths.length + k
        const share = shares[k] ?? 0.5
        targets[at] = word.kind === 'number' ? placed(value, scale) : value
        weights[at] = word.kind === 'number' ? 1 : 0.5 / Math.max(1e-3, value > 0.5 ? share : 1 - share)
      })
    })
    return { pixels: set.list.at(picks), targets, weights }
  }
}

/** Pictures that the judge of a half never saw: those held out, and of the other half as many as are missing. */
export function unseenBy({ halves, heldOut }: Reals, half: 0 | 1): Uint32Array {
  const other = halves[half === 0 ? 1 : 0]
  return Uint32Array.from([...heldOut, ...other].slice(0, MOST_ASKED))
}

/** How right answers [n, words] about real pictures are, word by word. */
export function scoresOf({ truths }: Reals, places: Uint32Array, answers: Float32Array): Told[] {
  return truths.map(({ word, values, scale }, k) => {
    const rows = Array.from(places.keys()).filter((row) => !Number.isNaN(values[places[row] ?? 0]))
    const truth = rows.map((row) => values[places[row] ?? 0] ?? 0)
    const told = rows.map((row) => answers[row * truths.length + k] ?? 0)
    const score =
      word.kind === 'number'
        ? explained(
            truth,
            told.map((value) => scale.mean + value * scale.deviation),
          )
        : balanced(
            truth.map((value) => value > 0.5),
            told.map((logit) => logit > 0),
          )
    return { score, asked: rows.length }
  })
}

function balanced(truth: readonly boolean[], told: readonly boolean[]): number {
  const shares = [true, false].flatMap((kind) => {
    const rows = truth.flatMap((value, row) => (value === kind ? [row] : []))
    return rows.length === 0 ? [] : [rows.filter((row) => told[row] === kind).length / rows.length]
  })
  return mean(shares)
}

function placed(value: number, { mean: centre, deviation }: Scale): number {
  return deviation > 0 ? (value - centre) / deviation : 0
}

function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value))
  return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
}

function tooFew({ name, kind }: Word, least: number): GanvasError {
  return new GanvasError(
    'words-few',
    kind === 'number'
      ? `Only ${least} pictures are told a number of “${name}”: nobody learns a word from so few.`
      : `“${name}” is told apart by only ${least} pictures on one side: nobody learns a word from so few.`,
    `Add pictures until there are ${LEAST} of each, or leave “${name}” out.`,
  )
}
