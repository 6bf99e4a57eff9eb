/** The canvases of a side: what is drawn goes to the one it is for, and stays on it through a resize. */
import { expect, test } from 'vitest'
import type { PointScene } from '../../../../src/worker/draw/scene.ts'
import { Surfaces } from '../../../../src/worker/session/stage/surfaces.ts'
import { notedCanvas } from '../../../helpers/engine/noted-canvas.ts'

const SIZE = { width: 100, height: 50, scale: 2 }

const scene: PointScene = {
  kind: 'point',
  theme: 'light',
  extent: 1,
  window: { x: 0, y: 0, half: 1 },
  real: new Float32Array(),
  realHues: null,
  fake: new Float32Array(),
  surface: null,
  grid: null,
  directions: null,
  inputGradients: null,
  densities: null,
  cursor: null,
  focus: null,
}

test('a scene goes to its own canvas alone', async () => {
  const surfaces = new Surfaces()
  const [stage, latent] = [notedCanvas(), notedCanvas()]
  surfaces.attach('stage', stage.canvas, SIZE)
  surfaces.attach('latent', latent.canvas, SIZE)
  await surfaces.draw('stage', scene)
  expect([stage.drawn, latent.drawn]).toEqual([1, 0])
})

test('a canvas has as many pixels as the screen shows of it, and draws its scene again when that changes', async () => {
  const surfaces = new Surfaces()
  const noted = notedCanvas()
  const { canvas } = noted
  surfaces.attach('stage', canvas, SIZE)
  expect([canvas.width, canvas.height]).toEqual([200, 100])
  await surfaces.draw('stage', scene)
  surfaces.resize('stage', { ...SIZE, width: 30 })
  expect([canvas.width, canvas.height]).toEqual([60, 100])
  expect(noted.drawn).toBe(2)
})

test('what was drawn on a canvas does not go over to the next one', async () => {
  const surfaces = new Surfaces()
  const [old, next] = [notedCanvas(), notedCanvas()]
  surfaces.attach('stage', old.canvas, SIZE)
  await surfaces.draw('stage', scene)
  surfaces.attach('stage', next.canvas, SIZE)
  surfaces.resize('stage', { ...SIZE, width: 30 })
  expect([old.drawn, next.drawn]).toEqual([1, 0])
})

test('where there is no canvas nothing is drawn, and that is no failure', async () => {
  const surfaces = new Surfaces()
  expect(surfaces.has('stage')).toBe(false)
  await surfaces.draw('stage', scene)
  surfaces.resize('stage', SIZE)
  expect(surfaces.has('stage')).toBe(false)
})
