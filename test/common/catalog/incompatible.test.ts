import { describe, expect, test } from 'vitest'
import { DATASETS } from '../../../src/common/catalog/datasets.ts'
import type { Condition, Facts } from '../../../src/common/catalog/facts.ts'
import { INCOMPATIBLE } from '../../../src/common/catalog/incompatible.ts'
import { SETTINGS, type SettingKey } from '../../../src/common/catalog/settings/all.ts'
import type { Setting } from '../../../src/common/catalog/settings/setting.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { factsOf } from '../../../src/common/config/facts.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { KIND_IDS } from '../../../src/common/items/kinds.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'

/** What is asked of a setting; whether a fact is so is told apart. */
type Asked = Exclude<Condition, boolean>

const RULES = INCOMPATIBLE.map((rule) => ({
  reason: rule.reason,
  when: Object.entries<Condition>(rule.when).filter(
    (entry): entry is [string, Asked] => typeof entry[1] !== 'boolean',
  ),
  facts: Object.entries<Condition>(rule.when).filter(([, condition]) => typeof condition === 'boolean'),
}))

describe.each(RULES)('“$reason”', ({ when, facts, reason }) => {
  test('names settings and values that exist', () => {
    when.forEach(([key, condition]) => {
      if (key === 'item') {
        expect(KIND_IDS).toContainEqual(condition[0])
        return
      }
      const setting: Setting = SETTINGS[key as SettingKey]
      if (condition === 'above zero' || condition === 'other than one')
        expect(['number', 'integer']).toContain(setting.type)
      else {
        const ids = setting.type === 'choice' ? setting.options.map(({ id }) => id) : []
        expect(ids).toEqual(expect.arrayContaining([...condition]))
      }
    })
  })

  test('is said when all of it holds, and not when one part does not', () => {
    const value = (condition: Asked) =>
      condition === 'above zero' ? 1 : condition === 'other than one' ? 0.5 : condition[0]
    const kind = when.find(([key]) => key === 'item')?.[1][0]
    const isSo = (config: RunConfig) =>
      facts.every(([fact, so]) => factsOf({ config, dataset: null })[fact as keyof Facts] === so)
    const dataset = DATASETS.find(({ id, item }) => item === kind && isSo(defaultsFor(id)))?.id ?? 'mnist'
    const base = defaultsFor(dataset)
    const all = Object.fromEntries(
      when.filter(([key]) => key !== 'item').map(([key, condition]) => [key, value(condition)]),
    ) as Partial<RunConfig>
    expect(conflictsIn({ ...base, ...all }, null)).toContain(reason)
    // Another model may clash in its own way; it is asked where all else is as the data begin with.
    const keys = when.map(([key]) => key as SettingKey).filter((key) => all[key] !== base[key])
    const spared = keys.find((key) => key !== 'model') ?? 'model'
    expect(conflictsIn({ ...base, ...all, [spared]: base[spared] }, null)).not.toContain(reason)
  })
})

test('the defaults of every dataset go together', () => {
  for (const dataset of ['ring', 'grid', 'mnist', 'emoji', 'own'] as const) {
    expect(conflictsIn(defaultsFor(dataset), null)).toEqual([])
  }
})

test('a norm that the model does not heed is no reason to refuse a penalty', () => {
  const ring = { ...defaultsFor('ring'), penalty: 'gradient', dNorm: 'batch' } as const
  expect(conflictsIn(ring, null)).toHaveLength(1)
  expect(conflictsIn({ ...ring, model: 'fourier' }, null)).toEqual([])
})

test('pictures may be augmented, points may not', () => {
  expect(conflictsIn({ ...defaultsFor('mnist'), augment: 'diffaugment' }, null)).toEqual([])
  expect(conflictsIn({ ...defaultsFor('ring'), augment: 'diffaugment' }, null)[0]).toMatch(/^DiffAugment/)
})
