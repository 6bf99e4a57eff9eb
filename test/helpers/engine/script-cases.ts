/**
 * Runs to leave as PyTorch scripts: every loss with every penalty, every model with every norm and aid, each cure, each kind of
 * data, settings that changed on the way, and others put together by chance.
 */
import { AUGMENTS, DIVERSITIES } from '../../../src/common/catalog/diversity.ts'
import { LOSSES } from '../../../src/common/catalog/losses.ts'
import { ACTIVATIONS, MODELS, PRIORS } from '../../../src/common/catalog/models.ts'
import { OPTIMIZERS } from '../../../src/common/catalog/optimizers.ts'
import { PENALTIES } from '../../../src/common/catalog/penalties.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { defaultsFor, gammaFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import type { Painting } from '../../../src/worker/data/builtin/drawn.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { namedPictures } from '../../../src/worker/data/picture-set.ts'
import { fingerprint, bytesOf } from '../../../src/worker/data/fingerprint.ts'
import { tableSummary } from '../data/sets.ts'
import { dice } from './dice.ts'

export interface ScriptCase {
  readonly name: string
  readonly config: RunConfig
  readonly data: DataName
  /** Steps made before it leaves. */
  readonly steps: number
  /** Changes on the way, with the step at which each is made. */
  readonly changes?: readonly (readonly [step: number, change: Partial<RunConfig>])[]
  /** True where LeCam's means are settled, as they are after a thousand updates. */
  readonly settled?: true
  /** False where it was changed on the way by more than numbers, so that its script cannot make it again. */
  readonly replayed?: false
  /** Settings that nobody chose. */
  readonly chance?: true
}

type DataName = 'formula' | 'painted' | 'table' | 'gray' | 'colour' | 'digits'

const POINTS = { gLayers: [8, 6], dLayers: [9, 7], batch: 12, latent: 3 } as const
const PICTURES = { ...POINTS, width: 4, batch: 6, size: 8 } as const

function onPoints(name: string, change: Partial<RunConfig>, more: Partial<ScriptCase> = {}): ScriptCase {
  const dataset = change.dataset ?? 'ring'
  const config = { ...defaultsFor(dataset), ...POINTS, ...change } as RunConfig
  return { name, config, data: 'formula', steps: 2, ...more }
}

function onPictures(name: string, change: Partial<RunConfig>, more: Partial<ScriptCase> = {}): ScriptCase {
  const config = { ...defaultsFor('own'), ...kindOfPictures, ...PICTURES, ...change } as RunConfig
  return { name, config, data: 'colour', steps: 1, ...more }
}
/** What own data of pictures begin with. */
const { model, gNorm, gLr, dLr, ema } = defaultsFor('mnist')
const kindOfPictures = { model, gNorm, gLr, dLr, ema }

const ids = <T extends string>(entries: readonly { readonly id: T }[]): readonly T[] =>
  entries.map(({ id }) => id)

const losses = ids(LOSSES).flatMap((loss, i) =>
  ids(PENALTIES).map((penalty, j) => {
    const optimizer = ids(OPTIMIZERS)[(i + j) % 3] ?? 'adam'
    const change = { loss, penalty, gamma: gammaFor(penalty), optimizer, activation: 'tanh' } as const
    return onPoints(`${loss}, ${penalty}, ${optimizer}`, change)
  }),
)

const networks = ids(MODELS).flatMap((chosen) =>
  (['none', 'batch', 'layer', 'spectral'] as const).flatMap((dNorm, i) =>
    ids(DIVERSITIES).flatMap((diversity, j) => {
      if (!['mlp', 'dcgan'].includes(chosen) && dNorm !== 'none') return []
      const change = {
        ...{ model: chosen, dNorm, diversity, pack: 3 },
        gNorm: (i + j) % 2 === 0 ? 'batch' : 'none',
        penalty: penaltyFor(dNorm, diversity),
        // Of few units and steep: a weight of 1 makes gradients in the hundreds, and of rounding what shows.
        gamma: 0.1,
        // So small a network of plain rectifiers soon makes items of nothing but noughts, where rounding decides who is largest.
        activation:
          chosen === 'maxout' || dNorm === 'layer' ? 'leaky-relu' : (ids(ACTIVATIONS)[(i + j) % 3] ?? 'relu'),
      } as const
      const said = `${chosen}, ${dNorm}, ${diversity}`
      const convolutional = chosen === 'dcgan' || chosen === 'residual'
      return [convolutional ? onPictures(said, change) : onPoints(said, change)]
    }),
  ),
)

/** One that goes with both, and whose second derivatives are not so large that rounding shows. */
function penaltyFor(dNorm: RunConfig['dNorm'], diversity: RunConfig['diversity']): RunConfig['penalty'] {
  if (dNorm === 'layer' && diversity === 'minibatch-discrimination') return 'none'
  return diversity === 'none' && dNorm !== 'batch' ? 'gradient' : 'r1r2'
}

const pictures = [
  onPictures('MLP on pictures', { model: 'mlp', gNorm: 'batch' }),
  onPictures('maxout on pictures', { model: 'maxout' }),
  onPictures('digits of 28 × 28', { size: 28 }, { data: 'digits' }),
  onPictures(
    'residual, paired, R1 and R2 on digits',
    {
      ...{ model: 'residual', loss: 'relativistic-paired', penalty: 'r1r2', size: 28 },
    },
    { data: 'digits' },
  ),
  ...(['mlp', 'maxout', 'dcgan', 'residual'] as const).map((chosen, i) =>
    onPictures(
      `${chosen} by class`,
      { model: chosen, conditional: 'projection', dNorm: i % 2 === 0 ? 'spectral' : 'none', penalty: 'r1' },
      { data: 'gray' },
    ),
  ),
  onPictures(
    'by class, minibatch discrimination',
    {
      ...{ conditional: 'projection', diversity: 'minibatch-discrimination', loss: 'relativistic-average' },
    },
    { data: 'gray' },
  ),
  onPictures('DiffAugment, colour', { augment: 'diffaugment', loss: 'hinge', dNorm: 'spectral' }),
  onPictures(
    'DiffAugment, gray, paired, noise',
    {
      ...{ augment: 'diffaugment', loss: 'relativistic-paired', penalty: 'r1', instanceNoise: 0.1 },
    },
    { data: 'gray' },
  ),
  onPictures('DiffAugment, DRAGAN', { augment: 'diffaugment', penalty: 'dragan', gamma: 1 }),
  onPictures('before a warm start', { warmStart: 5 }, { steps: 0 }),
  onPictures(
    'in a warm start, SGD',
    { warmStart: 5, optimizer: 'sgd', conditional: 'projection' },
    { data: 'gray', steps: 2 },
  ),
  onPictures('after a warm start', { warmStart: 2 }, { steps: 3 }),
]

const cures = [
  onPoints('label smoothing', { labelSmoothing: 0.1 }),
  onPoints('label smoothing, least squares', { labelSmoothing: 0.2, loss: 'least-squares' }),
  onPoints('three updates of D', { dSteps: 3, penalty: 'gradient', gamma: 0.1, loss: 'wasserstein' }),
  onPoints('instance noise that fades', { instanceNoise: 0.3, noiseSteps: 10 }),
  onPoints('γ that moves', { penalty: 'r1', gamma: 1, gammaEnd: 0.1, gammaSteps: 7 }),
  onPoints('LeCam before it counts', { lecam: 0.3 }),
  onPoints('LeCam', { lecam: 0.3 }, { settled: true }),
  onPoints('feature matching', { featureMatching: 1 }),
  onPoints('feature matching, batch norm', { featureMatching: 2, dNorm: 'batch' }),
  onPictures('feature matching on pictures', { featureMatching: 1, dNorm: 'spectral' }),
  onPoints('history', { history: 0.1 }),
  onPoints('top-k', { topK: 0.4 }),
  onPoints('top-k with packs', { topK: 0.5, diversity: 'packing', pack: 2 }),
  onPoints('lookahead now', { lookahead: 3 }),
  onPoints('lookahead later', { lookahead: 4 }),
  ...ids(OPTIMIZERS).map((optimizer) =>
    onPoints(`unrolled, ${optimizer}`, { unroll: 2, optimizer, activation: 'tanh' }),
  ),
  onPoints('unrolled, batch norm', { unroll: 2, dNorm: 'batch', activation: 'tanh', labelSmoothing: 0.1 }),
  onPoints('unrolled, spectral', { unroll: 3, dNorm: 'spectral', activation: 'tanh' }),
  onPictures(
    'unrolled MLP by class',
    { model: 'mlp', unroll: 2, conditional: 'projection' },
    { data: 'gray' },
  ),
  onPoints('no average', { ema: 0 }),
  onPoints('uniform prior', { prior: 'uniform' }),
  onPoints('a batch that does not divide', {
    batch: 7,
    diversity: 'minibatch-stddev',
    dNorm: 'batch',
    gNorm: 'batch',
  }),
]

const data = [
  ...(['ring', 'grid', 'lines', 'spiral', 'moons'] as const).map((dataset) => onPoints(dataset, { dataset })),
  onPoints('drawn', { dataset: 'drawn' }),
  onPoints('painted', { dataset: 'drawn' }, { data: 'painted' }),
  onPoints('a table', { dataset: 'own', model: 'mlp', gNorm: 'none' }, { data: 'table' }),
  onPoints('at step 0', {}, { steps: 0 }),
]

const changed = [
  onPoints(
    'rates changed on the way',
    {},
    {
      steps: 4,
      changes: [
        [2, { gLr: 5e-4 }],
        [3, { dLr: 1e-4, ema: 0.9 }],
      ],
    },
  ),
  onPoints('a mixture that moved', {}, { steps: 3, changes: [[1, { radius: 0.5, batch: 8 }]] }),
  onPoints('another loss on the way', {}, { steps: 3, changes: [[2, { loss: 'hinge' }]], replayed: false }),
]

/** Settings that nobody chose, of the small sizes above. */
function byChance(count: number): ScriptCase[] {
  const { pick, sometimes, uniform } = dice(Number(process.env['DICE'] ?? 20))
  const found: ScriptCase[] = []
  for (let i = 0; found.length < count; i++) {
    const pictured = sometimes(0.4)
    const penalty = pick(ids(PENALTIES))
    const change = {
      loss: pick(ids(LOSSES)),
      ...{ penalty, gamma: penalty === 'clip' ? 0.05 : 0.1 },
      model: pick(
        pictured
          ? (['mlp', 'dcgan', 'residual', 'maxout'] as const)
          : (['mlp', 'mlp', 'maxout', 'fourier'] as const),
      ),
      diversity: pick(ids(DIVERSITIES)),
      dNorm: pick(['none', 'batch', 'layer', 'spectral'] as const),
      gNorm: pick(['none', 'batch'] as const),
      optimizer: pick(ids(OPTIMIZERS)),
      activation: pick(ids(ACTIVATIONS)),
      prior: pick(ids(PRIORS)),
      augment: pictured ? pick(ids(AUGMENTS)) : 'none',
      conditional: pictured && sometimes(0.4) ? 'projection' : 'none',
      warmStart: pictured && sometimes(0.2) ? 2 : 0,
      dSteps: pick([1, 1, 2]),
      pack: pick([2, 3]),
      labelSmoothing: sometimes(0.2) ? 0.1 : 0,
      instanceNoise: sometimes(0.2) ? 0.2 : 0,
      lecam: sometimes(0.2) ? 0.1 : 0,
      history: sometimes(0.2) ? 0.01 : 0,
      featureMatching: sometimes(0.2) ? 0.5 : 0,
      topK: sometimes(0.2) ? 0.6 : 1,
      lookahead: sometimes(0.2) ? 2 : 0,
      unroll: sometimes(0.15) ? 1 : 0,
      ema: sometimes(0.5) ? 0.99 : 0,
      seed: Math.floor(uniform() * 2 ** 32),
    } as const satisfies Partial<RunConfig>
    const name = `by chance, ${i}`
    const data = change.conditional === 'projection' ? 'gray' : 'colour'
    const one = pictured
      ? onPictures(name, change, { data, chance: true })
      : onPoints(name, change, { chance: true })
    if (
      conflictsIn(one.config, { id: one.config.dataset, item: pictured ? COLOUR : POINT, classes: [] })
        .length === 0
    )
      found.push(one)
  }
  return found
}
const POINT = { kind: 'point', extent: 2 } as const
const COLOUR = { kind: 'picture', size: 8, channels: 3 } as const

export const SCRIPT_CASES: readonly ScriptCase[] = [
  ...losses,
  ...networks,
  ...pictures,
  ...cures,
  ...data,
  ...changed,
  ...byChance(Number(process.env['CHANCE'] ?? 30)),
].filter(({ config, data: name }) => {
  const pictured = name === 'gray' || name === 'colour' || name === 'digits'
  const inUse = { id: config.dataset, item: pictured ? COLOUR : POINT, classes: ['a', 'b', 'c'] }
  return conflictsIn(config, inUse).length === 0
})

export const PAINTING: Painting = {
  side: 5,
  density: Float32Array.from({ length: 25 }, (_, i) => (i % 3 === 0 ? 0 : (i % 7) / 7)),
}

/** The data of a case, named by their bytes as the page names them. */
export async function datasetOf({
  config,
  data: name,
}: Pick<ScriptCase, 'config' | 'data'>): Promise<Dataset> {
  const { normal, uniform } = dice(3)
  switch (name) {
    case 'formula':
      return pointSetFor(config, null)
    case 'painted':
      return pointSetFor(config, PAINTING)
    case 'table': {
      const points = Float32Array.from({ length: 2 * 60 }, normal)
      const named = await fingerprint('points', [bytesOf(points)])
      return fixedPoints(points, tableSummary({ count: 60, fingerprint: named, label: 'A "table"' }))
    }
    case 'gray':
    case 'colour':
    case 'digits': {
      const { size } = config
      const channels = name === 'colour' ? 3 : 1
      const count = 50
      const pixels = Uint8Array.from({ length: count * size * size * channels }, () =>
        Math.floor(256 * uniform()),
      )
      const labels = name === 'gray' ? Uint16Array.from({ length: count }, (_, i) => (i * i) % 3) : null
      const about = {
        id: 'own',
        label: 'Pictures',
        count,
        classes: labels === null ? [] : ['a', 'b', 'c'],
        skipped: [],
      }
      return namedPictures({ ...about, item: { kind: 'picture', size, channels } }, pixels, labels)
    }
  }
}
