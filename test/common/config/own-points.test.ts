/** Settings for a person's own table of points: the data say what it is, and it gets what the ring gets. */
import { describe, expect, test } from 'vitest'
import { MODELS } from '../../../src/common/catalog/models.ts'
import { acceptChange } from '../../../src/common/config/accept.ts'
import { readAddress, writeAddress } from '../../../src/common/config/address.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { fitToOwn } from '../../../src/common/config/dataset-kind.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { itemKindOf, type DataInUse } from '../../../src/common/config/item-kind.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'

const TABLE = { id: 'own', item: { kind: 'point', extent: 1.6 } } as const
const PICTURES = { id: 'own', item: { kind: 'picture', size: 32, channels: 3 } } as const
const RING = { id: 'ring', item: { kind: 'point', extent: 1.6 } } as const
const ring = defaultsFor('ring')
/** The ring's settings on the person's own table. */
const own: RunConfig = { ...ring, dataset: 'own' }

describe('what the items are', () => {
  test('is what the data say', () => {
    expect(itemKindOf({ config: own, dataset: TABLE })).toBe('point')
    expect(itemKindOf({ config: own, dataset: PICTURES })).toBe('picture')
  })

  test('is what the catalogue says before there are data, and while others are still there', () => {
    expect(itemKindOf({ config: ring, dataset: null })).toBe('point')
    expect(itemKindOf({ config: defaultsFor('mnist'), dataset: TABLE })).toBe('picture')
    expect(itemKindOf({ config: ring, dataset: PICTURES })).toBe('point')
  })
})

describe('a change that points cannot take is refused, as on the ring', () => {
  const REFUSED: readonly Partial<RunConfig>[] = [
    { augment: 'diffaugment' },
    { conditional: 'projection' },
    { model: 'dcgan' },
    { model: 'residual' },
  ]
  test.each(REFUSED)('%j', (change) => {
    expect(() => acceptChange(ring, change, RING)).toThrow()
    expect(() => acceptChange(own, change, TABLE)).toThrow()
  })

  test.each(REFUSED)('%j is taken on pictures of one’s own', (change) => {
    expect(acceptChange(defaultsFor('own'), change, PICTURES)).toMatchObject(change)
  })

  test.each(MODELS.map(({ id }) => [id]))('the networks %s', (model) => {
    const named = (sentences: string[]) => sentences.map((sentence) => sentence.replace('own', 'ring'))
    expect(named(conflictsIn({ ...own, model }, TABLE))).toEqual(conflictsIn({ ...ring, model }, RING))
  })
})

describe('settings that meet a table', () => {
  test('for pictures give way to the ring’s networks and rates, and lose what points have no use for', () => {
    const fitted = fitToOwn({ ...defaultsFor('own'), augment: 'diffaugment', seed: 7 }, 'point')
    expect(fitted).toEqual({ ...own, size: 32, seed: 7 })
    expect(conflictsIn(fitted, TABLE)).toEqual([])
    expect(fitToOwn({ ...own, augment: 'diffaugment' }, 'point')).toEqual(own)
  })

  test('stay where their networks are for points', () => {
    for (const model of ['mlp', 'maxout', 'linear', 'fourier'] as const) {
      const config = { ...own, model, gLr: 1e-4 }
      expect(fitToOwn(config, 'point')).toEqual(config)
    }
  })

  test('stay on pictures, and on every set of the gallery', () => {
    const pictures = { ...defaultsFor('own'), augment: 'diffaugment' } as const
    expect(fitToOwn(pictures, 'picture')).toBe(pictures)
    const wrong = { ...ring, model: 'dcgan' } as const
    expect(fitToOwn(wrong, 'point')).toBe(wrong)
  })
})

describe('a link that is followed while the table is there', () => {
  test('brings the ring’s networks where it names none', () => {
    expect(readAddress('dataset=own', TABLE)).toEqual({ config: { ...own, size: 32 }, complaints: [] })
    expect(readAddress('dataset=own').config).toEqual(defaultsFor('own'))
  })

  test('is told what points cannot take', () => {
    const asked = (hash: string, data: DataInUse) => readAddress(hash, data).complaints
    const ofRing = asked('augment=diffaugment', RING)
    expect(ofRing).toHaveLength(1)
    expect(asked('dataset=own&augment=diffaugment', TABLE)).toEqual(ofRing)
    expect(readAddress('dataset=own&augment=diffaugment', TABLE).config.augment).toBe('none')
    expect(asked('dataset=own&augment=diffaugment', PICTURES)).toEqual([])
  })

  test('and was written there means the same', () => {
    const config: RunConfig = { ...own, size: 32, gLr: 5e-4, batch: 64 }
    expect(readAddress(writeAddress(config), TABLE)).toEqual({ config, complaints: [] })
  })
})
