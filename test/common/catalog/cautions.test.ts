import { describe, expect, test } from 'vitest'
import { CAUTIONS } from '../../../src/common/catalog/cautions.ts'
import type { Condition } from '../../../src/common/catalog/facts.ts'
import { SETTINGS, type SettingKey } from '../../../src/common/catalog/settings/all.ts'
import type { Setting } from '../../../src/common/catalog/settings/setting.ts'
import { cautionsIn, conflictsIn } from '../../../src/common/config/check.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'

/** No caution asks whether a fact is so. */
type Asked = Exclude<Condition, boolean>

const RULES = CAUTIONS.map(({ sentence, when }) => ({ sentence, when: Object.entries<Asked>(when) }))
const first = (condition: Asked) => (typeof condition === 'string' ? 1 : condition[0])

describe.each(RULES)('“$sentence”', ({ sentence, when }) => {
  const all = Object.fromEntries(
    when.map(([key, condition]) => [key, first(condition)]),
  ) as Partial<RunConfig>
  // A warm start and what was learnt before are for pictures alone.
  const ofPictures = 'warmStart' in all || 'transfer' in all
  const config = { ...defaultsFor(ofPictures ? 'mnist' : 'ring'), ...all }

  test('names settings and values that exist, and settings that go together', () => {
    when.forEach(([key, condition]) => {
      const setting: Setting = SETTINGS[key as SettingKey]
      const ids: string[] = setting.type === 'choice' ? setting.options.map(({ id }) => id) : []
      if (typeof condition !== 'string') expect(ids).toEqual(expect.arrayContaining([...condition]))
    })
    expect(conflictsIn(config, null)).toEqual([])
  })

  test('is said beside each setting it is about, and nowhere else', () => {
    expect(cautionsIn(config, null)).toContain(sentence)
    // Not beside the model: it only says whether the norm is heeded.
    const about = when.map(([key]) => key as SettingKey).filter((key) => key !== 'model')
    about.forEach((key) => expect(cautionsIn(config, null, key)).toContain(sentence))
    expect(cautionsIn(config, null, 'seed')).toEqual([])
  })
})

test('the defaults of every dataset give no cause', () => {
  for (const dataset of ['ring', 'grid', 'mnist', 'emoji', 'own'] as const) {
    expect(cautionsIn(defaultsFor(dataset), null)).toEqual([])
  }
})

test('a bound by spectral norm is a bound', () => {
  const config: RunConfig = { ...defaultsFor('mnist'), loss: 'wasserstein', dNorm: 'spectral' }
  expect(cautionsIn(config, null)).toEqual([])
  expect(cautionsIn({ ...config, dNorm: 'none' }, null)).toHaveLength(1)
})
