/** Networks with weights set by hand: what they make of a latent is known in closed form. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../data/sets.ts'
import { tiny, tinyRun } from './tiny-run.ts'

/** Hidden units stand so far above zero that no rectifier bends: the networks are straight. */
const LIFT = 20

/** What a straight run needs of its settings. */
export const STRAIGHT = { gLayers: [2], dLayers: [1], latent: 2, ema: 0 } satisfies Partial<RunConfig>

/** Puts these numbers in the place of weights. */
export async function plant(
  { game }: Pick<Run, 'game'>,
  weights: Readonly<Record<string, readonly number[]>>,
): Promise<void> {
  const before = await game.save()
  const missing = Object.keys(weights).filter((name) => before.every((tensor) => tensor.name !== name))
  if (missing.length > 0) throw new Error(`No such weights: ${missing.join(', ')}`)
  game.restore(
    before.map((tensor) => {
      const values = weights[tensor.name]
      return values === undefined ? tensor : { ...tensor, data: Float32Array.from(values) }
    }),
  )
}

/** G(z) = z + `shift`, and D(x) = x₀: networks of a run with STRAIGHT settings on points. */
export async function straighten(run: Pick<Run, 'game'>, shift = 0): Promise<void> {
  await plant(run, {
    'generator/dense1/kernel': [1, 0, 0, 1],
    'generator/dense1/bias': [LIFT, LIFT],
    'generator/output/kernel': [1, 0, 0, 1],
    'generator/output/bias': [shift - LIFT, shift - LIFT],
    'discriminator/dense1/kernel': [1, 0],
    'discriminator/dense1/bias': [LIFT],
    'discriminator/output/kernel': [1],
    'discriminator/output/bias': [-LIFT],
  })
}

/** A run on points whose generator gives the latent itself. @param dataset absent: the ring */
export async function straightRun(change: Partial<RunConfig> = {}, dataset?: Dataset): Promise<Run> {
  const wanted = { ...STRAIGHT, ...change }
  const run = dataset === undefined ? tinyRun(wanted) : new Run(tiny(wanted), dataset)
  await straighten(run)
  return run
}

/** Of a first layer that answers to two moves in z alone: (cos θ, sin θ), and the one at right angles. */
export function layerAnswering(angle: number, strong: number, weak: number) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return {
    'generator/dense1/kernel': [strong * cos, -weak * sin, strong * sin, weak * cos],
    'generator/dense1/bias': [LIFT, LIFT],
  }
}

/** Pictures of four pixels, the lower two of which tell the class. */
export const CLASSED = {
  dataset: 'own',
  model: 'mlp',
  conditional: 'projection',
  gLayers: [4],
  dLayers: [4],
  latent: 2,
  size: 2,
  batch: 4,
  gNorm: 'none',
  ema: 0,
} satisfies Partial<RunConfig>

export const CLASS_NAMES = ['dark', 'bright'] as const

/** As many of either class: black ones, then white ones. */
export function classedPictures(each = 10) {
  const pixels = Uint8Array.from({ length: 2 * each * 4 }, (_, i) => (i < each * 4 ? 0 : 255))
  const labels = Uint16Array.from({ length: 2 * each }, (_, i) => (i < each ? 0 : 1))
  return picturesOf({ size: 2, pixels, labels }, { classes: [...CLASS_NAMES] })
}

/** The generator of a run with CLASSED settings gives tanh of (z₀, z₁, ±1, ±1): −1 for the first class, +1 for the other. */
export async function plantClasses(run: Pick<Run, 'game'>): Promise<void> {
  const marked = Array.from({ length: 8 }, (_, column) => (column === 0 ? 1 : 0))
  const unmarked = new Array<number>(16 + 12).fill(0)
  await plant(run, {
    'generator/classes/table': [...marked.map((mark) => -mark), ...marked],
    // Rows: z₀, z₁, and the eight columns of the table.
    'generator/dense1/kernel': [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, ...unmarked],
    'generator/dense1/bias': new Array<number>(4).fill(LIFT),
    'generator/output/kernel': [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    'generator/output/bias': new Array<number>(4).fill(-LIFT),
  })
}

/** What such a generator makes. */
export function classedPicture([x, y]: readonly [number, number], label: number): Float32Array {
  const mark = label === 0 ? -1 : 1
  return Float32Array.of(Math.tanh(x), Math.tanh(y), Math.tanh(mark), Math.tanh(mark))
}

/** A run on pictures of two classes, planted. */
export async function classedRun(change: Partial<RunConfig> = {}): Promise<Run> {
  const run = new Run(tiny({ ...CLASSED, ...change }), classedPictures())
  await plantClasses(run)
  return run
}
