/** What can be restored without training, against ten lines of plain arrays each. */
import { describe, expect, test } from 'vitest'
import { fork, normals, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { gaussianMatrix, separably, shrunkMatrix } from '../../../../src/common/restore/matrices.ts'
import { USUAL_RESTORE, type RestoreConfig } from '../../../../src/common/restore/restore-config.ts'
import {
  baselineLabel,
  baselinesFor,
  baselineShown,
  type BaselineId,
} from '../../../../src/common/restore/baseline-names.ts'
import { RESTORE_SOURCES } from '../../../../src/common/restore/sources.ts'
import { missingOf, restoredBy, type Sourced } from '../../../../src/worker/evaluation/restoring/baselines.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'

const SIZE = 12
const CHANNELS = 3
const LENGTH = SIZE * SIZE * CHANNELS
const stream = streamFor(7, 'data')

/** Soft pictures, so that filters have something to gain. */
const soft = (count: number, seed: number) => {
  const raw = uniforms(fork(stream, seed), count * LENGTH, -1, 1)
  const made = new Float32Array(raw.length)
  for (let i = 0; i < count; i++)
    made.set(
      separably(raw.subarray(i * LENGTH, (i + 1) * LENGTH), CHANNELS, gaussianMatrix(SIZE, 1.5)),
      i * LENGTH,
    )
  return made
}
const truth = soft(3, 0)
const training = soft(6, 1)
const each = (pictures: Float32Array, of: (one: Float32Array) => Float32Array): Float32Array =>
  Float32Array.from(
    Array.from({ length: pictures.length / LENGTH }, (_, i) => [
      ...of(pictures.subarray(i * LENGTH, (i + 1) * LENGTH)),
    ]).flat(),
  )
const made = (
  id: BaselineId,
  change: Partial<RestoreConfig>,
  asked: Sourced,
  learnt: Sourced = asked,
): Float32Array => {
  const config = { ...USUAL_RESTORE, ...change }
  return finish(restoredBy(id, asked, { size: SIZE, channels: CHANNELS, config, training: learnt }))
}
const near = (a: Float32Array, b: Float32Array, digits = 5) => {
  expect(a.length).toBe(b.length)
  a.forEach((value, at) => expect(value).toBeCloseTo(b[at] ?? NaN, digits))
}
const squares = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + (value - (b[at] ?? NaN)) ** 2, 0)

describe('baselines', () => {
  test('there is one for every source, and each has a name', () => {
    for (const { id } of RESTORE_SOURCES) {
      const of = baselinesFor({ source: id })
      expect(of.length).toBeGreaterThan(0)
      for (const one of of) expect(baselineLabel(one)).not.toBe(one)
    }
  })

  test('one that does not apply gives way to the first', () => {
    expect(baselineShown('nearest', { source: 'half' })).toBe('nearest')
    expect(baselineShown('nearest', { source: 'hole' })).toBe('harmonic')
    expect(baselineShown(null, { source: 'gray' })).toBe('mean-colour')
  })

  test('bicubic is the source itself, within the range of pictures', () => {
    const source = each(truth, (one) => separably(one, CHANNELS, shrunkMatrix(SIZE, 2, 'bicubic'))).map(
      (v) => v * 30,
    )
    expect(Math.max(...source)).toBeGreaterThan(1)
    near(
      made('bicubic', { source: 'half' }, { truth, source }),
      source.map((v) => Math.min(1, Math.max(-1, v))),
    )
  })

  test.each([
    ['half', 2],
    ['quarter', 4],
  ] as const)('nearest of %s repeats the mean of each block', (source, block) => {
    const got = made('nearest', { source }, { truth, source: truth })
    for (let at = 0; at < got.length; at++) {
      const [i, y, x, c] = [
        Math.floor(at / LENGTH),
        Math.floor((at % LENGTH) / (SIZE * CHANNELS)),
        Math.floor((at % (SIZE * CHANNELS)) / CHANNELS),
        at % CHANNELS,
      ]
      let mean = 0
      for (let v = 0; v < block; v++)
        for (let u = 0; u < block; u++) {
          const [row, column] = [y - (y % block) + v, x - (x % block) + u]
          mean += (truth[i * LENGTH + (row * SIZE + column) * CHANNELS + c] ?? NaN) / block ** 2
        }
      expect(got[at]).toBeCloseTo(mean, 5)
    }
  })

  test('mean colour gives a shade the mean of all training pixels of that shade, and one never seen the nearest’s', () => {
    const learnt = {
      source: Float32Array.of(-1, -1, 0.2, 0.2),
      truth: Float32Array.of(-1, -0.8, -1, -0.6, -1, -1, 0.5, 0.1, 0, 0.3, 0.1, 0.2),
    }
    const asked = { source: Float32Array.of(-1, 0.2, 0.9, -0.9), truth: new Float32Array(12) }
    near(
      made('mean-colour', { source: 'gray' }, asked, learnt),
      Float32Array.of(-0.8, -0.9, -1, 0.4, 0.1, 0.1, 0.4, 0.1, 0.1, -0.8, -0.9, -1),
    )
    near(
      made('input', { source: 'gray' }, asked, learnt).subarray(0, 6),
      Float32Array.of(-1, -1, -1, 0.2, 0.2, 0.2),
    )
  })

  test('mean colour tells 256 shades apart', () => {
    const source = Float32Array.from({ length: 256 }, (_, shade) => shade / 127.5 - 1)
    const colours = uniforms(fork(stream, 9), 256 * CHANNELS, -1, 1)
    near(made('mean-colour', { source: 'gray' }, { truth: colours, source }), colours)
  })

  test('of a hole keeps what is known, to the last bit', () => {
    const source = new Float32Array((truth.length / CHANNELS) * (CHANNELS + 1))
    truth.forEach((value, at) => {
      const pixel = Math.floor(at / CHANNELS)
      const missing = pixel % 3 === 0
      source[pixel * (CHANNELS + 1) + (at % CHANNELS)] = missing ? 0 : value
      source[pixel * (CHANNELS + 1) + CHANNELS] = missing ? 1 : 0
    })
    const missing = missingOf(source, CHANNELS)
    expect(missing.length).toBe(truth.length / CHANNELS)
    const mean = Float32Array.from({ length: LENGTH }, (_, at) => {
      let sum = 0
      for (let i = 0; i < training.length / LENGTH; i++) sum += training[i * LENGTH + at] ?? NaN
      return (sum * LENGTH) / training.length
    })
    const filled = made(
      'mean-picture',
      { source: 'hole' },
      { truth, source },
      { truth: training, source: training },
    )
    const harmonic = made('harmonic', { source: 'hole' }, { truth, source })
    filled.forEach((value, at) => {
      const lost = missing[Math.floor(at / CHANNELS)] === 1
      if (lost) expect(value).toBeCloseTo(mean[at % LENGTH] ?? NaN, 5)
      else expect([value, harmonic[at]]).toEqual([truth[at], truth[at]])
    })
    // Soft pictures hang together: their neighbours say more than what is usual.
    expect(squares(harmonic, truth)).toBeLessThan(squares(filled, truth))
  })

  test('the Gaussian filter is as strong as training pictures ask for, and nearer than the noisy source', () => {
    const noisy = (of: Float32Array, seed: number) => {
      const noise = normals(fork(stream, seed), of.length)
      return of.map((value, at) => value + 0.3 * (noise[at] ?? NaN))
    }
    const learnt = { truth: training, source: noisy(training, 5) }
    const asked = { truth, source: noisy(truth, 6) }
    const got = made('gaussian', { source: 'noise' }, asked, learnt)
    expect(squares(got, truth)).toBeLessThan(0.5 * squares(made('input', { source: 'noise' }, asked), truth))
    const at = (deviation: number) =>
      squares(
        each(learnt.source, (one) => separably(one, CHANNELS, gaussianMatrix(SIZE, deviation))).map((v) =>
          Math.min(1, Math.max(-1, v)),
        ),
        training,
      )
    const deviations = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2]
    const strongest = deviations.reduce((a, b) => (at(b) < at(a) ? b : a))
    expect(strongest).toBeGreaterThan(0.3)
    expect(strongest).toBeLessThan(2)
    near(
      got,
      each(asked.source, (one) => separably(one, CHANNELS, gaussianMatrix(SIZE, strongest))).map((v) =>
        Math.min(1, Math.max(-1, v)),
      ),
    )
  })

  test('sharpening brings a blurred picture nearer', () => {
    const blurred = (of: Float32Array) => each(of, (one) => separably(one, CHANNELS, gaussianMatrix(SIZE, 1)))
    const asked = { truth, source: blurred(truth) }
    const learnt = { truth: training, source: blurred(training) }
    const change = { source: 'blur', sourceBlur: 1 } as const
    expect(squares(made('sharpened', change, asked, learnt), truth)).toBeLessThan(
      0.6 * squares(made('input', change, asked), truth),
    )
  })

  test('a mosaic of a slope is the slope again, away from the border', () => {
    const at = (index: number) => Math.floor((index % LENGTH) / CHANNELS) % SIZE
    const slope = Float32Array.from({ length: LENGTH }, (_, index) => -0.9 + 0.1 * at(index))
    const blocks = Float32Array.from(
      { length: LENGTH },
      (_, index) => -0.9 + 0.1 * (at(index) - (at(index) % 3) + 1),
    )
    const got = made('bicubic', { source: 'mosaic', mosaic: 3 }, { truth: slope, source: blocks })
    got.forEach((value, index) => {
      if (at(index) >= 5 && at(index) < 7) expect(value).toBeCloseTo(slope[index] ?? NaN, 5)
    })
  })
})
