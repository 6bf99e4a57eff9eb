import { expect, test, vi } from 'vitest'
import { CLASS_HUES } from '../../src/common/items/point-classes.ts'
import { createPainter } from '../../src/worker/draw/painter.ts'
import type { PictureScene, PointScene } from '../../src/worker/draw/scene.ts'
import { SCENE_PAINTERS } from '../../src/worker/kinds/kinds.ts'

const EMPTY: PointScene = {
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

/** A canvas with its painter and a way to look at one CSS pixel. */
function easel(width: number, height: number, scale = 1) {
  const canvas = new OffscreenCanvas(1, 1)
  const painted = createPainter(canvas, SCENE_PAINTERS)
  const painter = {
    resize: (...size: [number, number, number]) => painted.resize(...size),
    draw: (scene: PointScene | PictureScene) => painted.draw(scene),
  }
  painter.resize(width, height, scale)
  const pixel = (x: number, y: number): number[] => [
    ...(canvas.getContext('2d')?.getImageData(Math.floor(x * scale), Math.floor(y * scale), 1, 1).data ?? []),
  ]
  return { canvas, painter, pixel }
}

/** Which role a pixel's hue is of. */
function role([r = 0, g = 0, b = 0]: number[]): string {
  if (g > r + 25 && g > b) return 'real'
  if (r > b + 25 && r > g) return 'fake'
  return 'neither'
}

test.for([1, 2])('points land where they are, in their role’s colour, y upwards (scale %d)', (scale) => {
  const { painter, pixel } = easel(400, 300, scale)
  painter.draw({ ...EMPTY, real: new Float32Array([0.5, 0.5]), fake: new Float32Array([-0.5, -0.5]) })
  // The window is the square 300 × 300 in the middle: x from 50 to 350.
  expect(role(pixel(275, 75))).toBe('real')
  expect(role(pixel(125, 225))).toBe('fake')
  expect(role(pixel(275, 225))).toBe('neither')
  expect(pixel(20, 150)).toEqual([0, 0, 0, 0])
})

test('reals of classes are drawn in the colours of their classes', () => {
  const { painter, pixel } = easel(300, 300)
  painter.draw({
    ...EMPTY,
    real: new Float32Array([-0.5, 0, 0, 0, 0.5, 0]),
    realHues: Uint8Array.of(3, 1, 3),
  })
  const [left, middle, right] = [75, 150, 225].map((x) => pixel(x, 150))
  expect(left).toEqual(right)
  // Olive and navy, at eight tenths over the ground.
  const apart = (seen: number[] = [], hex = '') =>
    Math.max(
      ...[1, 3, 5].map((at, i) =>
        Math.abs((seen[i] ?? 0) - 0.8 * Number.parseInt(hex.slice(at, at + 2), 16) - 0.2 * 245),
      ),
    )
  expect(apart(left, CLASS_HUES.light[3])).toBeLessThan(4)
  expect(apart(middle, CLASS_HUES.light[1])).toBeLessThan(4)
})

test('the field is green where D believes and orange where it does not, row 0 at the top', () => {
  const { painter, pixel } = easel(300, 300)
  painter.draw({ ...EMPTY, surface: { side: 2, scores: new Float32Array([1, 1, 0, 0]) } })
  expect(role(pixel(150, 40))).toBe('real')
  expect(role(pixel(150, 260))).toBe('fake')
  const [r = 0, g = 0, b = 0] = pixel(150, 150)
  expect(b).toBeGreaterThan(r)
  expect(b).toBeGreaterThan(g)
})

test('a window elsewhere moves and enlarges what is drawn', () => {
  const { painter, pixel } = easel(300, 300)
  painter.draw({ ...EMPTY, window: { x: 0.5, y: 0.5, half: 0.25 }, real: new Float32Array([0.625, 0.375]) })
  expect(role(pixel(225, 225))).toBe('real')
  expect(role(pixel(150, 150))).toBe('neither')
})

test('a folded cell of the grid is opaque, a stretched one is pale, a turned one is no hole', () => {
  const { painter, pixel } = easel(300, 300)
  // Two cells across: the left one fills the left half, the right one is turned over onto the upper part of it.
  const places = new Float32Array([-1, -1, 0, -1, -1, 0.5, -1, 1, 0, 1, -1, 1])
  const grid = { columns: 2, rows: 1, places, densities: new Float32Array([0.6, 0.6]) }
  painter.draw({ ...EMPTY, grid })
  expect(role(pixel(75, 200))).toBe('fake')
  expect(role(pixel(225, 200))).toBe('neither')
  const strength = ([r = 0, , b = 0]: number[]) => r - b
  const plain = strength(pixel(110, 260))
  expect(strength(pixel(30, 60))).toBeGreaterThanOrEqual(plain)
  painter.draw({ ...EMPTY, grid: { ...grid, densities: new Float32Array([50, 50]) } })
  expect(strength(pixel(110, 260))).toBeGreaterThan(plain + 20)
})

test('an arrow points where its vector does', () => {
  const { painter, pixel } = easel(300, 300)
  const directions = { places: new Float32Array([0, 0]), values: new Float32Array([0, 3]) }
  painter.draw({ ...EMPTY, directions })
  const dark = (x: number, y: number) => Math.max(...pixel(x, y).slice(0, 3)) < 200
  expect([1, 2, 3, 4, 5, 6].some((up) => dark(150, 150 - up) || dark(149, 150 - up))).toBe(true)
  expect([3, 4, 5, 6].some((down) => dark(150, 150 + down) || dark(149, 150 + down))).toBe(false)
})

test('densities stand side by side on one scale', () => {
  const { painter, pixel } = easel(620, 330)
  painter.draw({
    ...EMPTY,
    densities: { side: 2, real: new Float32Array([1, 0, 0, 0]), fake: new Float32Array([0, 0, 0, 4]) },
  })
  // Two panels of 304 with a caption above.
  expect(role(pixel(60, 80))).toBe('real')
  expect(role(pixel(240, 260))).toBe('neither')
  expect(role(pixel(560, 280))).toBe('fake')
  expect(role(pixel(380, 80))).toBe('neither')
  const strength = (values: number[]) => Math.max(...values.slice(0, 3)) - Math.min(...values.slice(0, 3))
  expect(strength(pixel(560, 280))).toBeGreaterThan(1.35 * strength(pixel(60, 80)))
})

test('tiles show their pixels exactly when enlarged by whole numbers', () => {
  const { painter, canvas } = easel(220, 220)
  const pixels = Float32Array.from({ length: 16 * 16 }, (_, i) =>
    (i + Math.floor(i / 16)) % 2 === 0 ? 1 : -1,
  )
  const picture = { count: 1, pixels, scores: new Float32Array([1]) }
  painter.draw({ kind: 'picture', layout: 'portrait', theme: 'light', size: 16, channels: 1, picture })
  const { data, width } = canvas.getContext('2d')?.getImageData(0, 0, 220, 220) ?? { data: [], width: 0 }
  const values = new Set<number>()
  for (let y = 60; y < 120; y++) for (let x = 60; x < 120; x++) values.add(data[4 * (y * width + x)] ?? -1)
  expect([...values].sort((a, b) => a - b)).toEqual([0, 255])
})

test('colour pictures keep their channels', () => {
  const { painter, pixel } = easel(200, 200)
  const pixels = Float32Array.from({ length: 16 * 16 * 3 }, (_, i) => [1, 0, -1][i % 3] ?? 0)
  const picture = { count: 1, pixels, scores: new Float32Array([0.5]) }
  painter.draw({ kind: 'picture', layout: 'portrait', theme: 'dark', size: 16, channels: 3, picture })
  expect(pixel(100, 90)).toEqual([255, 128, 0, 255])
})

test('the last scene is drawn again after a resize', () => {
  const { painter, pixel } = easel(100, 100)
  painter.draw({ ...EMPTY, real: new Float32Array([0, 0]) })
  painter.resize(300, 300, 1)
  expect(role(pixel(150, 150))).toBe('real')
})

test('a thousand reals and fakes over a field are drawn in few strokes', () => {
  const { painter } = easel(700, 600)
  const cloud = (shift: number) =>
    Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i * 12.9898 + shift) * 0.9)
  const scores = Float32Array.from({ length: 48 * 48 }, (_, i) => (Math.sin(i / 5) + 1) / 2)
  const scene = { ...EMPTY, real: cloud(0), fake: cloud(1), surface: { side: 48, scores } }
  const context = OffscreenCanvasRenderingContext2D.prototype
  const spies = (['fill', 'stroke', 'fillRect', 'strokeRect', 'drawImage', 'putImageData'] as const).map(
    (name) => vi.spyOn(context, name),
  )
  painter.draw(scene)
  const strokes = spies.reduce((total, { mock }) => total + mock.calls.length, 0)
  vi.restoreAllMocks()
  // Of each role all at once, not one by one.
  expect(strokes).toBeGreaterThan(2)
  expect(strokes).toBeLessThan(20)
})

test.for(['wall', 'portrait', 'points'] as const)('%s survive a canvas of one pixel', (kind) => {
  const { painter } = easel(1, 1)
  const picture = { count: 1, pixels: new Float32Array(256), scores: new Float32Array(1) }
  const scenes = {
    wall: {
      kind: 'picture',
      layout: 'wall',
      theme: 'light',
      size: 16,
      channels: 1,
      columns: 4,
      fake: picture,
      real: picture,
    },
    portrait: { kind: 'picture', layout: 'portrait', theme: 'light', size: 16, channels: 1, picture },
    points: EMPTY,
  } as const
  expect(() => {
    painter.draw(scenes[kind])
    painter.resize(9, 9, 1)
    painter.resize(30, 9, 3)
  }).not.toThrow()
})
