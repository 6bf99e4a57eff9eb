import { describe, expect, test } from 'vitest'
import type { DataChoice } from '../../../src/common/items/data-card.ts'
import { ownPicture } from '../../../src/worker/data/own-picture.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { file, png, pngDecoder, type Rgba } from '../../helpers/data/files.ts'
import { npy } from '../../helpers/data/npy.ts'
import { choosing, config, guessed, images, opened, reasons, refusal } from '../../helpers/data/opening.ts'

type At = (x: number, y: number) => Rgba
const gray = (level: number): Rgba => [level, level, level]

/** A block that lies elsewhere in each picture. */
const inBlock = (i: number, x: number, y: number, side: number) => {
  const left = ((i * 5) % 11) / 16
  const top = ((i * 7) % 10) / 16
  return x >= left * side && x < (left + 0.35) * side && y >= top * side && y < (top + 0.35) * side
}
/** Its outline on the left, the block itself on the right: dark left, bright right. */
const doublePng = (i: number, side = 32, width = 2 * side) =>
  png(width, side, (x, y) => {
    const at = x < width / 2 ? x : x - Math.ceil(width / 2)
    const inside = inBlock(i, at, y, side)
    if (x >= width / 2) return gray(inside ? 90 : 240)
    const edge = inside !== inBlock(i, at + 1, y, side) || inside !== inBlock(i, at, y + 1, side)
    return gray(edge ? 255 : 10)
  })
/** Hills of another height and other blocks all along: one wide view. */
const panoramaPng = (i: number, side = 32) => {
  const at: At = (x, y) => {
    if (inBlock(i, x, y, side) || inBlock(3 * i + 4, x - side, y, side)) return gray(200)
    return gray(y > side * (0.3 + 0.05 * (i % 8)) + 2 * Math.sin(x / 3) ? 90 : 240)
  }
  return png(2 * side, side, at)
}
const numbered = (of: (i: number) => Uint8Array, count = 8) =>
  Array.from({ length: count }, (_, i) => file(`set/${i}.png`, of(i)))
const pairsOf = (set: PictureSet) => set.summary.pairs
const guess = (set: PictureSet) => set.summary.card?.guesses.find(({ about }) => about === 'pairs')
const read = (files: File[], pairs: DataChoice['pairs']) => opened(files, {}, choosing({ pairs }))
/** Of the first picture: mean of the wanted, mean of the given. */
const means = (set: PictureSet) => {
  const length = set.item.size ** 2 * set.item.channels
  const mean = (bytes: Uint8Array = new Uint8Array(0)) =>
    bytes.subarray(0, length).reduce((sum, byte) => sum + byte, 0) / length
  return [mean(set.pixels), mean(set.keep()?.partners)]
}

describe('pictures that hold two side by side', () => {
  test('are cut: the right one is to be made from the left one', async () => {
    const set = await images(numbered(doublePng))
    expect(set.summary).toMatchObject({ count: 8, pairs: { source: 'left', target: 'right' } })
    const [wanted = 0, given = 0] = means(set)
    expect(wanted).toBeGreaterThan(150)
    expect(given).toBeLessThan(80)
    expect(guess(set)?.sentence).toBe(
      '8 pairs: each picture holds two side by side, the right one to be made from the left one.',
    )
    expect(guess(set)?.options).toEqual([
      { label: 'Left → right', change: { pairs: 'left-right' }, inForce: true },
      { label: 'Right → left', change: { pairs: 'right-left' }, inForce: false },
      { label: 'One picture each: no pairs', change: { pairs: 'none' }, inForce: false },
    ])
    expect(set.summary.card).toMatchObject({
      files: 8,
      choice: { pairs: 'auto' },
      sizes: { smallest: { width: 32, height: 32 }, alike: true },
    })
  })

  test('whichever way round, or none', async () => {
    const files = numbered(doublePng)
    const turned = await read(files, 'right-left')
    expect(pairsOf(turned)).toEqual({ source: 'right', target: 'left' })
    expect(means(turned)).toEqual(means(await images(files)).reverse())
    expect(guessed(turned, 'pairs')).toBe('Right → left')
    const none = await read(files, 'none')
    expect([none.list.count, pairsOf(none), none.partners]).toEqual([8, undefined, undefined])
    expect(guessed(none, 'pairs')).toBe('One picture each: no pairs')
    expect(guess(none)?.options).toHaveLength(3)
  })

  test('cut before they are fitted: nothing of either is lost, however they fit', async () => {
    for (const fit of ['cover', 'stretch', 'contain'] as const) {
      const set = await images(numbered(doublePng), { fit, size: 32 })
      const bytes = [...set.pixels.subarray(0, 32 * 32)]
      expect(bytes).toEqual(
        Array.from({ length: 32 * 32 }, (_, k) => (inBlock(0, k % 32, Math.floor(k / 32), 32) ? 90 : 240)),
      )
    }
  })

  test('keep the side of their halves', async () => {
    const set = await opened(
      numbered((i) => doublePng(i, 64)),
      {},
      { freeSide: true },
    )
    expect(set.item.size).toBe(64)
    expect(pairsOf(set)).toEqual({ source: 'left', target: 'right' })
  })

  test('are turned and mirrored half by half', async () => {
    const files = numbered(doublePng)
    const plain = await opened(files, { size: 32 }, choosing({}))
    const mirrored = await opened(files, { size: 32 }, choosing({ mirror: true }))
    expect(pairsOf(mirrored)).toEqual({ source: 'left', target: 'right' })
    const row = (set: PictureSet, y: number) => [...set.pixels.subarray(y * 32, (y + 1) * 32)]
    expect(row(mirrored, 4)).toEqual(row(plain, 4).reverse())
    expect(new Set(row(plain, 4)).size).toBe(2)
  })

  test('of a pixel more or less too; of fewer than four nothing is believed', async () => {
    const odd = await images(numbered((i) => doublePng(i, 32, 65)))
    expect(pairsOf(odd)).toEqual({ source: 'left', target: 'right' })
    const three = await images(numbered(doublePng, 3))
    expect(pairsOf(three)).toBeUndefined()
    expect(guess(three)).toBeUndefined()
  })

  test('in an array as well', async () => {
    const values = Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 32 * 64 }, (_, k) => {
        const [x, y] = [k % 64, Math.floor(k / 64)]
        return inBlock(i, x % 32, y, 32) === x < 32 ? 220 : 20
      }),
    ).flat()
    const array = file('x.npy', npy('|u1', [8, 32, 64], Uint8Array.from(values)))
    const set = await images([array])
    expect(pairsOf(set)).toEqual({ source: 'left', target: 'right' })
    expect(set.pixels[0]).not.toBe(set.keep()?.partners?.[0])
    expect((await read([array], 'none')).summary.pairs).toBeUndefined()
  })

  test('stay pairs at another side', async () => {
    const files = numbered(doublePng)
    for (const size of [8, 64])
      expect(pairsOf(await images(files, { size }))).toEqual({ source: 'left', target: 'right' })
    const again = await (await images(files)).refit(config({ size: 8 }))
    expect(again.summary.pairs).toEqual({ source: 'left', target: 'right' })
  })

  test('but not one picture by itself: it is asked for whole', async () => {
    const [one] = numbered(doublePng, 1)
    if (one === undefined) throw new Error('no file')
    const item = { kind: 'picture', size: 16, channels: 1 } as const
    const how = { fit: 'stretch', rasterise: () => Promise.resolve(null), decoder: pngDecoder } as const
    const plain = await ownPicture(one, item, how)
    const { choice } = choosing({ pairs: 'left-right' })
    expect(await ownPicture(one, item, { ...how, ...(choice && { choice }) })).toEqual(plain)
    // Its left is dark, its right bright: it was not cut.
    expect((plain[8 * 16] ?? 0) < (plain[8 * 16 + 15] ?? 0)).toBe(true)
  })
})

describe('panoramas', () => {
  test('stay one picture each; that they are pairs can be said', async () => {
    const files = numbered(panoramaPng, 12)
    const set = await images(files)
    expect([set.list.count, pairsOf(set)]).toEqual([12, undefined])
    expect(guess(set)?.sentence).toBe('The pictures are twice as wide as high: each is taken for one.')
    expect(guessed(set, 'pairs')).toBe('One picture each: no pairs')
    expect(pairsOf(await read(files, 'left-right'))).toEqual({ source: 'left', target: 'right' })
  })

  test('pictures of other shapes are asked nothing', async () => {
    const set = await images(
      numbered((i) => panoramaPng(i, 32)).concat(
        file(
          'set/x.png',
          png(32, 32, () => gray(9)),
        ),
      ),
    )
    expect(guess(set)).toBeUndefined()
  })
})

describe('where the person says that there are two', () => {
  test('every picture about twice as wide as high is cut, the others are left out', async () => {
    const files = [
      file(
        'a.png',
        png(60, 32, (x) => gray(x < 30 ? 10 : 110)),
      ),
      file(
        'b.png',
        png(66, 32, (x) => gray(x < 33 ? 20 : 120)),
      ),
      file(
        'square.png',
        png(32, 32, () => gray(50)),
      ),
    ]
    const set = await read(files, 'left-right')
    expect(set.list.count).toBe(2)
    expect([set.pixels[0], set.keep()?.partners?.[0]]).toEqual([110, 10])
    expect(reasons(set)).toEqual({ 'square.png': 'no-two-halves' })
    expect(
      await refusal([...files.slice(0, 1), ...files.slice(2)], choosing({ pairs: 'left-right' })),
    ).toMatchObject({ code: 'too-few-items' })
  })

  test('no sheet of tiles is looked for', async () => {
    const sheet = (i: number) =>
      png(128, 64, (x, y) => gray(x % 16 > 2 && y % 16 > 2 ? (x * (7 + i) + y * 13) % 200 : 255))
    const files = [0, 1].map((i) => file(`${i}.png`, sheet(i)))
    expect(guessed(await read(files, 'auto'), 'tile')).toBe('One picture')
    expect(guessed(await read(files, 'left-right'), 'tile')).toBeNull()
  })

  test('before folders of the same names', async () => {
    const files = ['photos', 'masks'].flatMap((folder) =>
      [0, 1, 2].map((i) => file(`${folder}/${i}.png`, doublePng(i))),
    )
    expect(pairsOf(await images(files))).toEqual({ source: 'photos', target: 'masks' })
    const cut = await read(files, 'left-right')
    expect([cut.list.count, pairsOf(cut)]).toEqual([6, { source: 'left', target: 'right' }])
    expect(guess(cut)?.options).toHaveLength(5)
  })
})
