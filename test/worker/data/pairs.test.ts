import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { DataChoice } from '../../../src/common/items/data-card.ts'
import { cardOf } from '../../../src/worker/data/card/card.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { file, plainPng, png } from '../../helpers/data/files.ts'
import {
  choosing,
  config,
  firsts,
  guessed,
  images,
  opened,
  reasons,
  refusal,
  troubles,
} from '../../helpers/data/opening.ts'

/** Gray squares, each number once. */
const folder = (name: string, values: Readonly<Record<string, number>>, side = 8) =>
  Object.entries(values).map(([picture, value]) => file(`set/${name}/${picture}`, plainPng(value, side)))
const photos = folder('photos', { '0.png': 10, '1.png': 20, '2.png': 30 })
const masks = folder('masks', { '0.png': 110, '1.png': 120, '2.png': 130 })
const both = [...photos, ...masks]

/** First byte of what each picture is made from. */
const partners = (set: PictureSet) => {
  const { size, channels } = set.item
  const bytes = set.keep()?.partners
  return bytes && Array.from({ length: set.list.count }, (_, i) => bytes[i * size * size * channels])
}
const read = (files: File[], pairs: DataChoice['pairs']) => opened(files, {}, choosing({ pairs }))
const guess = (set: PictureSet) => set.summary.card?.guesses.find(({ about }) => about === 'pairs')
const bars = (width: number, height: number) =>
  png(width, height, (x) => (x * 2 < width ? [0, 0, 0] : [200, 200, 200]))

describe('two folders that hold the same names', () => {
  test('are pairs: the wanted are the items, each with what it is made from', async () => {
    const set = await images(both)
    expect(set.summary).toMatchObject({ count: 3, classes: [], pairs: { source: 'photos', target: 'masks' } })
    expect(firsts(set)).toEqual([110, 120, 130])
    expect(partners(set)).toEqual([10, 20, 30])
    expect(set.partners?.at([2])[0]).toBeCloseTo(30 / 127.5 - 1, 6)
    expect(set.summary.skipped).toEqual([])
    expect(troubles(set)).not.toContain('twin-folders')
    expect(set.summary.card).toMatchObject({ files: 6, count: 3, choice: { pairs: 'auto' } })
    expect(cardOf(set.summary).pairs).toEqual({ source: 'photos', target: 'masks' })
    expect(cardOf((await read(both, 'none')).summary).pairs).toBeUndefined()
  })

  test('the guess says so, and offers the other way and none', async () => {
    const set = await images(both)
    expect(guess(set)?.sentence).toBe(
      '3 pairs: each picture of “photos” with the one of the same name in “masks”, which is to be made from it.',
    )
    expect(guess(set)?.options).toEqual([
      { label: 'masks → photos', change: { pairs: { from: 'masks', to: 'photos' } }, inForce: false },
      { label: 'photos → masks', change: { pairs: { from: 'photos', to: 'masks' } }, inForce: true },
      { label: 'No pairs: all pictures together', change: { pairs: 'none' }, inForce: false },
    ])
  })

  test('can be turned round', async () => {
    const set = await read(both, { from: 'masks', to: 'photos' })
    expect(set.summary.pairs).toEqual({ source: 'masks', target: 'photos' })
    expect(firsts(set)).toEqual([10, 20, 30])
    expect(partners(set)).toEqual([110, 120, 130])
    expect(guessed(set, 'pairs')).toBe('masks → photos')
  })

  test('are all pictures together where the person wants none, and that is told', async () => {
    const set = await read(both, 'none')
    expect(set.list.count).toBe(6)
    expect(set.summary.pairs).toBeUndefined()
    expect(set.partners).toBeUndefined()
    expect(troubles(set)).toContain('twin-folders')
    expect(guessed(set, 'pairs')).toBe('No pairs: all pictures together')
    expect(guess(set)?.options).toHaveLength(3)
  })

  test('come in a zip as they come in a folder', async () => {
    const entries = { 'photos/a.png': 10, 'photos/b.png': 20, 'masks/a.png': 110, 'masks/b.png': 120 }
    const packed = zipSync(
      Object.fromEntries(Object.entries(entries).map(([path, value]) => [path, plainPng(value)])),
    )
    const set = await images([file('set.zip', packed)])
    expect(set.summary.pairs).toEqual({ source: 'photos', target: 'masks' })
    expect([firsts(set), partners(set)]).toEqual([
      [110, 120],
      [10, 20],
    ])
  })

  test('and in two archives', async () => {
    const zip = (from: number) => zipSync({ 'a.png': plainPng(from), 'b.png': plainPng(from + 1) })
    const set = await images([file('photos.zip', zip(10)), file('masks.zip', zip(110))])
    expect(set.summary.pairs).toEqual({ source: 'photos', target: 'masks' })
    expect(partners(set)).toEqual([10, 11])
  })

  test('another partner, or the other way round, is another set', async () => {
    const other = [...folder('photos', { '0.png': 10, '1.png': 21, '2.png': 30 }), ...masks]
    const sets = await Promise.all([
      images(both),
      images([...both].reverse()),
      images(other),
      read(both, { from: 'masks', to: 'photos' }),
      read(both, 'none'),
    ])
    const [first, ...rest] = sets.map(({ summary }) => summary.fingerprint)
    expect(rest[0]).toBe(first)
    expect(new Set([first, ...rest]).size).toBe(4)
  })

  test('stay pairs at another side and in colour', async () => {
    const set = await opened(both, { size: 32, channels: 'rgb' }, choosing({}))
    expect(set.item).toMatchObject({ size: 32, channels: 3 })
    expect([firsts(set), partners(set)]).toEqual([
      [110, 120, 130],
      [10, 20, 30],
    ])
    const again = await set.refit(config({ size: 8, channels: 'gray' }))
    expect(again.summary.pairs).toEqual(set.summary.pairs)
    expect(again.partners?.at([1])[0]).toBeCloseTo(20 / 127.5 - 1, 6)
  })
})

describe('what has no partner', () => {
  test('is left out by name, each with its reason', async () => {
    const others = ['photos', 'masks'].flatMap((name) =>
      folder(name, Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`x${i}.png`, 200 + i]))),
    )
    const more = [
      ...others,
      ...folder('photos', { '7.png': 70, '8.png': 80 }),
      ...folder('masks', { '9.png': 190, '2_mask.png': 131 }),
    ]
    const set = await images([...both, ...more])
    expect(firsts(set).slice(0, 3)).toEqual([110, 120, 130])
    expect(set.list.count).toBe(10)
    expect(reasons(set)).toEqual({
      'set/photos/7.png': 'no-partner',
      'set/photos/8.png': 'no-partner',
      'set/masks/9.png': 'no-partner',
      'set/masks/2_mask.png': 'same-name',
    })
    expect(set.summary.skipped.find(({ name }) => name === 'set/photos/7.png')?.reason).toMatchObject({
      sentence: 'set/photos/7.png has no partner of the same name in “masks”.',
      nextStep: 'Add it, or go on without: the others are used.',
    })
    expect(set.summary.card?.leftOut).toMatchObject([
      { code: 'no-partner', count: 3 },
      { code: 'same-name', count: 1 },
    ])
  })

  test('what cannot be read has none either', async () => {
    const set = await images([
      ...photos,
      ...masks.slice(1),
      file('set/masks/0.png', plainPng(1).slice(0, 60)),
    ])
    expect(partners(set)).toEqual([20, 30])
    expect(reasons(set)).toMatchObject({
      'set/photos/0.png': 'no-partner',
      'set/masks/0.png': 'file-truncated',
    })
  })

  test('fewer than two pairs are refused with the first reason', async () => {
    const cats = [file('cats/0.png', plainPng(1)), file('cats/1.png', plainPng(2))]
    const dogs = [file('dogs/1.png', plainPng(3)), file('dogs/2.png', plainPng(4))]
    const how = choosing({ pairs: { from: 'cats', to: 'dogs' } })
    expect(await refusal([...cats, ...dogs], how)).toMatchObject({
      code: 'too-few-items',
      message: expect.stringContaining('cats/0.png has no partner of the same name in “dogs”.') as string,
    })
    expect(await refusal([...cats, ...dogs.slice(1)], how)).toMatchObject({
      code: 'nothing-usable',
      nextStep: 'Add it, or go on without: the others are used.',
    })
  })

  test('a third view is left out until it is chosen', async () => {
    const three = [...both, ...folder('depth', { '0.png': 210, '1.png': 220, '2.png': 230 })]
    const set = await images(three)
    expect(set.summary.pairs).toEqual({ source: 'photos', target: 'depth' })
    expect(guess(set)?.options).toHaveLength(7)
    expect(Object.values(reasons(set))).toEqual(['beside-pairs', 'beside-pairs', 'beside-pairs'])
    const other = await read(three, { from: 'depth', to: 'masks' })
    expect([firsts(other), partners(other)]).toEqual([
      [110, 120, 130],
      [210, 220, 230],
    ])
    expect(guessed(other, 'pairs')).toBe('depth → masks')
  })
})

describe('two pictures of one pair', () => {
  test('of other sizes but one shape lie over each other, the small one enlarged smoothly and without a margin', async () => {
    // Eleven goes into 16 once: by whole numbers it would stand in a margin.
    const lr = [0, 1].map((i) => file(`lr/${i}.png`, bars(11, 11)))
    const hr = [0, 1].map((i) => file(`hr/${i}.png`, bars(44, 44)))
    const set = await images([...lr, ...hr])
    expect(set.summary.pairs).toEqual({ source: 'lr', target: 'hr' })
    const bytes = set.keep()?.partners
    expect(bytes?.[0]).toBe(0)
    expect(bytes?.[15]).toBe(200)
    expect(troubles(set)).not.toContain('unequal-pairs')
    expect(troubles(set)).not.toContain('enlarged')
    expect(set.summary.card?.sizes).toMatchObject({ smallest: { width: 11 }, largest: { width: 44 } })
    const hard = await opened([...lr, ...hr], {}, choosing({ enlarge: 'whole' }))
    expect(guessed(hard, 'enlarge')).toBe('Hard edges')
  })

  test('wanted ones that were enlarged are told of', async () => {
    expect(troubles(await images(both))).toContain('enlarged')
  })

  test('of other shapes are told, and fitted by one rule', async () => {
    const given = [0, 1, 2].map((i) => file(`photos/${i}.png`, bars(48, 32)))
    const wanted = [0, 1, 2].map((i) => file(`masks/${i}.png`, bars(i === 0 ? 49 : 32, 32)))
    const set = await images([...given, ...wanted])
    expect(set.summary.card?.troubles).toContainEqual({
      id: 'unequal-pairs',
      sentence:
        'In 2 of 3 pairs one picture is wider than the other for its height: the two may not lie over each other.',
      nextStep: 'Crop both to the same part, or set Fit to Stretch where both show the whole.',
    })
    const stretched = await images([...given, ...wanted], { fit: 'stretch' })
    expect(stretched.keep()?.partners?.slice(256, 512)).toEqual(stretched.pixels.slice(256, 512))
    expect(set.keep()?.partners?.slice(256, 512)).not.toEqual(set.pixels.slice(0, 256))
  })

  test('keep the side that all wanted ones have, whatever the given ones have', async () => {
    const files = [
      ...[0, 1].map((i) => file(`lr/${i}.png`, bars(16, 16))),
      ...[0, 1].map((i) => file(`hr/${i}.png`, bars(64, 64))),
    ]
    const set = await opened(files, {}, { freeSide: true })
    expect(set.item.size).toBe(64)
    expect(set.keep()?.partners).toHaveLength(2 * 64 * 64)
    expect(troubles(set)).toContain('own-side')
  })

  test('have one number of channels: colour where either has it', async () => {
    const red = [0, 1, 2].map((i) =>
      file(
        `set/photos/${i}.png`,
        png(8, 8, () => [200, 100, i]),
      ),
    )
    const set = await images([...red, ...masks])
    expect(set.item.channels).toBe(3)
    expect([...set.pixels.subarray(0, 3)]).toEqual([110, 110, 110])
    expect([...(set.keep()?.partners?.subarray(0, 3) ?? [])]).toEqual([200, 100, 0])
    const oneBlue = file(
      'set/masks/0.png',
      png(8, 8, () => [0, 0, 255]),
    )
    expect(troubles(await images([...red, oneBlue, ...masks.slice(1)]))).not.toContain('one-in-colour')
    expect(troubles(await images([...photos, oneBlue, ...masks.slice(1)]))).toContain('one-in-colour')
    expect((await images([...red, ...masks], { channels: 'gray' })).item.channels).toBe(1)
    expect((await images(both)).item.channels).toBe(1)
  })

  test('are stretched over their range each side by itself', async () => {
    const faint = [0, 1, 2].map((i) =>
      file(
        `set/masks/${i}.png`,
        png(16, 16, (x) => (x < 8 ? [0, 0, 0] : [i + 1, i + 1, i + 1])),
      ),
    )
    const bright = [0, 1, 2].map((i) => file(`set/photos/${i}.png`, bars(16, 16)))
    const set = await images([...faint, ...bright])
    expect(set.pixels[2 * 256 + 15]).toBe(255)
    expect(set.keep()?.partners?.[15]).toBe(200)
    const turned = await read([...faint, ...bright], { from: 'masks', to: 'photos' })
    expect(turned.pixels[15]).toBe(200)
    expect(turned.keep()?.partners?.[2 * 256 + 15]).toBe(255)
    expect(turned.summary.card?.troubles.find(({ id }) => id === 'narrow-range')?.sentence).toMatch(
      /^The pictures of “masks” use 1 % of their range/,
    )
  })

  test('that can be seen through stand on what suits their own side', async () => {
    const white = (i: number) => png(16, 16, (x) => [255, 255, 255, x > i + 4 ? 255 : 0])
    const black = (i: number) => png(16, 16, (x) => [0, 0, 0, x > i + 4 ? 255 : 0])
    const files = [0, 1].flatMap((i) => [file(`photos/${i}.png`, white(i)), file(`masks/${i}.png`, black(i))])
    const set = await images(files)
    expect(set.pixels[0]).toBe(255)
    expect(partners(set)).toEqual([0, 0])
    expect(set.summary.card?.guesses.filter(({ about }) => about === 'background')).toHaveLength(1)
  })
})

describe('what is told of pairs', () => {
  test('classes are those of the wanted, without the level of the two', async () => {
    const at = (side: string, kind: string, value: number) =>
      [0, 1].map((i) => file(`set/${side}/${kind}/${i}.png`, plainPng(value + i)))
    const set = await images([
      ...at('A', 'cat', 10),
      ...at('A', 'dog', 20),
      ...at('B', 'cat', 110),
      ...at('B', 'dog', 120),
    ])
    expect(set.summary).toMatchObject({ classes: ['cat', 'dog'], pairs: { source: 'A', target: 'B' } })
    expect([...(set.labels ?? [])]).toEqual([0, 0, 1, 1])
    expect(partners(set)).toEqual([10, 11, 20, 21])
  })

  test('a table beside them tells words of the wanted', async () => {
    const table = new TextEncoder().encode('image,hat\n0.png,1\n1.png,0\n2.png,1')
    const set = await images([...both, file('set/words.csv', table)])
    expect(set.attributes).toEqual([{ name: 'hat', kind: 'yes-no', values: Float32Array.of(1, 0, 1) }])
    expect(set.summary.skipped).toEqual([])
  })

  test('copies are looked for among the wanted alone', async () => {
    const look = (i: number) =>
      png(16, 16, (x, y) => ((x * (i + 2) + y * 3) % 7 > 3 ? [220, 220, 220] : [20, 20, 20]))
    const same = [0, 1, 2].map((i) => file(`set/photos/${i}.png`, look(0)))
    const differ = [0, 1, 2].map((i) => file(`set/masks/${i}.png`, look(i)))
    expect(troubles(await images([...same, ...differ]))).not.toContain('all-alike')
    expect(troubles(await read([...same, ...differ], { from: 'masks', to: 'photos' }))).toContain('all-alike')
  })
})
