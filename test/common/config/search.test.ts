/** The candidates of a search, for every kind of data that the page has or a person brings. */
import { describe, expect, test } from 'vitest'
import { DATASETS } from '../../../src/common/catalog/datasets.ts'
import { cautionsIn, checkChange, conflictsIn } from '../../../src/common/config/check.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { applyChange, changedKeys } from '../../../src/common/config/difference.ts'
import { PRESETS, presetConfig } from '../../../src/common/config/presets.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { KindId } from '../../../src/common/items/item-spec.ts'
import { SMALL_ENCODING } from '../../helpers/data/small-encoding.ts'
import {
  candidateCount,
  candidatesFor,
  FEWEST,
  MOST,
  type Searched,
} from '../../../src/common/config/search.ts'
import { isShared } from '../../../src/common/config/twin.ts'

const points = (id: string, count = 0): Searched => ({
  id,
  item: { kind: 'point', extent: 1 },
  count,
  size: 0,
  classes: [],
})
const pictures = (id: string, count: number, size = 28, classes: string[] = []): Searched => ({
  id,
  item: { kind: 'picture', size, channels: 3 },
  count,
  size,
  classes,
})

const own = (change: Partial<RunConfig> = {}) => applyChange(defaultsFor('own'), change)
const table = own({ model: 'mlp', gNorm: 'none', latent: 2, batch: 256 })
const named = ['zero', 'one', 'two']

const SEARCHED: Partial<Record<KindId, (id: string) => Searched>> = {
  point: (id) => points(id),
  picture: (id) => pictures(id, 60_000, 28, named),
  row: (id) => ({
    ...{ id, count: 3000, size: 0, classes: [] },
    item: { kind: 'row', encoding: SMALL_ENCODING, target: 1 },
  }),
}

const CASES: [name: string, config: RunConfig, data: Searched][] = [
  ...DATASETS.filter(({ id }) => id !== 'own').map(({ id, item }): [string, RunConfig, Searched] => [
    id,
    defaultsFor(id),
    (SEARCHED[item] ?? points)(id),
  ]),
  ...PRESETS.filter(({ config }) => config.dataset !== 'own').map((preset): [string, RunConfig, Searched] => {
    const config = presetConfig(preset)
    const data = config.dataset === 'ring' ? points('ring') : pictures(config.dataset, 60_000, 28, named)
    return [preset.id, config, data]
  }),
  ['own points of a table', table, points('own', 150)],
  ['own pictures', own({ augment: 'diffaugment' }), pictures('own', 271, 32)],
  ['own pictures without augmentation', own(), pictures('own', 271, 32)],
  ['own large pictures', own({ size: 96, width: 16 }), pictures('own', 900, 96)],
  ['own pictures by class', own({ conditional: 'projection' }), pictures('own', 900, 32, named)],
  ['own pictures, dense', own({ model: 'mlp' }), pictures('own', 60, 16)],
  ['batch norm in the detective', own({ dNorm: 'batch' }), pictures('own', 271, 32)],
  [
    'a detective that compares items',
    applyChange(defaultsFor('ring'), { diversity: 'minibatch-stddev' }),
    points('ring'),
  ],
  ['a critic', own({ loss: 'wasserstein', penalty: 'gradient', gamma: 10 }), pictures('own', 300, 32)],
]

describe.each(CASES)('%s', (_, config, data) => {
  const found = candidatesFor(config, data)

  test('has a few candidates, the present settings first', () => {
    expect(found.length).toBeGreaterThanOrEqual(FEWEST)
    expect(found.length).toBeLessThanOrEqual(MOST)
    expect(found[0]).toMatchObject({ id: 'now', change: {}, config })
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  })

  test('none that the catalogue refuses, or warns of where it did not before', () => {
    const warned = cautionsIn(config, data)
    for (const candidate of found) {
      expect(checkChange(candidate.change).complaints).toEqual([])
      expect(conflictsIn(candidate.config, data)).toEqual([])
      expect(cautionsIn(candidate.config, data).filter((sentence) => !warned.includes(sentence))).toEqual([])
    }
  })

  test('each is another way to train on the same data from the same seed', () => {
    for (const [at, one] of found.entries()) {
      expect(Object.keys(one.change).filter((key) => isShared(key as keyof RunConfig))).toEqual([])
      expect(applyChange(config, one.change)).toEqual(one.config)
      expect(changedKeys(config, one.config).sort()).toEqual(Object.keys(one.change).sort())
      for (const other of found.slice(at + 1)) expect(changedKeys(one.config, other.config)).not.toEqual([])
    }
  })

  test('the same every time, and a short list is the beginning of a long one', () => {
    expect(candidatesFor(config, data)).toEqual(found)
    expect(candidatesFor(config, data, 4)).toEqual(found.slice(0, 4))
  })
})

const idsOf = (config: RunConfig, data: Searched, most = 20) =>
  candidatesFor(config, data, most).map(({ id }) => id)

describe('by facts of the data', () => {
  test('augmentation for few pictures alone', () => {
    expect(idsOf(own(), pictures('own', 271))).toEqual(
      expect.arrayContaining(['paired-augmented', 'diffaugment']),
    )
    const many = idsOf(defaultsFor('mnist'), pictures('mnist', 60_000))
    expect(many).not.toContain('paired-augmented')
    expect(many).not.toContain('diffaugment')
    expect(idsOf(table, points('own', 150))).not.toContain('diffaugment')
  })

  test('packing for points, and never by class', () => {
    expect(idsOf(defaultsFor('ring'), points('ring'))).toContain('packing')
    expect(idsOf(own(), pictures('own', 271))).not.toContain('packing')
  })

  test('half the width for large pictures, in whole channels', () => {
    const narrow = candidatesFor(own({ size: 96, width: 25 }), pictures('own', 900, 96), 20).find(
      ({ id }) => id === 'narrow',
    )
    expect(narrow?.change).toEqual({ width: 13 })
    expect(idsOf(own(), pictures('own', 900, 32))).not.toContain('narrow')
  })

  test('R1 + R2 as steep as points need it', () => {
    const gamma = (config: RunConfig, data: Searched) =>
      candidatesFor(config, data).find(({ id }) => id === 'relativistic-r1r2')?.config.gamma
    expect(gamma(defaultsFor('ring'), points('ring'))).toBe(0.02)
    expect(gamma(own(), pictures('own', 60_000))).toBe(1)
  })

  test('one detective step only where there are more', () => {
    expect(idsOf(defaultsFor('ring'), points('ring'))).not.toContain('one-detective-step')
    expect(idsOf(applyChange(defaultsFor('ring'), { dSteps: 3 }), points('ring'))).toContain(
      'one-detective-step',
    )
  })
})

describe('how many', () => {
  test.each([
    [{ minutes: 0.5 }, 4],
    [{ minutes: 2 }, 4],
    [{ minutes: 5 }, 8],
    [{ minutes: 20 }, 8],
    [{ steps: 100 }, 8],
  ])('in %j: %i', (budget, count) => {
    expect(candidateCount(budget)).toBe(count)
  })
})
