/**
 * A plane of distortion against realism as places on a chart: better is up and to the right, so that what only minds the truth stands
 * left and high, and what only looks real right and low. Pure.
 */
import { decibelText, figureText } from '../number-words.ts'

export interface PlacedRun {
  readonly step: number
  /** dB */
  readonly psnr: number
  readonly realism: number
}

export interface PlaneData {
  /** The run's path, steps ascending. */
  readonly path: readonly PlacedRun[]
  /** A twin's; null while nothing is compared. */
  readonly twin: readonly PlacedRun[] | null
  /** What was never trained. */
  readonly named: readonly { readonly label: string; readonly psnr: number; readonly realism: number }[]
}

export interface PlaneModel {
  /** Of realism, the worse first: the axis runs the other way. */
  readonly across: readonly [number, number]
  /** Of PSNR. */
  readonly up: readonly [number, number]
  readonly acrossTicks: readonly number[]
  readonly upTicks: readonly number[]
  /** The whole in words. */
  readonly summary: string
}

/** Air around the outermost points, as a share of the whole. */
const AIR = 0.12
/** A plane of one point has some extent too. */
const LEAST_DB = 1

export function planeModel({ path, twin, named }: PlaneData): PlaneModel {
  const all = [...path, ...(twin ?? []), ...named]
  const up = around(
    all.map(({ psnr }) => psnr),
    LEAST_DB,
  )
  const [low, high] = around(
    all.map(({ realism }) => realism),
    0.01,
  )
  const across: [number, number] = [high, Math.max(0, low)]
  return {
    across,
    up,
    acrossTicks: evenly(across[1], across[0]),
    upTicks: evenly(...up),
    summary: planeWords({ path, twin, named }),
  }
}

export interface PlacedName {
  readonly label: string
  readonly psnr: number
  readonly realism: number
  /** The name stands left of its point. */
  readonly left: boolean
  /** Pixels that it is moved down so that names do not lie over each other. */
  readonly down: number
}

/** Height of a name in pixels. */
const LINE = 12

/** @param room inside the axes, pixels */
export function placedNames(
  named: PlaneData['named'],
  { across, up }: PlaneModel,
  room: { readonly width: number; readonly height: number },
): PlacedName[] {
  const x = (realism: number): number => (room.width * (across[0] - realism)) / (across[0] - across[1])
  const y = (psnr: number): number => (room.height * (up[1] - psnr)) / (up[1] - up[0])
  const sorted = named.toSorted((a, b) => b.psnr - a.psnr)
  const lowest = { left: -Infinity, right: -Infinity }
  return sorted.map(({ label, psnr, realism }) => {
    const left = x(realism) > room.width / 2
    const side = left ? 'left' : 'right'
    const wanted = Math.max(y(psnr), lowest[side] + LINE)
    lowest[side] = wanted
    return { label, psnr, realism, left, down: wanted - y(psnr) }
  })
}

/** “At step 1,200 22.12 dB and 0.027 from real patches; it began …; Bicubic 19.32 dB and 0.089.” */
export function planeWords({ path, named }: PlaneData): string {
  const at = ({ psnr, realism }: { psnr: number; realism: number }): string =>
    `${decibelText(psnr)} and ${figureText(realism)} from real`
  const [first, last] = [path[0], path.at(-1)]
  const run =
    last === undefined || first === undefined
      ? 'Nothing was measured of the run yet.'
      : `The run stands at ${at(last)} at step ${last.step.toLocaleString('en-GB')}${
          first === last ? '' : `, and stood at ${at(first)} at step ${first.step.toLocaleString('en-GB')}`
        }.`
  return `${run} Without training: ${named.map((one) => `${one.label} ${at(one)}`).join('; ')}.`
}

/** Why the run moves as it does, in a sentence. */
export const PLANE_WHY =
  'L1 alone ends in the upper left, near the truth on average and like nothing real; the detective pulls to the lower right, where pictures look real and are not quite the true ones.'

function around(values: readonly number[], least: number): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const air = Math.max(AIR * (high - low), least / 2)
  return [low - air, high + air]
}

/** Whole steps of 1, 2 or 5, some four of them. */
function evenly(low: number, high: number): number[] {
  const raw = (high - low) / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one >= raw) ?? power
  const ticks: number[] = []
  for (let k = Math.ceil(low / step); k * step <= high; k++) ticks.push(Number((k * step).toPrecision(12)))
  return ticks
}
