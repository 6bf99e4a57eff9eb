/**
 * Makes the file a person asked for: looks at its latents in the worker, turns the looks into frames, and encodes them.
 * Knows no component.
 */
import type { ScoredSamples } from '../../../state/stage/latent-lab.ts'
import type { FilmFrame } from '../../../../common/protocol/film.ts'
import type { Prior } from '../latent-maths.ts'
import { itemsOf } from '../items.ts'
import type { ThumbItem } from '../thumb.tsx'
import { encodeMotion, encodePng, type Course, type MotionFormat } from './encode.ts'
import { filmSheet, sheetOf, type Frame } from './frame.ts'
import { seedsFrom } from './journeys.ts'
import { plotFrame } from './plot.ts'

export interface Studio {
  readonly look: (latents: Float32Array, count: number) => Promise<ScoredSamples>
  readonly dimensions: number
  readonly prior: Prior
  /** The plane, for points. */
  readonly plane: { extent: number; reals: Float32Array }
  readonly points: boolean
}

/** Samples of one question to the worker. */
const CHUNK = 32
/** Side of a frame of points, pixels, times the chosen scale. */
export const PLOT = 140
/** Fakes that stand still behind a moving one, and those of a picture of points. */
const CLOUD = 600

/** Seeds in rows; for points all of them in one plane. */
export async function makeGrid(
  studio: Studio,
  { seed, columns, rows, scale }: { seed: number; columns: number; rows: number; scale: number },
): Promise<Blob> {
  const { dimensions, prior, plane, points } = studio
  const count = points ? CLOUD : columns * rows
  const items = await lookAt(studio, seedsFrom(seed, count, dimensions, prior), () => undefined)
  return encodePng(
    points ? plotFrame({ ...plane, fakes: placesOf(items) }, PLOT * scale) : sheetOf(items, columns, scale),
  )
}

/** The sample along a course of latents. */
export async function makeJourney(
  studio: Studio,
  latents: readonly Float32Array[],
  how: { scale: number; format: MotionFormat } & Course,
): Promise<Blob> {
  const { dimensions, prior, plane, points } = studio
  const items = await lookAt(studio, latents, how.report)
  if (!points)
    return encodeMotion(
      items.map((item) => sheetOf([item], 1, how.scale)),
      how.format,
      how,
    )
  const cloud = placesOf(await lookAt(studio, seedsFrom(0, CLOUD, dimensions, prior), how.report))
  const trail = placesOf(items)
  const frames = items.map((_, i) =>
    plotFrame({ ...plane, fakes: cloud, trail: trail.subarray(0, 2 * i + 2) }, PLOT * how.scale),
  )
  return encodeMotion(frames, how.format, how)
}

/** The run's own film: the same noises at each kept step. */
export function makeFilm(
  frames: readonly FilmFrame[],
  how: { scale: number; format: MotionFormat } & Course,
): Promise<Blob> {
  return encodeMotion(
    frames.map(({ picture }) => frameOf(picture, how.scale)),
    how.format,
    how,
  )
}

function frameOf(picture: FilmFrame['picture'], scale: number): Frame {
  return picture.kind === 'picture'
    ? filmSheet(picture, scale)
    : plotFrame({ reals: picture.reals, fakes: picture.fakes, extent: 127 }, PLOT * scale)
}

async function lookAt(
  { look, dimensions }: Studio,
  latents: readonly Float32Array[],
  report: Course['report'],
): Promise<ThumbItem[]> {
  const items: ThumbItem[] = []
  for (let from = 0; from < latents.length; from += CHUNK) {
    const some = latents.slice(from, from + CHUNK)
    const flat = new Float32Array(some.length * dimensions)
    some.forEach((latent, i) => flat.set(latent, i * dimensions))
    items.push(...itemsOf(await look(flat, some.length)))
    report(0)
  }
  return items
}

function placesOf(items: readonly ThumbItem[]): Float32Array {
  return Float32Array.from(items.flatMap(({ values }) => [values[0] ?? 0, values[1] ?? 0]))
}
