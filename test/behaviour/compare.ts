/**
 * Holds a run against its recording: to the bit on a machine of the kind that recorded it, else within what such a run
 * departs by when it is rounded a little differently. Returns sentences, empty when all is well.
 */
import type { Recorded, Summary } from './record.ts'

/** How far a run went from the recording when all weights were off by about one unit in the last place at every step. */
export interface Drift {
  /** At each step, the further off of both losses; relative to the largest loss of the run. */
  readonly losses: readonly number[]
  /** Of each weight, in the order of the recording: its sum, its size and its first values, relative to its size. */
  readonly weights: readonly number[]
}

/** `exact`, or what such a nudge leads to. */
export type Strictness = 'exact' | Drift

const PLAYERS = ['lossD', 'lossG'] as const

const LEAST = 1e-6
/** Another machine rounds everything otherwise, not the weights alone. */
const MARGIN = 8

const allowed = (drifts: readonly number[]) => Math.max(LEAST, MARGIN * Math.max(0, ...drifts))

export function faults(recorded: Recorded, now: Recorded, strictness: Strictness): string[] {
  const named = namesDiffer(recorded, now)
  if (named.length > 0) return named
  return strictness === 'exact' ? different(recorded, now) : tooFar(recorded, now, strictness)
}

/** How far one record is from another of the same names. */
export function distance(recorded: Recorded, now: Recorded): Drift {
  const [ofD, ofG] = PLAYERS.map((which) => lossesApart(recorded[which], now[which]))
  return {
    losses: recorded.lossD.map((_, i) => Math.max(ofD?.[i] ?? NaN, ofG?.[i] ?? NaN)),
    weights: recorded.weights.map((before, i) => apart(before, now.weights[i])),
  }
}

function namesDiffer(recorded: Recorded, now: Recorded): string[] {
  const names = (weights: readonly Summary[]) => weights.map(([name]) => name).join(' ')
  const [before, after] = [names(recorded.weights), names(now.weights)]
  return before === after ? [] : [`The tensors were ${before} and are ${after}.`]
}

function different(recorded: Recorded, now: Recorded): string[] {
  const found: string[] = []
  for (const which of PLAYERS) {
    const at = recorded[which].findIndex((value, i) => value !== now[which][i])
    if (at >= 0 || recorded[which].length !== now[which].length) {
      found.push(`${which} of step ${at + 1} was ${recorded[which][at]} and is ${now[which][at]}.`)
    }
  }
  if (recorded.figures !== now.figures) found.push('The figures are not the same to the bit.')
  recorded.weights.forEach(([name, digest], i) => {
    if (now.weights[i]?.[1] !== digest) found.push(`${name} is not the same to the bit.`)
  })
  for (const kind of new Set([...Object.keys(recorded.others), ...Object.keys(now.others)])) {
    if (recorded.others[kind] !== now.others[kind]) found.push(`${kind} is not the same to the bit.`)
  }
  return found
}

function tooFar(recorded: Recorded, now: Recorded, drift: Drift): string[] {
  const found: string[] = []
  for (const which of PLAYERS) {
    // What was off once stays off: a step may be as far off as the steps before it.
    const off = lossesApart(recorded[which], now[which])
    const at = off.findIndex((far, i) => !(far <= allowed(drift.losses.slice(0, i + 1))))
    if (at >= 0) found.push(`${which} of step ${at + 1} is off by ${off[at]}, relative to scale.`)
  }
  recorded.weights.forEach((before, i) => {
    const off = apart(before, now.weights[i])
    if (!(off <= allowed(drift.weights.slice(i, i + 1)))) {
      found.push(`${before[0]} is off by ${off}, relative to scale.`)
    }
  })
  return found
}

/** At each step, relative to the largest loss. What is missing or no number is infinitely far off. */
function lossesApart(before: readonly number[], after: readonly number[]): number[] {
  const scale = Math.max(...before.map(Math.abs)) || 1
  return before.map((value, i) => finite(Math.abs((after[i] ?? NaN) - value) / scale))
}

/** Of two summaries, relative to the size √Σx² of the tensor. */
function apart([, , sum, squares, ...first]: Summary, now: Summary | undefined): number {
  if (now === undefined) return Infinity
  const [, , sumNow, squaresNow, ...firstNow] = now
  const size = Math.sqrt(squares) || 1
  return Math.max(
    finite(Math.abs(sumNow - sum) / size),
    finite(Math.abs(Math.sqrt(squaresNow) - Math.sqrt(squares)) / size),
    ...first.map((value, i) => finite(Math.abs((firstNow[i] ?? NaN) - value) / size)),
  )
}

const finite = (off: number) => (Number.isNaN(off) ? Infinity : off)
