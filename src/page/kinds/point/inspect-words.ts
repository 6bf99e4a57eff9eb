/** One point of the stage in words and figures. Pure. */
import type { Inspection, Vector } from '../../../common/protocol/inspection.ts'

/** “Fake 18 of 512”: counted from 1, as people do. */
export function nameOf({ kind, index, count }: Inspection): string {
  return `${kind === 'fake' ? 'Fake' : 'Real'} ${index + 1} of ${count}`
}

/** Three figures that matter, with a true minus. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  const text = size !== 0 && size < 0.001 ? value.toExponential(1) : value.toFixed(size < 10 ? 2 : 1)
  const precise = size !== 0 && size >= 0.001 && size < 0.1 ? value.toPrecision(2) : text
  return precise.replaceAll('-', '−')
}

export function placeWords({ x, y }: Vector): string {
  return `(${figure(x)}, ${figure(y)})`
}

/**
 * The first dimensions of a noise vector, and how many more there are.
 * @param room for so many dimensions
 */
export function noiseWords(noise: Float32Array, room = 4): string {
  const shown = [...noise.subarray(0, room)].map(figure).join(', ')
  const more = noise.length - room
  return more > 0 ? `(${shown}, … ${more} more)` : `(${shown})`
}

export function nearestWords({ nearest }: Inspection): string {
  if (nearest.kind === 'mode')
    return `mode ${nearest.index + 1} of ${nearest.count}, ${figure(nearest.sigmas)} σ away`
  return `real at ${placeWords(nearest.place)}, ${figure(nearest.distance)} away`
}

const COMPASS = ['right', 'up right', 'up', 'up left', 'left', 'down left', 'down', 'down right'] as const

/** “up left”: the nearest of eight. */
export function directionWords({ x, y }: Vector): string {
  const eighth = Math.round(Math.atan2(y, x) / (Math.PI / 4))
  return COMPASS[(eighth + 8) % 8] ?? ''
}

export function sizeOf({ x, y }: Vector): number {
  return Math.hypot(x, y)
}

/** All of the card as one sentence, for a screen reader. */
export function inspectionSentence(inspection: Inspection): string {
  const { place, score, pull } = inspection
  const parts = [
    `${nameOf(inspection)} at ${placeWords(place)}`,
    ...(inspection.class === undefined ? [] : [`class ${inspection.class}`]),
    `score ${figure(score)}`,
    ...(pull === null || sizeOf(pull) === 0
      ? []
      : [`drawn ${directionWords(pull)} with strength ${figure(sizeOf(pull))}`]),
    `nearest ${nearestWords(inspection)}`,
  ]
  return `${parts.join('; ')}.`
}
