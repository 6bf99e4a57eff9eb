/**
 * Opens what a person dropped, pasted or picked: any mix of pictures, folders, archives, IDX files and tables. What can be
 * used is used; what cannot is listed with its reason. Decides which of the two kinds of dataset it becomes.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import { fromFailure, GanvasError } from '../../common/failure.ts'
import type { SkippedItem } from '../../common/protocol/report.ts'
import { DECODERS, MAX_PREPARED_BYTES, MIN_ITEMS } from './limits.ts'
import type { FixedPointSet, ImageSet } from './prepared.ts'
import { browserDecoder } from './readers/browser-decoder.ts'
import { collectPictures, picturesIn } from './readers/collect-pictures.ts'
import { collectPoints } from './readers/collect-points.ts'
import type { Decoder } from './readers/decoder.ts'
import { expand } from './archives/expand.ts'
import { find, type Found } from './readers/find.ts'
import { inOrder } from './readers/in-order.ts'
import { nameOf } from './readers/label.ts'
import type { Wanted } from './readers/picture.ts'
import { cancelled, picturesBesidePoints, pointsBesidePictures, tooManyPictures } from './readers/reasons.ts'
import { skip } from './readers/skip.ts'

export interface OpenServices {
  /** Draws what only the page can draw, shorter side at least `side`; null when it cannot. */
  rasterise(source: Blob, side: number): Promise<ImageBitmap | null>
  /** At most some hundred times. */
  progress(done: number, total: number, label: string): void
  /** Cancels: the promise rejects with `cancelled`. */
  signal: AbortSignal
  /** Decodes pictures; the browser's own when left out. */
  decode?: Decoder
}

/**
 * @param config `size`, `fit` and `channels` say what pictures become
 * @throws GanvasError `cancelled`, or the reason why fewer than two items could be used
 */
export async function openFiles(
  files: readonly File[],
  config: RunConfig,
  services: OpenServices,
): Promise<ImageSet | FixedPointSet> {
  const { signal } = services
  const { sources, skipped } = await expand(files, signal)
  const report = every(sources.length, services)
  const tools = {
    wanted: config,
    decoder: services.decode ?? browserDecoder,
    rasterise: (source: Blob, side: number) => services.rasterise(source, side),
  }
  const room = Math.floor(MAX_PREPARED_BYTES / (config.size * config.size * 3))
  const found: Found[] = []
  let kept = 0
  const results = await inOrder(sources, DECODERS, async (source) => {
    if (signal.aborted) throw cancelled()
    try {
      if (kept >= room) throw tooManyPictures(source.name)
      const item = await find(source, tools)
      if (item.kind === 'picture') kept++
      return item
    } catch (thrown) {
      return skip(source.name, thrown)
    } finally {
      report()
    }
  })
  if (signal.aborted) throw cancelled()
  for (const result of results) {
    if ('kind' in result) found.push(result)
    else skipped.push(result)
  }
  return assemble(found, skipped, { ...config, room }, signal, nameOf(files))
}

/** Pictures win over points, unless there are too few to train on. */
async function assemble(
  found: readonly Found[],
  skipped: SkippedItem[],
  wanted: Wanted & { room: number },
  signal: AbortSignal,
  name: string,
): Promise<ImageSet | FixedPointSet> {
  const tables = found.filter((item) => item.kind === 'points')
  const pictures = found.filter((item) => item.kind !== 'points')
  const points = tables.reduce((sum, table) => sum + table.points.length / 2, 0)
  const images = picturesIn(pictures)
  if (images >= MIN_ITEMS) {
    skipped.push(...tables.map((table) => skip(table.name, pointsBesidePictures(table.name))))
    return collectPictures(pictures, skipped, wanted, signal, name)
  }
  if (points < MIN_ITEMS) throw tooFew(images + points, skipped)
  skipped.push(...pictures.map((item) => skip(item.name, picturesBesidePoints(item.name))))
  return collectPoints(tables, skipped, name)
}

/** Why there is nothing to train on: the very reason when there is one file, else how many and the first. */
function tooFew(usable: number, skipped: readonly SkippedItem[]): GanvasError {
  const [first] = skipped
  if (usable === 0 && first !== undefined && skipped.length === 1) return fromFailure(first.reason)
  const why = first === undefined ? '' : ` The first of ${skipped.length} left out: ${first.reason.sentence}`
  if (usable === 0 && first === undefined)
    return new GanvasError(
      'nothing-to-open',
      'There was no file in what was opened.',
      'Drop files or a folder.',
    )
  const sentence =
    usable === 0 ? 'None of the files can be used.' : 'Only one item can be used; a set needs two.'
  return new GanvasError(
    usable === 0 ? 'nothing-usable' : 'too-few-items',
    sentence + why,
    'Add more pictures, or a table of points.',
  )
}

/** Counts, and reports each hundredth of the way. */
function every(total: number, services: OpenServices): () => void {
  let done = 0
  let shown = -1
  return () => {
    done++
    const hundredth = Math.floor((100 * done) / total)
    if (hundredth === shown) return
    shown = hundredth
    services.progress(done, total, 'Reading files')
  }
}
