/** One picture of the person’s at its own size, by the same checks as for a whole set; very large ones reduced while they are read. */
import { GanvasError } from '../../common/failure.ts'
import { READERS_CHOICE } from '../../common/items/data-card.ts'
import { inspectImage } from './headers/inspect.ts'
import { MAX_SIDE, MAX_SVG_BYTES, OVERSAMPLING } from './limits.ts'
import type { Picture } from './pixels/picture.ts'
import { toBytes } from './pixels/range.ts'
import { browserDecoder } from './readers/browser-decoder.ts'
import { find, type Tools } from './readers/find.ts'
import { attempt, blobOf } from './readers/picture.ts'
import { tooLarge, vectorUnreadable } from './readers/reasons.ts'
import { sniff, type RasterKind } from './sniff/sniff.ts'

/** A drawing without pixels of its own is drawn so large: its shorter side. */
const VECTOR_SIDE = 512

export interface WholePicture {
  /** 8 bits a sample. */
  readonly picture: Picture
  /** The size that the file says it has. */
  readonly came: { readonly width: number; readonly height: number }
}

/**
 * @param name what complaints call it @param most pixels that are of use: of a larger picture at least so many are read
 * @throws GanvasError that says why the file cannot be used; `not-a-picture` for a table or an archive
 */
export async function wholePicture(
  { file, name }: { file: Blob; name: string },
  how: { rasterise: Tools['rasterise']; most: number; decoder?: Tools['decoder'] },
): Promise<WholePicture> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const decoder = how.decoder ?? browserDecoder
  const { kind } = sniff(bytes)
  if (kind === 'svg') return drawn(name, bytes, how.rasterise, decoder)
  const found = await find(
    { name, size: bytes.length, path: name, loose: true, read: () => Promise.resolve(bytes) },
    {
      wanted: {
        size: MAX_SIDE,
        fit: 'contain',
        channels: 'rgb',
        choice: { ...READERS_CHOICE, frames: 0, tile: null },
      },
      decoder: reducing(decoder, sideFor(kind, bytes, how.most)),
      rasterise: how.rasterise,
    },
  )
  if (found.holds !== 'picture')
    throw new GanvasError(
      'not-a-picture',
      `“${name}” is no single picture.`,
      'Choose a PNG, JPEG, WebP or SVG file.',
    )
  const { picture, came } = found.picture
  const whole = { low: 0, high: 1, narrow: false }
  return {
    picture: { ...picture, bytes: toBytes(picture.bytes, whole) },
    came: came ?? { width: picture.width, height: picture.height },
  }
}

async function drawn(
  name: string,
  bytes: Uint8Array,
  rasterise: Tools['rasterise'],
  decoder: Tools['decoder'],
): Promise<WholePicture> {
  if (bytes.length > MAX_SVG_BYTES) throw tooLarge(name, bytes.length, MAX_SVG_BYTES)
  const bitmap = await rasterise(blobOf(bytes, 'svg+xml'), VECTOR_SIDE)
  if (bitmap === null) throw vectorUnreadable(name)
  const picture = await attempt(name, () => decoder.draw(bitmap, MAX_SIDE))
  return { picture, came: { width: picture.width, height: picture.height } }
}

/** A decoder halves while the shorter side stays so many times this. */
function sideFor(kind: string, bytes: Uint8Array, most: number): number {
  const facts = RASTERS.has(kind) ? inspectImage(kind as RasterKind, bytes) : null
  if (facts === null || facts.width * facts.height < 4 * most) return MAX_SIDE
  const shorter = Math.min(facts.width, facts.height)
  return Math.ceil((shorter * Math.sqrt(most / (facts.width * facts.height))) / OVERSAMPLING)
}

const RASTERS: ReadonlySet<string> = new Set<RasterKind>(['png', 'jpeg', 'webp', 'gif', 'bmp', 'avif'])

function reducing(decoder: Tools['decoder'], side: number): Tools['decoder'] {
  return { ...decoder, decode: (source) => decoder.decode(source, side) }
}
