/**
 * Makes the file a person asked for: looks at its latents in the worker, lets the kind of the items turn the looks into
 * frames, and encodes them. Knows no component, and no kind.
 */
import type { MotionFormat } from '../../../../common/catalog/motion-formats.ts'
import type { KindId } from '../../../../common/items/item-spec.ts'
import type { FilmFrame } from '../../../../common/protocol/film.ts'
import type { FilmOf, LabKind, Surroundings } from '../../../kinds/kind.ts'
import { labKind } from '../../../kinds/lab-kinds.ts'
import type { ScoredSamples } from '../../../../common/protocol/latent-lab.ts'
import { itemsOf } from '../items.ts'
import type { Prior } from '../latent-maths.ts'
import type { ThumbItem } from '../thumb.tsx'
import { encodeMotion, encodePng, type Course } from './encode.ts'
import type { Frame } from './frame.ts'
import { seedsFrom } from './journeys.ts'

export interface Studio {
  readonly look: (latents: Float32Array, count: number) => Promise<ScoredSamples>
  readonly dimensions: number
  readonly prior: Prior
  readonly surroundings: Surroundings
  readonly kind: Pick<LabKind<KindId>['save'], 'countOf' | 'manyFrame' | 'cloud' | 'journeyFrames'>
}

/** Samples of one question to the worker. */
const CHUNK = 32

/** The samples of seeds in a row, in one picture. */
export async function makeGrid(
  studio: Studio,
  { seed, columns, rows, scale }: { seed: number; columns: number; rows: number; scale: number },
): Promise<Blob> {
  const { dimensions, prior, surroundings, kind } = studio
  const seeds = seedsFrom(seed, kind.countOf(rows, columns), dimensions, prior)
  const items = await lookAt(studio, seeds, () => undefined)
  return encodePng(kind.manyFrame(items, { columns, scale, surroundings }))
}

/** Samples of latents side by side, in one picture. */
export async function makeStrip(
  studio: Studio,
  latents: readonly Float32Array[],
  scale: number,
): Promise<Blob> {
  const { surroundings, kind } = studio
  const items = await lookAt(studio, latents, () => undefined)
  return encodePng(kind.manyFrame(items, { columns: latents.length, scale, surroundings }))
}

/** The sample along a course of latents. */
export async function makeJourney(
  studio: Studio,
  latents: readonly Float32Array[],
  how: { scale: number; format: MotionFormat } & Course,
): Promise<Blob> {
  const { dimensions, prior, surroundings, kind } = studio
  const items = await lookAt(studio, latents, how.report)
  const cloud = await lookAt(studio, seedsFrom(0, kind.cloud, dimensions, prior), how.report)
  return encodeMotion(kind.journeyFrames(items, cloud, { scale: how.scale, surroundings }), how.format, how)
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

function frameOf<K extends KindId>(picture: FilmOf<K>, scale: number): Frame {
  return labKind(picture.kind).save.filmFrame(picture, scale)
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
