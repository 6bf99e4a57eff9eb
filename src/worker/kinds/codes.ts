/**
 * The codes of a run's items, for its feed: a latent for each, so that a generator can be shown what to make of it before
 * the game begins (src/worker/gan/warm/). Plain arrays; draws no tensors.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import { latentOf } from '../../common/config/task.ts'
import { isListed, type Dataset, type Listed } from '../data/dataset.ts'
import { splitOfItems } from '../data/split.ts'
import type { CodeSource } from '../gan/batches/item-sources.ts'
import { kindOf } from './kinds.ts'
import { principalCodes, REACH } from './principal-codes.ts'

/** Where the feed finds codes; null for a run that begins with the game. */
export function codeSource(config: RunConfig, dataset: Dataset): CodeSource | null {
  const { codes } = kindOf(dataset)
  const latent = latentOf(config)
  if (config.warmStart === 0 || latent === 0 || codes === null || !isListed(dataset)) return null
  const stride = Math.ceil(latent / 4) * 4
  const bytes = () => bytesFor(dataset, latent, stride, () => codes.rows(dataset))
  return {
    latent,
    reach: REACH,
    draw: (stream, count) => {
      const items = dataset.list.drawn(stream, count)
      const held = bytes()
      return Float32Array.from({ length: count * latent }, (_, i) => {
        const byte = held[(items[Math.floor(i / latent)] ?? 0) * stride + (i % latent)] ?? 0
        return byte / 127.5 - 1
      })
    },
    resident: () => {
      const { training } = splitOfItems(dataset)
      const words = new Int32Array(bytes().slice().buffer)
      return { kind: 'bytes', words, length: stride, picks: Int32Array.from(training) }
    },
  }
}

/** Made once for a dataset and a latent: a twin has the same, and candidates of a search take turns. By latent. */
const known = new WeakMap<Dataset, Map<number, Uint8Array>>()

function bytesFor(
  dataset: Listed,
  latent: number,
  stride: number,
  rows: () => Parameters<typeof principalCodes>[0],
): Uint8Array {
  const ofDataset = known.get(dataset) ?? new Map<number, Uint8Array>()
  known.set(dataset, ofDataset)
  const before = ofDataset.get(latent)
  if (before !== undefined) return before
  const { training } = splitOfItems(dataset)
  const bytes = principalCodes(rows(), latent, stride, training)
  ofDataset.set(latent, bytes)
  return bytes
}
