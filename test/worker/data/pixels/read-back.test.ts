import { describe, expect, test } from 'vitest'
import type { Decoder } from '../../../../src/worker/data/readers/decoder.ts'
import { trueWay, type ReadBack } from '../../../../src/worker/data/readers/read-back.ts'
import { file, pngDecoder } from '../../../helpers/data/files.ts'
import { opened, pair, troubles } from '../../../helpers/data/opening.ts'

/** A canvas is what was drawn on it. */
const canvases = new WeakMap<object, Uint8ClampedArray>()
function draw(bytes: Uint8ClampedArray): OffscreenCanvas {
  const canvas = {} as OffscreenCanvas
  canvases.set(canvas, bytes.slice())
  return canvas
}
const faithful: ReadBack = (canvas) => canvases.get(canvas)?.slice() ?? new Uint8ClampedArray()
const flipping: ReadBack = (canvas) =>
  new Uint8ClampedArray(faithfulBytes(canvas).map((byte, i) => byte ^ (i % 50 === 0 ? 1 : 0)))
const faithfulBytes = (canvas: OffscreenCanvas) => canvases.get(canvas) ?? new Uint8ClampedArray()
const failing: ReadBack = () => Promise.reject(new Error('no frames here'))

test('a browser that alters nothing is read the usual way', async () => {
  expect(await trueWay(draw, faithful, failing)).toEqual({ truth: 'true', readBack: faithful })
})

test('a browser that flips low bits is read another way', async () => {
  expect(await trueWay(draw, flipping, faithful)).toEqual({ truth: 'another way', readBack: faithful })
})

test('a browser that alters pixels at every second look only is found out', async () => {
  let looks = 0
  const sometimes: ReadBack = (canvas) => (looks++ % 2 === 1 ? flipping(canvas) : faithful(canvas))
  expect(await trueWay(draw, sometimes, faithful)).toMatchObject({ truth: 'another way' })
})

test('where no way is true the usual one is taken, and that is known', async () => {
  expect(await trueWay(draw, flipping, failing)).toEqual({ truth: 'altered', readBack: flipping })
  expect(await trueWay(draw, flipping, flipping)).toMatchObject({ truth: 'altered' })
})

test('where nothing can be tried nothing is claimed', async () => {
  const drawNothing = () => {
    throw new Error('no canvas')
  }
  expect(await trueWay(drawNothing, flipping, faithful)).toEqual({ truth: 'true', readBack: flipping })
})

describe('the card of a browser that alters pixels', () => {
  const altering = { ...pngDecoder, truth: () => Promise.resolve('altered' as const) }
  const frames: Decoder['frames'] = async (_, __, ___, { every, take }) => {
    for (const value of [10, 200])
      take({ width: 1, height: 1, channels: 1, bytes: Uint8Array.of(value) }, { width: 1, height: 1 })
    return Promise.resolve({ frames: 2, every: every(2) })
  }
  /** Its size is all that is read of it here. */
  const animatedAvif = Buffer.concat([
    Buffer.from('\0\0\0\x14ftypavis\0\0\0\0avif', 'latin1'),
    Buffer.from('\0\0\0\x20meta\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\0\x02\0\0\0\x02', 'latin1'),
  ])
  const anymap = (value: number) => Buffer.from(`P2 2 2 255 ${value} ${value} 0 0\n`)

  test('says so of what the browser decoded, frames as well', async () => {
    expect(troubles(await opened(pair, {}, { decode: altering }))).toContain('alters-pixels')
    const set = await opened([file('a.avif', animatedAvif)], {}, { decode: { ...altering, frames } })
    expect(troubles(set)).toContain('alters-pixels')
  })

  test('says nothing of what was decoded without it', async () => {
    const files = [file('a.pgm', anymap(9)), file('b.pgm', anymap(99))]
    expect(troubles(await opened(files, {}, { decode: altering }))).not.toContain('alters-pixels')
  })
})
