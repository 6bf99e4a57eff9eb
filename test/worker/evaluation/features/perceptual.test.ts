/** The perceptual network against the same one built of tfjs ops, and the file it comes in. */
import { readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { asSeen, perceptualFeatures } from '../../../../src/worker/evaluation/features/perceptual-features.ts'
import { fieldMaps } from '../../../../src/worker/evaluation/features/perceptual-net.ts'
import {
  readPerceptualNet,
  type Block,
} from '../../../../src/worker/evaluation/features/perceptual-weights.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { shippedPerceptualNet } from '../../../helpers/data/shipped.ts'
import { minstdRows } from '../../../helpers/truth/known-rows.ts'

const net = shippedPerceptualNet()
const picture = (size: number, channels: number, seed = 3) =>
  minstdRows(seed, 1, size * size * channels).values.map((value) => 2 * value - 1)

beforeAll(() => tf.setBackend('cpu'))

/** Padded by one pixel on every side, as PyTorch does; "same" would pad below and to the right alone. */
function padded(map: tf.Tensor3D): tf.Tensor3D {
  return tf.pad3d(map, [
    [1, 1],
    [1, 1],
    [0, 0],
  ])
}

function through(map: tf.Tensor3D, { inputs, outputs, stride, ...weights }: Block): tf.Tensor3D {
  const spread = tf.depthwiseConv2d(
    padded(map),
    tf.tensor4d(weights.depthwise, [3, 3, inputs, 1]),
    stride,
    'valid',
  )
  const mixed = tf.conv2d(spread, tf.tensor4d(weights.pointwise, [1, 1, inputs, outputs]), 1, 'valid')
  const out = tf.leakyRelu(tf.add<tf.Tensor3D>(mixed, tf.tensor1d(weights.bias)), 0.1)
  return stride === 1 && inputs === outputs ? tf.add(out, map) : out
}

describe('the perceptual network', () => {
  test('says what the same network says that is built of tfjs ops', async () => {
    const pixels = picture(32, 3)
    const maps = fieldMaps(net, pixels)
    const stem = tf.conv2d(
      padded(tf.tensor3d(pixels, [32, 32, 3])),
      tf.tensor4d(net.stem.kernel, [3, 3, 3, 24]),
      2,
      'valid',
    )
    let map = tf.leakyRelu(tf.add<tf.Tensor3D>(stem, tf.tensor1d(net.stem.bias)), 0.1)
    for (const [i, block] of net.blocks.entries()) {
      map = through(map, block)
      const expected = await map.data()
      const own = maps[i]
      expect([own?.side, own?.side, own?.channels]).toEqual(map.shape)
      expect(own?.values).toHaveLength(expected.length)
      own?.values.forEach((value, at) => {
        expect(value).toBeCloseTo(expected[at] ?? NaN, 3)
      })
    }
  })

  test('gives mean and spread of 544 channels, of each picture by itself', () => {
    const both = new Float32Array([...picture(16, 1, 4), ...picture(16, 1, 5)])
    const rows = finish(perceptualFeatures(net, { pixels: both, size: 16, channels: 1 }))
    const second = finish(perceptualFeatures(net, { pixels: both.slice(256), size: 16, channels: 1 }))
    expect(rows.dimensions).toBe(1088)
    expect(rows.values).toHaveLength(2 * 1088)
    expect(rows.values.slice(1088)).toEqual(second.values)
    const seen = asSeen(both.slice(256), { pixels: both, size: 16, channels: 1 })
    const last = fieldMaps(net, seen).at(-1)
    const [channel, count] = [7, 16]
    const values = Array.from({ length: count }, (_, place) => last?.values[place * 160 + channel] ?? NaN)
    const mean = values.reduce((sum, value) => sum + value / count, 0)
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0)
    const at = 1088 + 2 * (544 - 160 + channel)
    expect(rows.values[at]).toBeCloseTo(mean, 4)
    expect(rows.values[at + 1]).toBeCloseTo(Math.log(1e-4 + Math.sqrt(variance)), 3)
  })

  test.each([16, 28])('sees smaller pictures of side %i enlarged between half pixels', async (size) => {
    const pixels = picture(size, 3)
    const expected = await tf.image
      .resizeBilinear(tf.tensor3d(pixels, [size, size, 3]), [32, 32], false, true)
      .data()
    asSeen(pixels, { pixels, size, channels: 3 }).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? NaN, 5)
    })
  })

  test.each([
    ['cut short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1)],
    ['of another mark', (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 0 ? 88 : byte))],
    [
      'of another version',
      (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte, at) => (at === 4 ? 2 : byte)),
    ],
  ])('a file that is %s is refused', (_, change) => {
    const bytes = change(Uint8Array.from(readFileSync('public/data/perceptual.bin')))
    expect(() => readPerceptualNet(bytes.buffer)).toThrow('judges looks is damaged')
  })
})
