// Opens files as the app does, for the tests that ask what comes of it.
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { READERS_CHOICE, type DataChoice } from '../../../src/common/items/data-card.ts'
import { openFiles, type OpenServices } from '../../../src/worker/data/open-files.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import type { FixedPointSet } from '../../../src/worker/data/point-set.ts'
import { file, plainPng, pngDecoder } from './files.ts'
import { asPictures, asTable } from './sets.ts'

export const services = (change: Partial<OpenServices> = {}): OpenServices => ({
  rasterise: () => Promise.resolve(null),
  progress: () => undefined,
  signal: new AbortController().signal,
  decode: pngDecoder,
  ...change,
})

export const config = (change: Partial<RunConfig> = {}): RunConfig => ({
  ...defaultsFor('own'),
  size: 16,
  ...change,
})

export async function images(files: File[], change: Partial<RunConfig> = {}): Promise<PictureSet> {
  const set = await openFiles(files, config(change), services())
  return asPictures(set)
}
/** As the app reads them: `how` is what else the person or the session says. */
export async function opened(
  files: File[],
  change: Partial<RunConfig> = {},
  how: Partial<OpenServices> = {},
): Promise<PictureSet> {
  return asPictures(await openFiles(files, config(change), services(how)))
}
/** What the person decided, and nothing else. */
export const choosing = (change: Partial<DataChoice>): Partial<OpenServices> => ({
  choice: { ...READERS_CHOICE, ...change },
})
/** Colours of one picture as text, each once: "10" or "10,20,30". */
export function coloursOf({ pixels, item }: PictureSet, index = 0): string[] {
  const { size, channels } = item
  const from = index * size * size * channels
  const all = Array.from({ length: size * size }, (_, i) =>
    pixels.subarray(from + i * channels, from + (i + 1) * channels).join(),
  )
  return [...new Set(all)]
}
/** What the card guesses about a choice: the label in force; null where it guesses nothing. */
export const guessed = (set: Dataset, about: keyof DataChoice): string | null =>
  set.summary.card?.guesses.find((guess) => guess.about === about)?.options.find(({ inForce }) => inForce)
    ?.label ?? null
export const troubles = (set: Dataset): string[] => set.summary.card?.troubles.map(({ id }) => id) ?? []
export async function points(files: File[]): Promise<FixedPointSet> {
  const set = await openFiles(files, config(), services())
  return asTable(set)
}
export const refusal = (files: File[], change: Partial<OpenServices> = {}) =>
  openFiles(files, config(), services(change)).then(
    () => {
      throw new Error('accepted')
    },
    (thrown: unknown) => thrown,
  )
/** First byte of each picture: enough to tell flat ones apart. */
export const firsts = (set: PictureSet) =>
  Array.from({ length: set.list.count }, (_, i) => set.pixels[i * set.item.size ** 2 * set.item.channels])
export const reasons = (set: Dataset) =>
  Object.fromEntries(set.summary.skipped.map(({ name, reason }) => [name, reason.code]))

export const pair = [file('a.png', plainPng(10)), file('b.png', plainPng(20))]
