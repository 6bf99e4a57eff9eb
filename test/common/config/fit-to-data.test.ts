import { describe, expect, test } from 'vitest'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import {
  fittedWords,
  fitToData,
  mayBeTooWide,
  narrowed,
  ownConfig,
  SLOW_STEP_MS,
} from '../../../src/common/config/fit-to-data.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import type { SettingKey } from '../../../src/common/catalog/settings/all.ts'
import { taskKept } from '../../../src/common/config/task.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { pictureSummary, tableSummary } from '../../helpers/data/sets.ts'

const own = (change: Partial<RunConfig> = {}): RunConfig => ({ ...defaultsFor('own'), ...change })
const pictures = (count: number) => pictureSummary(32, 3, { count })
const RECIPE: Partial<RunConfig> = {
  augment: 'diffaugment',
  transfer: 'drawings',
  warmStart: 600,
  latent: 16,
  batch: 16,
  ema: 0.998,
}
const table = tableSummary({ count: 500 })
const fit = (
  config: RunConfig,
  summary: typeof table | ReturnType<typeof pictures>,
  chosen: SettingKey[] = [],
) => fitToData(config, { summary, chosen })

describe('the kind of the data', () => {
  test('brings its networks, after data of another kind as well', () => {
    const points = fit(own(), table)
    expect(points).toMatchObject({ model: 'mlp', latent: 2, batch: 256, augment: 'none' })
    expect(fit(points, pictures(5000))).toEqual(own(RECIPE))
  })

  test('leaves alone what was chosen, and takes the rest', () => {
    const points = { ...fit(own(), table), latent: 7 }
    expect(fit(points, pictures(5000), ['latent'])).toEqual(own({ ...RECIPE, latent: 7 }))
    expect(fit(own({ model: 'mlp', gLr: 0.01 }), pictures(5000), ['model'])).toMatchObject({
      model: 'mlp',
      gLr: 5e-4,
    })
  })

  test('overrules networks that cannot be trained on it', () => {
    expect(fit(own({ model: 'residual' }), table, ['model'])).toMatchObject({ model: 'mlp' })
  })
})

describe('pictures', () => {
  test.each([20, 200, 9999])('%i are trained on by the recipe of the study', (count) => {
    expect(fit(own(), pictures(count))).toEqual(own(RECIPE))
  })

  test('of a set larger than the study’s are trained on as the project’s own, after few as well', () => {
    expect(fit(own(), pictures(10_000))).toEqual(own())
    expect(fit(own(RECIPE), pictures(10_000))).toEqual(own())
  })

  test('leave nothing of it to points', () => {
    expect(fit(own(RECIPE), table)).toMatchObject({ augment: 'none', warmStart: 0, batch: 256, ema: 0.99 })
  })

  test('leave a batch that was chosen', () => {
    expect(fit(own({ batch: 128 }), pictures(20), ['batch'])).toMatchObject({
      batch: 128,
      augment: 'diffaugment',
    })
  })
})

describe('pairs', () => {
  const pairs = { ...pictures(300), pairs: { source: 'sketches', target: 'cats' } }

  test('are made from each other, and pictures that come alone are made new again', () => {
    const fitted = fit(own(), pairs)
    expect(fitted).toMatchObject({ task: 'restore', source: 'pairs', model: 'unet', l1: 10 })
    expect(fittedWords(own(), fitted, pairs)?.sentence).toContain(
      'each of “cats” is made from its partner in “sketches”',
    )
    const alone = fit(fitted, pictures(300))
    expect(alone).toMatchObject({ task: 'imagine', model: 'dcgan' })
    expect(fittedWords(fitted, alone, pictures(300))?.sentence).toContain('new ones are made')
    // Nothing of it goes to other data.
    expect(taskKept(fitted)).toEqual({})
  })

  test('leave a task that was chosen, and refuse partners that are not there', () => {
    const noisy = applyChange(own(), { task: 'restore', source: 'noise' })
    expect(fit(noisy, pairs, ['source'])).toMatchObject({ task: 'restore', source: 'noise' })
    const asked = applyChange(own(), { task: 'restore', source: 'pairs' })
    expect(conflictsIn(asked, pairs)).toEqual([])
    expect(conflictsIn(asked, pictures(300)).join()).toContain('These pictures come alone')
  })
})

describe('what was chosen for other data', () => {
  test('is kept for the person’s own, without what describes a formula', () => {
    const ring = { ...defaultsFor('ring'), loss: 'hinge', modes: 5, size: 64 } as const
    expect(ownConfig(ring, ['loss', 'modes', 'size'])).toEqual(own({ loss: 'hinge', size: 64 }))
  })

  test('gives way where it does not go together', () => {
    const ring = { ...defaultsFor('ring'), unroll: 3 }
    expect(ownConfig(ring, ['unroll'])).toEqual(own())
  })
})

describe('large pictures on a slow device', () => {
  const large = { summary: pictureSummary(64, 3, { count: 100 }), chosen: [] }
  test('are worth a measurement; small ones, gray ones and chosen widths are not', () => {
    const config = own({ size: 64 })
    expect(mayBeTooWide(config, large)).toBe(true)
    expect(mayBeTooWide(config, { ...large, chosen: ['width'] })).toBe(false)
    expect(mayBeTooWide(config, { ...large, summary: pictureSummary(64, 1, { count: 100 }) })).toBe(false)
    expect(mayBeTooWide(own(), { summary: pictures(100), chosen: [] })).toBe(false)
    expect(mayBeTooWide(own({ width: 16 }), large)).toBe(false)
  })

  test('get half the width where a step takes too long', () => {
    expect(narrowed(own(), SLOW_STEP_MS)).toEqual(own())
    expect(narrowed(own({ width: 64 }), SLOW_STEP_MS + 1)).toEqual(own({ width: 32 }))
    expect(narrowed(own({ width: 24 }), SLOW_STEP_MS + 1).width).toBe(16)
  })
})

describe('what is told', () => {
  test('names what changed, and how to put it back', () => {
    const before = own()
    const summary = pictures(71)
    expect(fittedWords(before, fit(before, summary), summary)).toEqual({
      sentence:
        'Settings were fitted to 71 pictures: networks that know other pictures, a warm start of 600 steps, augmentation on, batch 16.',
      undo: { transfer: 'none', augment: 'none', warmStart: 0, latent: 64, batch: 64, ema: 0.99 },
    })
  })

  test('names the networks after points, and puts back exactly what was there', () => {
    const before = { ...fit(own(), table), seed: 9 }
    const after = fit(before, pictures(5000))
    const told = fittedWords(before, after, pictures(5000))
    expect(told?.sentence).toBe(
      'Settings were fitted to 5,000 pictures: networks for pictures, networks that know other pictures, a warm start of 600 steps, augmentation on, batch 16.',
    )
    expect({ ...after, ...told?.undo }).toEqual(before)
  })

  test('is nothing where nothing changed, or nothing could be put back', () => {
    expect(fittedWords(own(), own(), pictures(5000))).toBeNull()
    expect(fittedWords(own(), fit(own(), table), table)).toBeNull()
    const augmented = own({ augment: 'diffaugment' })
    expect(fittedWords(augmented, fit(augmented, table), table)).toBeNull()
  })
})
