import { expect, test } from 'vitest'
import { trueWay, type ReadBack } from '../../../../src/worker/data/readers/read-back.ts'

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
