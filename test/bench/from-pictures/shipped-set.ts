/** A set that comes with the page, read from the disk as the product reads it. */
import { readFileSync } from 'node:fs'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { loadShipped } from '../../../src/worker/data/shipped.ts'

/** At the side and in the colours that the config asks for. */
export function shippedSet(config: RunConfig): Promise<PictureSet> {
  const bytes = (path: string) => Promise.resolve(Uint8Array.from(readFileSync(`public/${path}`)).buffer)
  return loadShipped(config.dataset, bytes, config)
}
