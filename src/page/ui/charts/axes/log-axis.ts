/**
 * Logarithmic axes: plain for positive values; for runs that touch zero or go below, a symmetric one (log on both
 * sides, straight around zero), so that nothing is left out. Pure; chosen by value-axis.ts.
 */
import type { ValueAxis } from './axis-types.ts'

const MOST_TICKS = 6

export function logHeight(value: number): number {
  return value > 0 ? Math.log10(value) : NaN
}

/** sign(v)·log₁₀(1 + |v|/c): about v/(c ln 10) near zero, log₁₀(|v|/c) far from it. */
export function symlogHeight(value: number, linear: number): number {
  return Math.sign(value) * Math.log10(1 + Math.abs(value) / linear)
}

/** A log axis from 1, 2 or 5 times a power of ten to another. Both ends > 0. */
export function logAxis(least: number, greatest: number): ValueAxis {
  const low = roundDown(least)
  const high = roundUp(Math.max(greatest, low * 2))
  return { kind: 'log', low, high, ticks: logTicks(low, high) }
}

/** Two decades of the larger side are logarithmic; all nearer to zero is straight. */
export function symlogAxis(least: number, greatest: number): ValueAxis {
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

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

function exact(value: number): number {
  return Number(value.toPrecision(12))
}
