/** What is asked of the data, instead of their name. */
import { describe, expect, test } from 'vitest'
import { CAUTIONS } from '../../../src/common/catalog/cautions.ts'
import { DATASETS, type DatasetId } from '../../../src/common/catalog/datasets.ts'
import type { Facts, When } from '../../../src/common/catalog/facts.ts'
import { INCOMPATIBLE } from '../../../src/common/catalog/incompatible.ts'
import { SETTINGS } from '../../../src/common/catalog/settings/all.ts'
import { DATASET_SETTINGS } from '../../../src/common/catalog/settings/dataset.ts'
import type { Setting } from '../../../src/common/catalog/settings/setting.ts'
import { isSettingKey } from '../../../src/common/config/check.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { factsOf, holds } from '../../../src/common/config/facts.ts'
import type { DataInUse } from '../../../src/common/config/item-kind.ts'

const POINT = { kind: 'point', extent: 1.6 } as const
const PICTURE = { kind: 'picture', size: 32, channels: 3 } as const
const facts = (id: DatasetId, dataset: DataInUse = null): Facts =>
  factsOf({ config: { dataset: id }, dataset })

describe('facts', () => {
  test('are the catalogue’s before there are data', () => {
    expect(facts('ring')).toEqual({
      item: 'point',
      origin: 'mixture',
      parameters: ['modes', 'radius', 'std'],
      classes: false,
      modesKnown: true,
      colour: false,
      pairs: false,
      classifier: false,
    })
    expect(facts('mnist')).toMatchObject({ item: 'picture', classes: true, classifier: true })
    // Nobody knows yet what is in them.
    expect(facts('own')).toMatchObject({ item: 'picture', origin: 'own', classes: false, pairs: true })
  })

  test('are the data’s once they are there', () => {
    expect(facts('own', { id: 'own', item: POINT, classes: [] }).item).toBe('point')
    const labelled = { id: 'own', item: PICTURE, classes: ['cats', 'dogs'] }
    expect(facts('own', labelled)).toMatchObject({ item: 'picture', classes: true })
    expect(facts('own', { ...labelled, classes: ['cats'] }).classes).toBe(false)
    const names = Array.from({ length: 1001 }, (_, at) => `name ${at}`)
    expect(facts('own', { ...labelled, classes: names }).classes).toBe(false)
  })

  test('know colour: of shipped pictures, of the person’s own once they are there, and where gray is asked for', () => {
    expect(facts('fashion').colour).toBe(false)
    expect(facts('emoji').colour).toBe(true)
    expect(facts('own').colour).toBe(true)
    expect(facts('own', { id: 'own', item: { ...PICTURE, channels: 1 } }).colour).toBe(false)
    expect(factsOf({ config: { dataset: 'emoji', channels: 'gray' }, dataset: null }).colour).toBe(false)
  })

  test('are none of data that are on their way out', () => {
    expect(facts('ring', { id: 'own', item: PICTURE, classes: ['cats', 'dogs'] })).toEqual(facts('ring'))
  })
})

describe('a condition', () => {
  const config = { ...defaultsFor('ring'), unroll: 2 }
  const met = (when: When): boolean => holds(when, config, facts('ring'))

  test('asks facts and settings, all at once', () => {
    expect(met({})).toBe(true)
    expect(met({ item: ['point'], modesKnown: true, model: ['mlp'], unroll: 'above zero' })).toBe(true)
    expect(met({ item: ['point'], modesKnown: false })).toBe(false)
    expect(met({ item: ['picture'], model: ['mlp'] })).toBe(false)
    expect(met({ truncation: 'other than one' })).toBe(false)
  })

  test('of a list asks for one entry of it', () => {
    expect(met({ parameters: ['radius'] })).toBe(true)
    expect(met({ parameters: ['side', 'radius'] })).toBe(true)
    expect(met({ parameters: ['side', 'gap'] })).toBe(false)
  })
})

describe('the catalogue', () => {
  const settings: readonly Setting[] = Object.values(SETTINGS)
  const conditions: readonly When[] = [
    ...settings.flatMap(({ when }) => (when === undefined ? [] : [when])),
    ...INCOMPATIBLE.map(({ when }) => when),
    ...CAUTIONS.map(({ when }) => when),
  ]

  test('asks for facts and settings that exist', () => {
    const known = Object.keys(facts('ring'))
    const asked = conditions.flatMap((when) => Object.keys(when))
    expect(asked.filter((key) => !known.includes(key) && !isSettingKey(key))).toEqual([])
    expect(asked).not.toContain('dataset')
  })

  // What is to be predicted is asked of every table.
  test.each(Object.keys(DATASET_SETTINGS).filter((key) => key !== 'dataset' && key !== 'target'))(
    'shows %s for the datasets that take it',
    (key) => {
      const { when = {} } = (DATASET_SETTINGS as Readonly<Record<string, Setting>>)[key] ?? {}
      for (const { id, parameters } of DATASETS) {
        const takes = (parameters as readonly string[]).includes(key)
        expect(holds(when, defaultsFor(id), facts(id))).toBe(takes)
      }
    },
  )
})
