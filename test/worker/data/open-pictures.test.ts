import { describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { openFiles } from '../../../src/worker/data/open-files.ts'
import { file, plainPng, png } from '../../helpers/data/files.ts'
import { config, firsts, images, pair, reasons, services } from '../../helpers/data/opening.ts'

describe('pictures', () => {
  test('become squares of the wanted size, in order of their names, whatever the drop’s order', async () => {
    const set = await images([
      file('b.png', plainPng(20)),
      file('a.png', plainPng(10)),
      file('c.png', plainPng(30)),
    ])
    expect(set).toMatchObject({
      item: { kind: 'picture', size: 16, channels: 1 },
      list: { count: 3 },
      labels: null,
    })
    expect(set.pixels).toHaveLength(3 * 16 * 16)
    expect(firsts(set)).toEqual([10, 20, 30])
    expect(set.summary).toMatchObject({ id: 'own', label: '3 files', count: 3, classes: [], skipped: [] })
  })

  test('are gray when every one is, in colour when one is not, and as the config says otherwise', async () => {
    const red = file(
      'r.png',
      png(4, 4, () => [200, 100, 0]),
    )
    expect((await images(pair)).item.channels).toBe(1)
    const mixed = await images([...pair, red])
    expect(mixed.item.channels).toBe(3)
    expect([...mixed.pixels.subarray(0, 3)]).toEqual([10, 10, 10])
    expect([...mixed.pixels.slice(-3)]).toEqual([200, 100, 0])
    expect((await images(pair, { channels: 'rgb' })).item.channels).toBe(3)
    const gray = await images([...pair, red], { channels: 'gray' })
    expect(gray.item.channels).toBe(1)
    expect(gray.pixels.at(-1)).toBe(Math.round(0.299 * 200 + 0.587 * 100))
  })

  test('fit as the config says', async () => {
    const wide = [0, 1].map((i) =>
      file(
        `${i}.png`,
        png(32, 16, (x) => (x < 16 ? [0, 0, 0] : [200, 200, 200])),
      ),
    )
    const row = async (fit: RunConfig['fit']) => [
      ...(await images(wide, { fit })).pixels.subarray(8 * 16, 9 * 16),
    ]
    expect(await row('stretch')).toEqual([...new Array<number>(8).fill(0), ...new Array<number>(8).fill(200)])
    expect(await row('cover')).toEqual([...new Array<number>(8).fill(0), ...new Array<number>(8).fill(200)])
    const contained = await images(wide, { fit: 'contain' })
    // Bars in the colour of its own edge: dark and bright hold it alike, and the darker is taken.
    expect(contained.pixels[0]).toBe(0)
    expect(contained.pixels.at(-1)).toBe(0)
    expect(contained.pixels[9 * 16 - 1]).toBe(200)
    expect(contained.pixels[8 * 16]).toBe(0)
  })

  test('a table beside them tells words of each, and is no file that was left out', async () => {
    const three = ['a', 'b', 'c'].map((name, i) => file(`${name}.png`, plainPng(10 + i)))
    const table = new TextEncoder().encode('image,hat,age\na.png,1,30\nb.png,0,41\nc.png,1,')
    const set = await images([...three, file('words.csv', table)])
    expect(set.attributes).toEqual([{ name: 'hat', kind: 'yes-no', values: Float32Array.of(1, 0, 1) }])
    expect(set.summary).toMatchObject({ attributes: [{ name: 'hat', kind: 'yes-no' }], skipped: [] })
    const smaller = await set.refit(config({ size: 8 }))
    expect(smaller.attributes).toEqual(set.attributes)
  })

  test('folders are classes, counted as people count', async () => {
    const set = await images([
      file('digits/10/a.png', plainPng(3)),
      file('digits/2/a.png', plainPng(2)),
      file('digits/1/a.png', plainPng(1)),
      file('digits/loose.png', plainPng(4)),
    ])
    expect(set.summary.classes).toEqual(['1', '2', '10', 'other'])
    expect(firsts(set)).toEqual([1, 3, 2, 4])
    expect([...(set.labels ?? [])]).toEqual([0, 2, 1, 3])
    expect(set.summary.label).toBe('digits')
  })

  test('one folder alone is no class', async () => {
    const set = await images([file('cats/a.png', plainPng(1)), file('cats/b.png', plainPng(2))])
    expect(set.summary).toMatchObject({ classes: [], label: 'cats' })
    expect(set.labels).toBeNull()
  })

  test('what a file is comes from its bytes', async () => {
    expect((await images([file('a.txt', plainPng(1)), file('noextension', plainPng(2))])).list.count).toBe(2)
  })

  test('the same pictures have the same fingerprint; another size, or another pixel, another one', async () => {
    const prints = await Promise.all([
      images(pair),
      images([...pair].reverse()),
      images(pair, { size: 28 }),
      images([file('a.png', plainPng(10)), file('b.png', plainPng(21))]),
    ]).then((sets) => sets.map((set) => set.summary.fingerprint))
    expect(prints[1]).toBe(prints[0])
    expect(new Set(prints).size).toBe(3)
  })

  test('vector pictures are drawn by the page', async () => {
    const asked: [string, number][] = []
    const bitmap = (side: number): ImageBitmap => ({ width: side, height: side, close: () => undefined })
    const rasterise = (source: Blob, side: number) => {
      asked.push([source.type, side])
      return Promise.resolve(asked.length < 3 ? bitmap(side) : null)
    }
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    const set = await openFiles(
      ['a', 'b', 'c'].map((name) => file(`${name}.svg`, svg)),
      config(),
      services({ rasterise }),
    )
    expect(set.summary.count).toBe(2)
    expect(asked).toContainEqual(['image/svg+xml', 64])
    expect(reasons(set)).toEqual({ 'c.svg': 'svg-unreadable' })
  })
})
