import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import type { Presenter } from '../../src/worker/draw/device/presenter.ts'
import { presenterNow } from '../../src/worker/draw/device/presenters.ts'
import { createPainter } from '../../src/worker/draw/painter.ts'
import type { PictureScene, Pictures, PointScene, WallScene } from '../../src/worker/draw/scene.ts'
import { SCENE_PAINTERS } from '../../src/worker/kinds/kinds.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { ASSETS } from './engine-assets.ts'

/** What a device draws by itself, beside the same numbers drawn by the plain painter. */
let engine: Engine
let presenter: Presenter
beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
  const found = presenterNow()
  if (found === null) throw new Error('What the device draws does not reach a canvas here.')
  presenter = found
})

const NOTHING = new Float32Array(0)
const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit))
/** Values that look like noise, in [−1, 1]. */
const noise = (count: number, shift = 0) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + 78.233 * shift) * 1.05)

function drawn(
  scene: PointScene | PictureScene,
  width: number,
  height: number,
  scale: number,
): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(1, 1)
  const painter = createPainter(canvas, SCENE_PAINTERS)
  painter.resize(width, height, scale)
  painter.draw(scene)
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  painter.dispose()
  return pixels ?? new Uint8ClampedArray(0)
}

/** Differences of all bytes, the largest first. */
function differences(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
): { most: number; mean: number; far: number } {
  expect(a.length).toBe(b.length)
  let [most, sum, far] = [0, 0, 0]
  // As the page shows them: under a thin veil colours do not count.
  const shown = (bytes: Uint8ClampedArray, i: number) =>
    i % 4 === 3 ? (bytes[i] ?? 0) : ((bytes[i] ?? 0) * (bytes[i - (i % 4) + 3] ?? 0)) / 255
  a.forEach((_, i) => {
    const apart = Math.abs(shown(a, i) - shown(b, i))
    most = Math.max(most, apart)
    sum += apart
    if (apart > 2) far++
  })
  return { most, mean: sum / a.length, far: far / a.length }
}

interface Case {
  size: number
  channels: 1 | 3
  count: number
  width: number
  height: number
  scale: number
  theme: 'light' | 'dark'
}

function both({ size, channels, count }: Case, shift: number): { plain: Pictures; device: Pictures } {
  const values = noise(count * size * size * channels, shift)
  const logits = noise(count, shift + 0.5).map((value) => 4 * value)
  const items = tf.tensor(values, [count, size, size, channels])
  return {
    plain: { count, pixels: values, scores: logits.map(sigmoid) },
    device: {
      count,
      pixels: NOTHING,
      scores: NOTHING,
      device: { items, logits: tf.tensor1d(logits), presenter },
    },
  }
}

// Whole multiples and none, numbered tiles and bare ones, odd sizes, scales of displays.
const WALLS: Case[] = [
  { size: 28, channels: 1, count: 16, width: 400, height: 300, scale: 1, theme: 'light' },
  { size: 28, channels: 1, count: 64, width: 700, height: 420, scale: 1, theme: 'dark' },
  { size: 16, channels: 3, count: 9, width: 501, height: 333, scale: 2, theme: 'light' },
  { size: 32, channels: 3, count: 25, width: 640, height: 377, scale: 1.5, theme: 'dark' },
  { size: 13, channels: 3, count: 7, width: 301, height: 500, scale: 1, theme: 'light' },
]

test.for(WALLS)(
  'a wall of $count pictures of $size × $size × $channels is the same from the device, at scale $scale',
  (wall) => {
    const [fake, real] = [both(wall, 1), both(wall, 2)]
    const { size, channels, theme } = wall
    const scene = { kind: 'picture', layout: 'wall', theme, size, channels, columns: 4 } as const
    const draw = (shown: WallScene) => drawn(shown, wall.width, wall.height, wall.scale)
    const plain = draw({ ...scene, fake: fake.plain, real: real.plain })
    const device = draw({ ...scene, fake: fake.device, real: real.device })
    expect(new Set(plain).size).toBeGreaterThan(100)
    expect(differences(plain, device).most).toBeLessThanOrEqual(2)
  },
)

test.for([1, 1.25, 2])('a portrait with its score is the same from the device, at scale %d', (scale) => {
  const about: Case = { size: 28, channels: 1, count: 1, width: 180, height: 200, scale, theme: 'light' }
  const { plain, device } = both(about, 3)
  const scene = { kind: 'picture', layout: 'portrait', theme: 'light', size: 28, channels: 1 } as const
  const a = drawn({ ...scene, picture: plain }, 180, 200, scale)
  const b = drawn({ ...scene, picture: device }, 180, 200, scale)
  expect(differences(a, b).most).toBeLessThanOrEqual(2)
})

test('what is no number is black, with a dash and an undecided edge', () => {
  const values = Float32Array.from([NaN, Infinity, -Infinity, 0.5])
  const scene = { kind: 'picture', layout: 'portrait', theme: 'light', size: 2, channels: 1 } as const
  const plain: Pictures = { count: 1, pixels: values, scores: Float32Array.of(NaN) }
  const held = { items: tf.tensor(values, [1, 2, 2, 1]), logits: tf.tensor1d([NaN]), presenter }
  const device: Pictures = { count: 1, pixels: NOTHING, scores: NOTHING, device: held }
  const a = drawn({ ...scene, picture: plain }, 120, 140, 1)
  const b = drawn({ ...scene, picture: device }, 120, 140, 1)
  expect(differences(a, b).most).toBeLessThanOrEqual(2)
})

const PLANE: PointScene = {
  kind: 'point',
  theme: 'light',
  extent: 2,
  window: { x: 0.1, y: -0.2, half: 1.3 },
  real: noise(64, 9),
  realHues: null,
  fake: NOTHING,
  surface: null,
  grid: null,
  directions: null,
  inputGradients: null,
  densities: null,
  cursor: null,
  focus: null,
}

/** A smooth hill with a ring where it is undecided. */
const hill = (side: number, shift = 0) =>
  Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) / side - 0.5, Math.floor(i / side) / side - 0.5]
    return 3 - 40 * (x * x + y * y) + 3 * Math.sin(9 * x + shift) * Math.cos(7 * y)
  })

test.for([
  { side: 48, width: 400, height: 300, scale: 1, theme: 'light' },
  { side: 48, width: 333, height: 500, scale: 2, theme: 'dark' },
  { side: 5, width: 301, height: 277, scale: 1.5, theme: 'light' },
] as const)(
  'field, line, crosses and the held sample are the same from the device, at $scale',
  ({ side, width, height, scale, theme }) => {
    const logits = hill(side)
    const fakes = noise(300, 5).map((value) => 1.6 * value)
    const scores = logits.map(sigmoid)
    const plain = drawn(
      {
        ...PLANE,
        theme,
        surface: { side, scores },
        fake: fakes,
        cursor: { x: 0.4, y: 0.3, score: sigmoid(1) },
      },
      ...([width, height, scale] as const),
    )
    const device = drawn(
      {
        ...PLANE,
        theme,
        device: {
          surface: { side, logits: tf.tensor1d(logits) },
          fakes: tf.tensor2d(fakes, [150, 2]),
          cursor: { place: tf.tensor2d([0.4, 0.3], [1, 2]), logit: tf.tensor1d([1]) },
          presenter,
        },
      },
      ...([width, height, scale] as const),
    )
    const empty = drawn({ ...PLANE, theme }, width, height, scale)
    const { mean, far } = differences(plain, device)
    const all = differences(plain, empty)
    // Soft edges are rounded otherwise by every renderer; what is drawn is the same.
    expect(mean).toBeLessThan(0.02 * all.mean)
    expect(far).toBeLessThan(0.03)
  },
)

test('a field alone is the same to a level', () => {
  const logits = Float32Array.from({ length: 49 }, (_, i) => (i === 3 ? NaN : i + 0.2))
  const scene = { ...PLANE, real: NOTHING }
  const a = drawn({ ...scene, surface: { side: 7, scores: logits.map(sigmoid) } }, 210, 210, 1)
  const surface = { side: 7, logits: tf.tensor1d(logits) }
  const b = drawn({ ...scene, device: { surface, fakes: null, cursor: null, presenter } }, 210, 210, 1)
  // Here and there an axis' tick lies between two pixels.
  expect(differences(a, b).far).toBeLessThan(0.001)
})

test('points and a held sample that are nowhere leave no mark', () => {
  const scene = { ...PLANE, real: NOTHING }
  const cursor = { place: tf.tensor2d([NaN, 0], [1, 2]), logit: tf.tensor1d([NaN]) }
  const fakes = tf.tensor2d([NaN, 0, 9, 9, 0, Infinity], [3, 2])
  const a = drawn(scene, 210, 210, 1)
  const b = drawn({ ...scene, device: { surface: null, fakes, cursor, presenter } }, 210, 210, 1)
  expect(differences(a, b).most).toBe(0)
})

test('drawing reads nothing back, and frees what it drew', async () => {
  const canvas = new OffscreenCanvas(1, 1)
  const painter = createPainter(canvas, SCENE_PAINTERS)
  painter.resize(300, 300, 1)
  const before = engine.memory().tensors
  engine.counters()
  const wall: Case = { size: 16, channels: 1, count: 4, width: 0, height: 0, scale: 1, theme: 'light' }
  for (let i = 0; i < 3; i++) {
    const { device } = both(wall, i)
    const scene: WallScene = {
      kind: 'picture',
      layout: 'wall',
      theme: 'light',
      size: 16,
      channels: 1,
      columns: 2,
      fake: device,
      real: null,
    }
    painter.draw(scene)
  }
  // The last scene is kept, for a resize.
  expect(engine.memory().tensors).toBe(before + 2)
  painter.resize(200, 200, 1)
  await presenter.settle()
  expect(engine.counters().readbacks).toBe(0)
  painter.dispose()
  expect(engine.memory().tensors).toBe(before)
})

test('what the next scene holds as well is kept', () => {
  const canvas = new OffscreenCanvas(1, 1)
  const painter = createPainter(canvas, SCENE_PAINTERS)
  painter.resize(200, 200, 1)
  const before = engine.memory().tensors
  const held = (x: number) => ({ place: tf.tensor2d([x, 0], [1, 2]), logit: tf.tensor1d([1]) })
  const device = { surface: null, fakes: tf.tensor2d([0, 0, 0.5, 0.5], [2, 2]), cursor: held(0), presenter }
  const draw = (scene: PointScene) => painter.draw(scene)
  draw({ ...PLANE, device })
  draw({ ...PLANE, device: { ...device, cursor: held(0.5) } })
  expect(device.fakes.isDisposed).toBe(false)
  expect(device.cursor.place.isDisposed).toBe(true)
  painter.draw({ ...PLANE })
  expect(engine.memory().tensors).toBe(before)
})
