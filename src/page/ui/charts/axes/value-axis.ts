/**
 * The vertical axis of a chart: which values it spans, where its ticks stand, and how a value becomes a height. Domains
 * grow in nice strides and shrink late, so that the axis does not jitter while a run goes on. Pure; knows no chart.
 */
import type { Extent, ValueAxis } from './axis-types.ts'
import { logAxis, logHeight, symlogAxis, symlogHeight } from './log-axis.ts'

/** Below this share of the axis the data look lost, and the axis closes in on them. */
const SHRINK_BELOW = 0.35

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

/** Height of a value on the axis, in axis units (not pixels); NaN for what the axis cannot show. */
export function height(axis: ValueAxis, value: number): number {
  switch (axis.kind) {
    case 'linear':
      return value
    case 'log':
      return logHeight(value)
    case 'symlog':
      return symlogHeight(value, axis.linear)
  }
}

function freshAxis(extent: Extent, logarithmic: boolean): ValueAxis {
  const { least, greatest, leastPositive } = extent
  if (!(least <= greatest)) return logarithmic ? logAxis(0.1, 1) : linearAxis(0, 1)
  if (!logarithmic) return linearAxis(least, greatest)
  return least > 0 ? logAxis(leastPositive, greatest) : symlogAxis(least, greatest)
}

/** A linear axis on nice numbers that holds [least, greatest]. */
export function linearAxis(least: number, greatest: number): ValueAxis {
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

/** 3 × 0.1 is 0.3 here. */
function exact(value: number): number {
  return Number(value.toPrecision(12))
}
