/** What is timed: three games, and the series that show how a step grows. Data and configs only; nothing is run here. */
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { measuresOf } from '../../../src/common/items/kinds.ts'
import { pictureSet } from '../../../src/worker/data/picture-set.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { randomWords, streamFor } from '../../../src/common/numbers/random.ts'

export interface SpeedCase {
  readonly name: string
  readonly config: RunConfig
  /** Colour channels of images. */
  readonly channels: 1 | 3
}

/** What would add work that not every peer does in the same way. */
const PLAIN: Partial<RunConfig> = {
  gNorm: 'none',
  dNorm: 'none',
  loss: 'non-saturating',
  penalty: 'none',
  diversity: 'none',
  augment: 'none',
  labelSmoothing: 0,
  instanceNoise: 0,
  unroll: 0,
  dSteps: 1,
  ema: 0,
  optimizer: 'adam',
  seed: 1,
}

const RING: RunConfig = {
  ...defaultsFor('ring'),
  ...PLAIN,
  gLayers: [128, 128],
  dLayers: [128, 128],
  latent: 2,
  batch: 256,
}

const DCGAN: RunConfig = { ...defaultsFor('mnist'), ...PLAIN, width: 32, latent: 64, batch: 64 }

/**
 * Ring: MLPs 2-128-128-2 and 2-128-128-1. DCGANs: 4×4 kernels, stride 2, no norm; width 32, and with the penalty 16, so
 * that a step on a software adapter stays below half a minute.
 */
export const CASES = [
  { name: 'ring', config: RING, channels: 1 },
  { name: 'dcgan28', config: { ...DCGAN, size: 28 }, channels: 1 },
  { name: 'dcgan32-r1', config: { ...DCGAN, size: 32, width: 16, penalty: 'r1', gamma: 1 }, channels: 3 },
] as const satisfies readonly SpeedCase[]

/** Timed only where it is named: on a software adapter a step takes half a minute. */
export const BY_NAME = [
  { name: 'dcgan64', config: { ...DCGAN, size: 64, batch: 32 }, channels: 3 },
] as const satisfies readonly SpeedCase[]

/** One setting grows, all else stays: batch 16 → 256, width ×1 → ×4, side 16 → 128. */
export const SCALING: readonly SpeedCase[] = [
  ...[16, 64, 256].map((batch) => scaled(`batch ${batch}`, { size: 28, width: 16, batch })),
  ...[8, 16, 32].map((width) => scaled(`width ${width}`, { size: 28, width, batch: 64 })),
  ...[16, 32, 64, 96, 128].map((size) => scaled(`side ${size}`, { size, width: 16, batch: 16 })),
]

function scaled(name: string, change: Partial<RunConfig>): SpeedCase {
  return { name, config: { ...DCGAN, ...change }, channels: 1 }
}

const IMAGES = 256

/** The reals of a case. Images are seeded noise: what they show costs nothing. */
export function datasetFor({ config, channels }: Pick<SpeedCase, 'config' | 'channels'>): Dataset {
  if (config.model === 'mlp') return pointSetFor(config, null)
  const { size, seed } = config
  const words = randomWords(streamFor(seed, 'data'), (IMAGES * size * size * channels) / 4)
  const item = { kind: 'picture', size, channels } as const
  const about = { id: 'noise', label: 'Noise', classes: [], skipped: [], fingerprint: 'noise' }
  const summary = { ...about, item, count: IMAGES, ...measuresOf(item) }
  return pictureSet(summary, new Uint8Array(words.buffer, 0, words.length * 4), null)
}
