// Opens files as the app does, for the tests that ask what comes of it.
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
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
