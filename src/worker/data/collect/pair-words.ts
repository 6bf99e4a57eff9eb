/** What is said of pairs: how pictures were taken for them, what else they could be, and where they do not match. Text and options alone. */
import type { DataChoice, Guess, GuessOption, Trouble } from '../../../common/items/data-card.ts'
import type { PairChoice, PairNames } from '../../../common/items/pairs.ts'

const whole = (value: number) => value.toLocaleString('en-GB')

/** Called so where one picture holds both. */
export const LEFT_RIGHT: PairNames = { source: 'left', target: 'right' }
export const RIGHT_LEFT: PairNames = { source: 'right', target: 'left' }

export interface PairsToTell {
  /** In force; null where pictures stand for themselves. */
  readonly names: PairNames | null
  readonly from: 'folders' | 'halves'
  readonly count: number
  /** Of folders, those in force among them. */
  readonly directions: readonly PairNames[]
  /** Pictures may hold two side by side. */
  readonly double: boolean
}

/** None where nothing could be a pair. */
export function pairGuess(pairs: PairsToTell): Guess[] {
  const { names, from, directions, double } = pairs
  const isInForce = (one: PairNames, by: PairsToTell['from']) =>
    by === from && one.source === names?.source && one.target === names.target
  const options = [
    ...directions.map((one) =>
      option(arrow(one), { from: one.source, to: one.target }, isInForce(one, 'folders')),
    ),
    ...(double
      ? [
          option('Left → right', 'left-right', isInForce(LEFT_RIGHT, 'halves')),
          option('Right → left', 'right-left', isInForce(RIGHT_LEFT, 'halves')),
        ]
      : []),
  ]
  if (options.length === 0) return []
  const none = directions.length === 0 ? 'One picture each: no pairs' : 'No pairs: all pictures together'
  return [
    {
      about: 'pairs',
      sentence: sentenceOf(pairs),
      options: [...options, option(none, 'none', names === null)],
    },
  ]
}

function sentenceOf({ names, from, count, directions }: PairsToTell): string {
  if (names === null)
    return directions.length === 0
      ? 'The pictures are twice as wide as high: each is taken for one.'
      : 'No pairs: all pictures together.'
  const pairs = `${whole(count)} ${count === 1 ? 'pair' : 'pairs'}`
  const { source, target } = names
  return from === 'halves'
    ? `${pairs}: each picture holds two side by side, the ${target} one to be made from the ${source} one.`
    : `${pairs}: each picture of “${source}” with the one of the same name in “${target}”, which is to be made from it.`
}

function arrow({ source, target }: PairNames): string {
  return `${source} → ${target}`
}

function option(label: string, pairs: PairChoice, inForce: boolean): GuessOption {
  const change: Partial<DataChoice> = { pairs }
  return { label, change, inForce }
}

/** @param count pairs whose pictures are not of one shape */
export const unequalPairs = (count: number, all: number, fit: string): Trouble => ({
  id: 'unequal-pairs',
  sentence: `In ${whole(count)} of ${whole(all)} pairs one picture is wider than the other for its height: the two may not lie over each other.`,
  nextStep:
    fit === 'stretch'
      ? 'Crop both to the same part of what they show.'
      : 'Crop both to the same part, or set Fit to Stretch where both show the whole.',
})
