/**
 * Which vertical axis suits a run's values: what it spans and where its ticks stand. Linear and log axes for what is
 * positive; for runs that touch zero or go below, a symmetric log (log on both sides, straight around zero), so that nothing
 * is left out. Domains grow in nice strides and shrink late, so that the axis does not jitter while a run goes on. Pure;
 * knows no chart.
 */
import type { Extent } from './extent.ts'
import { height, type ValueAxis } from './value-axis.ts'

/** Below this share of the axis the data look lost, and the axis closes in on them. */
const SHRINK_BELOW = 0.35
/** More powers of ten than this, and a log axis leaves some out. */
const MOST_TICKS = 6

/**
 * The axis for `extent`, holding on to `previous` while it serves: it grows beyond what was shown before rather than
 * trading one end for the other, and closes in only on data that look lost on it.
 * @param logarithmic log where all values are positive, else symlog, which has room for zero and below
 */
export function nextAxis(previous: ValueAxis | null, extent: Extent, logarithmic: boolean): ValueAxis {
  const wanted = freshAxis(extent, logarithmic)
  if (previous?.kind !== wanted.kind) return wanted
  const holds = extent.least >= previous.low && extent.greatest <= previous.high
  const kept = holds ? previous : freshAxis(union(extent, previous), logarithmic)
  const shrunk = spanOf(wanted) < spanOf(kept)
  return shrunk && shareUsed(kept, extent) < SHRINK_BELOW ? wanted : kept
}

function union(extent: Extent, axis: ValueAxis): Extent {
  return {
    least: Math.min(extent.least, axis.low),
    greatest: Math.max(extent.greatest, axis.high),
    leastPositive: axis.low > 0 ? Math.min(extent.leastPositive, axis.low) : extent.leastPositive,
  }
}

/** How much of an axis' height the data take. */
function shareUsed(axis: ValueAxis, { least, greatest }: Extent): number {
  return (height(axis, greatest) - height(axis, Math.max(least, axis.low))) / spanOf(axis)
}

function spanOf(axis: ValueAxis): number {
  return height(axis, axis.high) - height(axis, axis.low)
}

function freshAxis(extent: Extent, logarithmic: boolean): ValueAxis {
  const { least, greatest, leastPositive } = extent
  if (!(least <= greatest)) return logarithmic ? logAxis(0.1, 1) : linearAxis(0, 1)
  if (!logarithmic) return linearAxis(least, greatest)
  return least > 0 ? logAxis(leastPositive, greatest) : symlogAxis(least, greatest)
}

/** A linear axis on nice numbers that holds [least, greatest]. */
function linearAxis(least: number, greatest: number): ValueAxis {
  const span = greatest - least
  const room = span > 0 ? span : Math.max(Math.abs(greatest) * 0.2, 0.1)
  const stride = niceStride(room / 3.2)
  const first = Math.floor(least / stride + 1e-9)
  const last = Math.max(first + 1, Math.ceil(greatest / stride - 1e-9))
  return {
    kind: 'linear',
    low: exact(first * stride),
    high: exact(last * stride),
    ticks: multiples(first, last, stride),
  }
}

/** A log axis from 1, 2 or 5 times a power of ten to another. Both ends > 0. */
function logAxis(least: number, greatest: number): ValueAxis {
  const low = roundDown(least)
  const high = roundUp(Math.max(greatest, low * 2))
  return { kind: 'log', low, high, ticks: logTicks(low, high) }
}

/** Two decades of the larger side are logarithmic; all nearer to zero is straight. */
function symlogAxis(least: number, greatest: number): ValueAxis {
  const size = Math.max(Math.abs(least), Math.abs(greatest), 1e-6)
  const linear = 10 ** (Math.ceil(Math.log10(size) - 1e-9) - 2)
  const low = least < 0 ? -roundUp(Math.max(-least, linear)) : 0
  const high = greatest > 0 ? roundUp(Math.max(greatest, linear)) : 0
  const decades = [linear, 10 * linear, 100 * linear].map(exact)
  const ticks = [...decades.map((tick) => -tick).reverse(), 0, ...decades]
  return { kind: 'symlog', linear, low, high, ticks: ticks.filter((tick) => tick >= low && tick <= high) }
}

/** Powers of ten; with fewer than two of them, 2 and 5 times as well. */
function logTicks(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low) - 1e-9)
  const to = Math.ceil(Math.log10(high) + 1e-9)
  const within = (tick: number): boolean => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)
  const powers = range(from, to).map((power) => exact(10 ** power))
  const tens = powers.filter(within)
  if (tens.length > 2) {
    const every = Math.ceil(tens.length / MOST_TICKS)
    return tens.filter((_, at) => at % every === 0)
  }
  return powers
    .flatMap((power) => [power, 2 * power, 5 * power])
    .map(exact)
    .filter(within)
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  const factor = [5, 2, 1].find((candidate) => candidate * power <= value * (1 + 1e-9)) ?? 1
  return exact(factor * power)
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10
  return exact(factor * power)
}

/** 1, 2 or 5 times a power of ten, at least `rough`. */
export function niceStride(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

function multiples(first: number, last: number, stride: number): number[] {
  const every = last - first > 6 ? 2 : 1
  const ticks: number[] = []
  for (let at = first; at <= last; at++) if ((at - first) % every === 0) ticks.push(exact(at * stride))
  return ticks
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** 3 × 0.1 is 0.3 here. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}
