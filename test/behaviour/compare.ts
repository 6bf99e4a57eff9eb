/**
 * Holds a run against its recording: to the bit on a machine of the kind that recorded it, else within what such a run
 * departs by when it is rounded a little differently. Returns sentences, empty when all is well.
 */
import type { Recorded, Summary } from './record.ts'

/** How far a run went from the recording when all weights were off by about one unit in the last place at every step. */
export interface Drift {
  /** Of a loss, relative to the largest loss of the run. */
  readonly losses: number
  /** Of weights: of sums and values, relative to the tensor's size. */
  readonly weights: number
}

/** `exact`, or how far a run may be off. */
export type Strictness = 'exact' | Drift

const LEAST = 1e-6
/** Other rounding may go the same way for longer than a nudge at random does. */
const MARGIN = 8

export function elsewhere(drift: Drift): Drift {
  return {
    losses: Math.max(LEAST, MARGIN * drift.losses),
    weights: Math.max(LEAST, MARGIN * drift.weights),
  }
}

export function faults(recorded: Recorded, now: Recorded, strictness: Strictness): string[] {
  const named = namesDiffer(recorded, now)
  if (named.length > 0) return named
  return strictness === 'exact' ? different(recorded, now) : tooFar(recorded, now, strictness)
}

/** How far one record is from another, as a drift. */
export function distance(recorded: Recorded, now: Recorded): Drift {
  const pairs = recorded.weights.map((before, i) => [before, now.weights[i]] as const)
  return {
    losses: Math.max(
      lossesApart(recorded.lossD, now.lossD).worst,
      lossesApart(recorded.lossG, now.lossG).worst,
    ),
    weights: Math.max(
      0,
      ...pairs.map(([before, after]) => (after === undefined ? Infinity : apart(before, after))),
    ),
  }
}

function namesDiffer(recorded: Recorded, now: Recorded): string[] {
  const names = (weights: readonly Summary[]) => weights.map(([name]) => name).join(' ')
  const [before, after] = [names(recorded.weights), names(now.weights)]
  return before === after ? [] : [`The tensors were ${before} and are ${after}.`]
}

function different(recorded: Recorded, now: Recorded): string[] {
  const found: string[] = []
  for (const which of ['lossD', 'lossG'] as const) {
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

function tooFar(recorded: Recorded, now: Recorded, allowed: Drift): string[] {
  const found: string[] = []
  for (const which of ['lossD', 'lossG'] as const) {
    const { worst, at } = lossesApart(recorded[which], now[which])
    if (!(worst <= allowed.losses))
      found.push(`${which} of step ${at + 1} is off by ${worst}, relative to scale.`)
  }
  recorded.weights.forEach((before, i) => {
    const after = now.weights[i]
    const off = after === undefined ? Infinity : apart(before, after)
    if (!(off <= allowed.weights)) found.push(`${before[0]} is off by ${off}, relative to scale.`)
  })
  return found
}

function lossesApart(before: readonly number[], after: readonly number[]): { worst: number; at: number } {
  const scale = Math.max(...before.map(Math.abs)) || 1
  let [worst, at] = [before.length === after.length ? 0 : Infinity, 0]
  before.forEach((value, i) => {
    const off = Math.abs((after[i] ?? NaN) - value) / scale
    if (Number.isNaN(off) || off > worst) [worst, at] = [Number.isNaN(off) ? Infinity : off, i]
  })
  return { worst, at }
}

/** Of two summaries, relative to the size of the tensor: √Σx² where there is more than one value to it. */
function apart(
  [, , sum, squares, ...first]: Summary,
  [, , sumNow, squaresNow, ...firstNow]: Summary,
): number {
  const size = Math.sqrt(squares) || 1
  const offs = [
    Math.abs(sumNow - sum) / size,
    Math.abs(Math.sqrt(squaresNow) - Math.sqrt(squares)) / size,
    ...first.map((value, i) => Math.abs((firstNow[i] ?? NaN) - value) / size),
  ]
  return offs.some(Number.isNaN) ? Infinity : Math.max(...offs)
}
