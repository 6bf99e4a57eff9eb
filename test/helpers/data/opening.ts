// Opens files as the app does, for the tests that ask what comes of it.
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { openFiles, type OpenServices } from '../../../src/worker/data/open-files.ts'
import type { FixedPointSet, ImageSet } from '../../../src/worker/data/prepared.ts'
import { file, plainPng, pngDecoder } from './files.ts'

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

export async function images(files: File[], change: Partial<RunConfig> = {}): Promise<ImageSet> {
  const set = await openFiles(files, config(change), services())
  if (set.kind !== 'images') throw new Error('points')
  return set
}
export async function points(files: File[]): Promise<FixedPointSet> {
  const set = await openFiles(files, config(), services())
  if (set.kind !== 'points') throw new Error('images')
  return set
}
export const refusal = (files: File[], change: Partial<OpenServices> = {}) =>
  openFiles(files, config(), services(change)).then(
    () => {
      throw new Error('accepted')
    },
    (thrown: unknown) => thrown,
  )
/** First byte of each picture: enough to tell flat ones apart. */
export const firsts = (set: ImageSet) =>
  Array.from({ length: set.count }, (_, i) => set.pixels[i * set.size ** 2 * set.channels])
export const reasons = (set: ImageSet | FixedPointSet) =>
  Object.fromEntries(set.summary.skipped.map(({ name, reason }) => [name, reason.code]))

export const pair = [file('a.png', plainPng(10)), file('b.png', plainPng(20))]
