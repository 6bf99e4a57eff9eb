/** Many pictures in one file: animations and sheets. */
import { describe, expect, test } from 'vitest'
import { strideOf } from '../../../../src/worker/data/rasters/frames.ts'
import { sheetOf } from '../../../../src/worker/data/rasters/sheet.ts'
import type { Picture } from '../../../../src/worker/data/pixels/picture.ts'
import { file, plainPng, png, pngDecoder } from '../../../helpers/data/files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { choosing, guessed, images, opened, refusal, troubles } from '../../../helpers/data/opening.ts'

const gif = file('run.gif', fixture('many/twenty-frames.gif'))
const sheet = file('sheet.png', fixture('many/sheet-8-by-8.png'))

describe('an animation', () => {
  test('opened alone gives all its frames, each as it is seen', async () => {
    const set = await opened([gif], { size: 32 })
    expect(set.list.count).toBe(20)
    expect(guessed(set, 'frames')).toBe('All frames')
    const frame = (i: number) => set.pixels.slice(i * 1024, (i + 1) * 1024).join()
    expect(new Set(Array.from({ length: 20 }, (_, i) => frame(i))).size).toBe(20)
  })

  test('a few together as well; every n-th where the person wants it', async () => {
    const three = file('three.zip', fixture('many/three-animations.zip'))
    expect((await images([three])).list.count).toBe(60)
    const set = await opened([three], {}, choosing({ frames: 10 }))
    expect(set.list.count).toBe(6)
    expect(guessed(set, 'frames')).toBe('Every 10th frame')
    expect(troubles(set)).not.toContain('first-frames')
  })

  test.each([
    ['auto', 20, 1, 1],
    ['auto', 5000, 1, 3],
    ['auto', 5000, 4, 10],
    ['auto', 20, 9, 0],
    [7, 20, 100, 7],
    [0, 20, 1, 0],
  ] as const)('%s of %i frames among %i files: every %i', (choice, count, together, wanted) =>
    expect(strideOf(choice, count, together)).toBe(wanted),
  )
})

describe('a sheet', () => {
  test('opened alone is cut into its tiles', async () => {
    const set = await opened([sheet], { size: 32 }, { freeSide: true })
    expect(set.list.count).toBe(64)
    expect(set.item.size).toBe(32)
    expect(guessed(set, 'tile')).toBe('Tiles of 32 × 32')
  })

  test('stays one picture beside others, and is cut where the person says so', async () => {
    const beside = [sheet, file('a.png', plainPng(40, 20))]
    const whole = await opened(beside)
    expect(whole.list.count).toBe(2)
    expect(guessed(whole, 'tile')).toBe('One picture')
    const cut = await opened(beside, {}, choosing({ tile: { width: 64, height: 64 } }))
    expect(cut.list.count).toBe(17)
  })

  const picture = (width: number, height: number, at: (x: number, y: number) => number): Picture => ({
    width,
    height,
    channels: 1,
    bytes: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
  })
  /** As good as random, and the same each time. */
  const noise = (x: number, y: number) =>
    (Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177) >>> 24) % 256

  test('without lines between its tiles is told by its edges', () => {
    const tones = picture(96, 64, (x, y) => noise(Math.floor(x / 16), Math.floor(y / 16)))
    expect(sheetOf(tones, 'auto')).toEqual({ tile: { width: 16, height: 16 }, columns: 6, rows: 4 })
  })

  test.each([
    ['noise', picture(64, 64, noise)],
    ['a slope', picture(64, 64, (x, y) => x + y)],
    ['one thing on white', picture(64, 64, (x, y) => (Math.hypot(x - 30, y - 34) < 20 ? 20 : 255))],
    ['a small thing on white', picture(96, 96, (x, y) => (x > 35 && x < 60 && y > 35 && y < 60 ? 20 : 255))],
    ['nothing', picture(64, 64, () => 255)],
  ])('%s is none', (_, one) => expect(sheetOf(one, 'auto')).toBeNull())
})

test('an animation alone that this browser cannot take apart is named as that', async () => {
  const animatedAvif = Buffer.concat([
    Buffer.from('\0\0\0\x14ftypavis\0\0\0\0avif', 'latin1'),
    Buffer.from('\0\0\0\x20meta\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\0\x02\0\0\0\x02', 'latin1'),
  ])
  const decode = { ...pngDecoder, decode: () => pngDecoder.decode(file('still.png', plainPng(9)), 16) }
  expect(await refusal([file('run.avif', animatedAvif)], { decode })).toMatchObject({
    message:
      'run.avif is an animation, and this browser can take out its first frame alone; a set needs two.',
    nextStep: 'Save its frames as PNG or the animation as GIF, or try another browser.',
  })
})

describe('many pictures with an animation', () => {
  test('take its first frame, and say so', async () => {
    const gifs = Array.from({ length: 9 }, (_, i) => file(`${i}.gif`, fixture('many/twenty-frames.gif')))
    const decode = {
      decode: () =>
        Promise.resolve({ width: 32, height: 32, channels: 1, bytes: new Uint8Array(1024).fill(9) } as const),
      draw: () => ({ width: 1, height: 1, channels: 1, bytes: new Uint8Array(1) }) as const,
    }
    const set = await opened(
      [
        ...gifs,
        file(
          'a.png',
          png(32, 32, () => [1, 2, 3]),
        ),
      ],
      {},
      { decode },
    )
    expect(set.list.count).toBe(10)
    expect(troubles(set)).toContain('first-frames')
    expect(guessed(set, 'frames')).toBe('First frame')
  })
})
