/**
 * The comparison itself: plain JavaScript stands in for a machine that rounds otherwise, and must pass there but not to the
 * bit; a rate that is off by a hundredth passes nowhere. And the settings cover all there was to choose.
 */
import { describe, expect, test } from 'vitest'
import { faults } from './compare.ts'
import { openInNode, readJson } from './node.ts'
import { record, settingTraining, type Recorded, type Setting } from './record.ts'
import { recordOf, type Drifts, type Recordings } from './recordings.ts'

const settings = readJson('settings.json') as readonly Setting[]
const stored = readJson('wasm.json') as Recordings
const drifts = readJson('drift.json') as Drifts
const engine = await openInNode('cpu')

const SOME = [
  'plain',
  'own points',
  'rmsprop',
  'dragan',
  'layer norm with a gradient penalty',
  'spectral norm on the hinge loss',
  'packing',
  'fourier',
  'unrolled',
  'every cure at once',
  'batch norm for both',
  'pictures: mlp',
]

async function made(setting: Setting): Promise<Recorded> {
  const training = settingTraining(setting, engine)
  const result = await record(training)
  training.dispose()
  return result
}

describe('where numbers are rounded otherwise', () => {
  test.for(SOME)('%s', async (name) => {
    const setting = settings.find((one) => one.name === name)
    const drift = drifts[name]
    if (setting === undefined || drift === undefined) throw new Error(`There is no setting ${name}.`)
    const then = recordOf(stored, setting)
    const now = await made(setting)
    expect(faults(then, now, drift)).toEqual([])
    expect(faults(then, now, 'exact')).not.toEqual([])
    const rate = Number(setting.change['dLr'] ?? 2e-3) * 1.01
    const other = await made({ ...setting, change: { ...setting.change, dLr: rate } })
    expect(faults(then, other, drift)).not.toEqual([])
  })
})

/** What there was to choose in the first edition. */
const CHOICES = {
  dataset: ['ring', 'grid', 'lines', 'spiral', 'moons', 'drawn', 'mnist', 'emoji', 'own'],
  model: ['mlp', 'dcgan', 'residual', 'maxout', 'linear', 'fourier'],
  activation: ['relu', 'leaky-relu', 'tanh'],
  prior: ['normal', 'uniform'],
  conditional: ['none', 'projection'],
  gNorm: ['none', 'batch'],
  dNorm: ['none', 'batch', 'layer', 'spectral'],
  loss: [
    'minimax',
    'non-saturating',
    'least-squares',
    'hinge',
    'wasserstein',
    'relativistic-average',
    'relativistic-paired',
  ],
  penalty: ['none', 'clip', 'gradient', 'dragan', 'r1', 'r2', 'r1r2'],
  diversity: ['none', 'packing', 'minibatch-stddev', 'minibatch-discrimination'],
  augment: ['none', 'diffaugment'],
  optimizer: ['adam', 'sgd', 'rmsprop'],
} as const

/** Cures by number: each is at work in some setting. */
const CURES = [
  'unroll',
  'lookahead',
  'lecam',
  'featureMatching',
  'history',
  'instanceNoise',
  'noiseSteps',
  'labelSmoothing',
  'ema',
  'gammaSteps',
]

describe('the settings', () => {
  const configs = Object.values(readJson('configs.json') as Readonly<Record<string, Record<string, unknown>>>)
  const onGpu = settings
    .filter(({ only }) => only === undefined)
    .map(({ name }) => (readJson('configs.json') as Record<string, Record<string, unknown>>)[name] ?? {})

  test.for([
    ['WASM', configs],
    ['WebGPU', onGpu],
  ] as const)('on %s are at least 60 and cover every choice and cure', ([, all]) => {
    expect(all.length).toBeGreaterThanOrEqual(60)
    for (const [key, ids] of Object.entries(CHOICES)) {
      expect([...new Set(all.map((config) => config[key]))].sort(), key).toEqual([...ids].sort())
    }
    for (const key of CURES)
      expect(
        all.some((config) => Number(config[key]) > 0),
        key,
      ).toBe(true)
    expect(all.some(({ topK }) => Number(topK) < 1)).toBe(true)
    expect(all.some(({ dSteps }) => Number(dSteps) > 1)).toBe(true)
  })

  test('all have names of their own, and every one is recorded', () => {
    const names = settings.map(({ name }) => name).sort()
    expect(new Set(names).size).toBe(names.length)
    expect(Object.keys(stored.records).sort()).toEqual(names)
    const gpu = settings.filter(({ only }) => only === undefined).map(({ name }) => name)
    expect(Object.keys((readJson('webgpu.json') as Recordings).records).sort()).toEqual(gpu.sort())
  })
})
