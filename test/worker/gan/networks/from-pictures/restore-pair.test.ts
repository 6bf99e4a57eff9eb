/** Networks that restore: shapes, that a fresh generator hands on what it is given, and that what is certain stays exactly so. */
import { memory, tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../../src/common/config/run-config.ts'
import { streamFor, uniforms } from '../../../../../src/common/numbers/random.ts'
import { meanColoursOf, shadeOf } from '../../../../../src/common/restore/colour-table.ts'
import { plainLuma } from '../../../../../src/common/restore/plain-source.ts'
import { sourceShape, USUAL_RESTORE } from '../../../../../src/common/restore/restore-config.ts'
import { RESTORE_SOURCES, type RestoreSourceId } from '../../../../../src/common/restore/sources.ts'
import { EVALUATE, TRAIN } from '../../../../../src/worker/gan/networks/layer.ts'
import { createNetwork, run } from '../../../../../src/worker/gan/networks/network.ts'
import { keepLayer } from '../../../../../src/worker/gan/networks/from-pictures/keep.ts'
import { restorePair } from '../../../../../src/worker/gan/networks/from-pictures/restore-pair.ts'
import { sourceOf } from '../../../../../src/worker/gan/tasks/restore/sources.ts'
import { useCpu } from '../../../../helpers/engine/backend.ts'
import { sampleTensor } from '../../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const CONFIG: RunConfig = { ...defaultsFor('mnist'), width: 4, latent: 0, gNorm: 'none', dNorm: 'none' }
const COUNT = 3

function picturesOf(side: number, channels: number): Tensor {
  const shape = [COUNT, side, side, channels]
  return tensor(uniforms(streamFor(side, 'data'), COUNT * side * side * channels, -1, 1), shape)
}

/** Pictures and their sources, and what fresh networks make of them. */
function fresh(source: RestoreSourceId, side: number, channels: number, change: Partial<RunConfig> = {}) {
  const real = picturesOf(side, channels)
  const normal = (shape: readonly number[]) => sampleTensor(shape, 5)
  const told =
    source === 'pairs' ? real.neg() : sourceOf(real, normal, { ...USUAL_RESTORE, source, hole: 'random' })
  const pair = restorePair({ ...CONFIG, ...change }, [side, side, channels], source)
  const [generator, discriminator] = [
    createNetwork('generator', pair.generator, streamFor(1, 'init-generator')),
    createNetwork('discriminator', pair.discriminator, streamFor(1, 'init-discriminator')),
  ]
  const conditions = { source: told }
  return { real, told, conditions, generator, discriminator }
}

const values = (of: Tensor): number[] => [...of.dataSync()]

describe.each(RESTORE_SOURCES.map(({ id }) => id))('from %s', (source) => {
  test.each([16, 28, 32].flatMap((side) => [1, 3].map((channels) => [side, channels] as const)))(
    'pictures of %i px and %i channels are made and judged in patches',
    (side, channels) => {
      if (source === 'gray' && channels === 1) return
      const before = memory().numTensors
      tidy(() => {
        const { told, conditions, generator, discriminator } = fresh(source, side, channels)
        expect(told.shape.slice(1)).toEqual(sourceShape(source, [side, side, channels]))
        const made = run(generator.layers, told, generator, { ...TRAIN, conditions })
        expect(made.shape).toEqual([COUNT, side, side, channels])
        const logits = run(discriminator.layers, made, discriminator, { ...TRAIN, conditions })
        const patches = side < 24 ? side / 2 : Math.ceil(side / 4)
        expect(logits.shape).toEqual([COUNT, patches, patches, 1])
        for (const { weights, statistics } of [generator, discriminator])
          for (const held of [...weights.values(), ...statistics.values()]) held.dispose()
      })
      expect(memory().numTensors).toBe(before)
    },
  )

  test('norms are where they are asked for', () => {
    tidy(() => {
      const { told, conditions, generator, discriminator } = fresh(source, 16, 3, {
        gNorm: 'batch',
        dNorm: 'spectral',
        diversity: 'minibatch-stddev',
      })
      const made = run(generator.layers, told, generator, { ...TRAIN, conditions })
      expect(run(discriminator.layers, made, discriminator, { ...TRAIN, conditions }).shape).toEqual([
        3, 8, 8, 1,
      ])
      expect([...generator.statistics.keys()]).toContain('generator/level1/down-norm/mean')
      expect([...discriminator.statistics.keys()]).toContain('discriminator/see1/kernel:direction')
    })
  })
})

describe('a fresh generator hands on what is certain', () => {
  test.each(['half', 'quarter', 'noise', 'blur', 'mosaic'] as const)(
    '%s: the source to the last bit',
    (source) => {
      tidy(() => {
        const { told, conditions, generator } = fresh(source, 28, 3)
        const trained = run(generator.layers, told, generator, { ...TRAIN, conditions })
        expect(values(trained)).toEqual(values(told))
        const looked = run(generator.layers, told, generator, { ...EVALUATE, conditions })
        expect(values(looked)).toEqual(values(told.clipByValue(-1, 1)))
      })
    },
  )

  test('gray: each shade in its mean colour, as bright as it is', () => {
    tidy(() => {
      const real = picturesOf(16, 3)
      const told = sourceOf(real, () => real, { ...USUAL_RESTORE, source: 'gray' })
      const colours = meanColoursOf(real.dataSync<'float32'>(), 3)
      const { generator: layers } = restorePair(CONFIG, [16, 16, 3], 'gray', colours)
      const generator = createNetwork('generator', layers, streamFor(1, 'init-generator'))
      const made = values(run(layers, told, generator, { ...TRAIN, conditions: { source: told } }))
      const gray = values(told)
      const worst = made.map((value, i) => {
        const light = gray[Math.floor(i / 3)] ?? NaN
        const at = shadeOf(light) * 3
        const mean = colours.subarray(at, at + 3)
        return Math.abs(value - ((mean[i % 3] ?? NaN) + light - (plainLuma(mean, 3)[0] ?? NaN)))
      })
      expect(Math.max(...worst)).toBeLessThan(1e-5)
      // That is nearer to the truth than gray.
      const truth = values(real)
      const apart = (of: (i: number) => number) =>
        truth.reduce((sum, value, i) => sum + Math.abs(value - of(i)), 0) / truth.length
      expect(apart((i) => made[i] ?? NaN)).toBeLessThan(0.99 * apart((i) => gray[Math.floor(i / 3)] ?? NaN))
    })
  })

  test('gray, where nobody knows its colours: the gray picture', () => {
    tidy(() => {
      const { told, conditions, generator } = fresh('gray', 16, 3)
      const made = values(run(generator.layers, told, generator, { ...EVALUATE, conditions }))
      const gray = values(told)
      made.forEach((value, i) => expect(value).toBe(gray[Math.floor(i / 3)]))
    })
  })
})

describe('whatever a generator makes', () => {
  /** Far out of range, as an untamed network's may be. */
  const wild = () => sampleTensor([COUNT, 16, 16, 3], 9).mul(3)

  test('known pixels are those of the picture, and only the others are its own', () => {
    tidy(() => {
      const { real, told, conditions } = fresh('hole', 16, 3)
      const kept = keepLayer('kept', [16, 16, 3], 'known')
      const state = { weights: new Map(), statistics: new Map() }
      const mask = values(told).filter((_, i) => i % 4 === 3)
      const [truth, own] = [values(real), values(wild())]
      for (const pass of [TRAIN, EVALUATE]) {
        const made = values(kept.apply(wild(), state, { ...pass, conditions }))
        made.forEach((value, i) => {
          const free = pass.mode === 'train' ? own[i] : Math.min(1, Math.max(-1, own[i] ?? NaN))
          expect(value).toBe(mask[Math.floor(i / 3)] === 1 ? free : truth[i])
        })
      }
    })
  })

  test('brightness is the gray picture’s, and colours stay in range when looked at', () => {
    tidy(() => {
      const { told, conditions } = fresh('gray', 16, 3)
      const kept = keepLayer('kept', [16, 16, 3], 'light')
      const state = { weights: new Map(), statistics: new Map() }
      const gray = values(told)
      for (const pass of [TRAIN, EVALUATE]) {
        const made = values(kept.apply(wild(), state, { ...pass, conditions }))
        gray.forEach((light, pixel) => {
          const [r = NaN, g = NaN, b = NaN] = made.slice(3 * pixel, 3 * pixel + 3)
          expect(Math.abs(0.299 * r + 0.587 * g + 0.114 * b - light)).toBeLessThan(2e-6)
        })
        const most = Math.max(...made.map(Math.abs))
        if (pass.mode === 'train') expect(most).toBeGreaterThan(1.5)
        else expect(most).toBeLessThan(1 + 1e-6)
      }
    })
  })

  test('a colour that fits is left as it is', () => {
    tidy(() => {
      const source = tensor([0.1], [1, 1, 1, 1])
      const kept = keepLayer('kept', [1, 1, 3], 'light')
      const state = { weights: new Map(), statistics: new Map() }
      const light = 0.299 * 0.4 + 0.587 * -0.1 + 0.114 * 0.2
      const made = kept.apply(tensor([0.4, -0.1, 0.2], [1, 1, 1, 3]), state, {
        ...EVALUATE,
        conditions: { source },
      })
      values(made).forEach((value, i) =>
        expect(value).toBeCloseTo(([0.4, -0.1, 0.2][i] ?? NaN) - light + 0.1, 6),
      )
    })
  })

  test('and it refuses to run untold', () => {
    const state = { weights: new Map(), statistics: new Map() }
    expect(() => keepLayer('kept', [16, 16, 3], 'known').apply(wild(), state, TRAIN)).toThrow(
      'was not told the source',
    )
  })
})
