import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import {
  applyChange,
  changedKeys,
  demandsNewNetworks,
  describeChange,
  effectOf,
} from '../../../src/common/config/difference.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'

const ring = defaultsFor('ring')

describe('what a change demands', () => {
  test('nothing when nothing differs, also for lists of equal content', () => {
    expect(effectOf(ring, { ...ring, gLayers: [...ring.gLayers] })).toBe('none')
  })

  test.each([
    [{ gLr: 0.5 }, 'live'],
    [{ dSteps: 3, labelSmoothing: 0.1, instanceNoise: 0.2, ema: 0.9 }, 'live'],
    [{ gLayers: [3] }, 'rebuild'],
    [{ gLr: 0.5, latent: 9 }, 'rebuild'],
    [{ backend: 'cpu' as const, latent: 9 }, 'restart'],
  ])('%j demands %s', (change, effect) => {
    expect(effectOf(ring, { ...ring, ...change })).toBe(effect)
  })

  test('changed keys come in catalogue order', () => {
    expect(changedKeys(ring, { ...ring, seed: 9, modes: 3 })).toEqual(['modes', 'seed'])
  })

  test('another dataset brings its defaults; how to run is kept', () => {
    const mine = { ...ring, seed: 42, backend: 'wasm' as const, gLr: 0.3 }
    const next = applyChange(mine, { dataset: 'mnist', width: 8 })
    expect(next).toEqual({ ...defaultsFor('mnist'), seed: 42, backend: 'wasm', width: 8 })
  })

  test('another penalty brings its own weight, unless one is named', () => {
    expect(applyChange(ring, { penalty: 'gradient' }).gamma).toBe(10)
    expect(applyChange(ring, { penalty: 'gradient', gamma: 0.1 }).gamma).toBe(0.1)
    expect(applyChange({ ...ring, penalty: 'r1', gamma: 5 }, { penalty: 'r1' }).gamma).toBe(5)
  })

  test('a mark names each setting with both values', () => {
    expect(describeChange(ring, { ...ring, gLr: 0.25 })).toBe('Generator rate 0.002 → 0.25')
  })
})

describe('networks that cannot go on as they are', () => {
  test.each([
    [{ dLayers: [3] }, 'discriminator'],
    [{ dNorm: 'spectral' }, 'discriminator'],
    [{ diversity: 'packing', pack: 3, gLr: 0.1 }, 'discriminator'],
    [{ dLayers: [3], gNorm: 'batch' }, 'rebuild'],
  ] satisfies [Partial<RunConfig>, string][])('%j: %s', (change, effect) => {
    const next = applyChange(ring, change)
    expect(effectOf(ring, next)).toBe(effect)
    expect(demandsNewNetworks(ring, next)).toBe(true)
    expect(demandsNewNetworks(ring, { ...ring, gLr: 0.5 })).toBe(false)
  })
})
