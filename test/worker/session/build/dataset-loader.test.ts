/** The dataset a config asks for, from wherever it comes; what was opened last stays until something else was opened. */
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { streamFor, type Stream } from '../../../../src/common/numbers/random.ts'
import { GalleryLoader } from '../../../../src/worker/session/build/dataset-loader.ts'
import { file, idx } from '../../../helpers/data/files.ts'

afterEach(() => vi.unstubAllGlobals())

const stream = (): Stream => streamFor(1, 'data')
const own = defaultsFor('own')
const table = (name: string, first: number) =>
  file(name, ['x,y', ...Array.from({ length: 12 }, (_, i) => `${first + i},${(i * i) % 7}`)].join('\n'))

function gallery(): GalleryLoader {
  return new GalleryLoader({ rasterise: () => Promise.resolve(null), progress: () => undefined })
}

/** A server with these paths; notes what it was asked for. */
function serve(paths: Readonly<Record<string, string>>): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.href)
    const path = paths[url.href]
    return path === undefined
      ? new Response(null, { status: 404 })
      : new Response(Uint8Array.from(await readFile(path)))
  })
  return asked
}

describe('a formula', () => {
  test('needs nothing from outside', async () => {
    const asked = serve({})
    const set = await gallery().load(defaultsFor('ring'))
    expect(set?.summary).toMatchObject({ id: 'ring', count: 0 })
    expect(asked).toEqual([])
  })

  test('that is painted is sampled where the paint is', async () => {
    const loader = gallery()
    const density = new Float32Array(16)
    density[0] = 1
    loader.painted = { density, side: 4 }
    const set = await loader.load(defaultsFor('drawn'))
    const points = set?.draw(stream(), 32) ?? new Float32Array()
    expect(points).toHaveLength(64)
    // All in the one painted cell: a corner, thus of one sign each.
    expect(new Set(points.filter((_, i) => i % 2 === 0).map(Math.sign)).size).toBe(1)
    expect(new Set(points.filter((_, i) => i % 2 === 1).map(Math.sign)).size).toBe(1)
    expect(Math.min(...points.map(Math.abs))).toBeGreaterThan(0.4)
  })
})

describe('a shipped file', () => {
  test('is fetched from beside the page', async () => {
    const asked = serve({ 'https://page.test/app/data/emoji.bin': 'public/data/emoji.bin' })
    const loader = gallery()
    loader.goOnWith({ base: 'https://page.test/app/' })
    const set = await loader.load(defaultsFor('emoji'))
    expect(set?.summary.id).toBe('emoji')
    expect(asked).toEqual(['https://page.test/app/data/emoji.bin'])
  })

  test('that is missing is named', async () => {
    serve({})
    const loader = gallery()
    loader.goOnWith({ base: 'https://page.test/' })
    await expect(loader.load(defaultsFor('mnist'))).rejects.toMatchObject({
      code: 'dataset-missing',
      message: expect.stringContaining('data/mnist.bin could not be loaded (404)') as string,
    })
  })

  test('that cannot be reached is named as such', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    const loader = gallery()
    loader.goOnWith({ base: 'https://page.test/' })
    await expect(loader.load(defaultsFor('mnist'))).rejects.toMatchObject({
      code: 'dataset-unreachable',
      message: expect.stringContaining('data/mnist.bin cannot be reached') as string,
    })
  })
})

describe('the person’s own files', () => {
  test('are still to come: there is no dataset, and that is no failure', async () => {
    expect(await gallery().load(own)).toBeNull()
  })

  test('once opened are prepared again without asking', async () => {
    const loader = gallery()
    const opened = await loader.open([table('a.csv', 0)], own)
    const again = await loader.load(own)
    expect(again?.summary).toEqual(opened.summary)
    expect(again?.summary.count).toBe(12)
  })

  test('stay where the next ones cannot be read', async () => {
    const loader = gallery()
    const opened = await loader.open([table('a.csv', 0)], own)
    await expect(loader.open([file('b.bin', 'nothing that is known')], own)).rejects.toThrow()
    expect((await loader.load(own))?.summary.fingerprint).toBe(opened.summary.fingerprint)
  })

  test('give way to the next ones, and so does what an earlier worker prepared', async () => {
    const loader = gallery()
    const first = await gallery().open([table('a.csv', 0)], own)
    loader.prepared = first.keep()
    expect((await loader.load(own))?.summary.fingerprint).toBe(first.summary.fingerprint)
    const next = await loader.open([file('b.csv', 'x,y\n0,0\n1,5\n2,1\n9,2\n4,4\n5,3\n')], own)
    expect(next.summary.fingerprint).not.toBe(first.summary.fingerprint)
    expect(loader.prepared).toBeNull()
    expect((await loader.load(own))?.summary.fingerprint).toBe(next.summary.fingerprint)
  })

  test('can be stopped while they are read; nothing was opened then', async () => {
    const loader = gallery()
    const opening = loader.open([table('a.csv', 0)], own)
    loader.cancel()
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' })
    expect(await loader.load(own)).toBeNull()
  })
})

describe('reading again, another way', () => {
  test('takes the same files, and remembers the choice for the next preparation', async () => {
    const loader = gallery()
    await loader.open([table('a.csv', 0)], own)
    const again = await loader.reread({ header: 'yes' }, own)
    expect(again.summary.card?.choice).toMatchObject({ header: 'yes', classesFrom: 'auto' })
    expect((await loader.load(own))?.summary.card?.choice.header).toBe('yes')
  })

  test('other files begin with no choice', async () => {
    const loader = gallery()
    await loader.open([table('a.csv', 0)], own)
    await loader.reread({ header: 'yes' }, own)
    const other = await loader.open([table('b.csv', 5)], own)
    expect(other.summary.card?.choice.header).toBe('auto')
  })

  test('a choice that is none, and files that are gone, are refused and change nothing', async () => {
    const loader = gallery()
    await loader.open([table('a.csv', 0)], own)
    await expect(loader.reread({ turn: 45 } as never, own)).rejects.toMatchObject({
      code: 'bad-choice',
      message: expect.stringContaining('turn') as string,
    })
    await expect(loader.reread({ colour: 'red' } as never, own)).rejects.toMatchObject({ code: 'bad-choice' })
    expect((await loader.load(own))?.summary.card?.choice.turn).toBe(0)
    await expect(gallery().reread({ mirror: true }, own)).rejects.toMatchObject({ code: 'files-gone' })
  })
})

describe('files that are gone when another size is asked for', () => {
  /** Pictures in a file that can be taken away. */
  function losable(count = 4): { file: File; lose: () => void } {
    const values = Uint8Array.from({ length: count * 64 }, (_, i) => (i * 29 + Math.floor(i / 64)) % 256)
    const found = file('a-idx3-ubyte', idx([count, 8, 8], values))
    return {
      file: found,
      lose: () => {
        const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
        const slice = found.slice.bind(found)
        vi.spyOn(found, 'arrayBuffer').mockImplementation(gone)
        vi.spyOn(found, 'slice').mockImplementation((...range) =>
          Object.assign(slice(...range), { arrayBuffer: gone }),
        )
      },
    }
  }
  const at = (size: 16 | 28 | 32 | 64) => ({ ...own, size })
  const card = async (loader: GalleryLoader, size: 16 | 28 | 32 | 64) =>
    (await loader.load(at(size)))?.summary.card

  test('smaller and back come from the best that was prepared, and that is told', async () => {
    const loader = gallery()
    const { file: pictures, lose } = losable()
    const opened = await loader.open([pictures], at(32))
    lose()
    const small = await card(loader, 16)
    expect(small).toMatchObject({ item: { size: 16 }, count: 4 })
    expect(small?.troubles[0]).toMatchObject({ id: 'from-kept' })
    expect(small?.troubles[0]?.sentence).toContain('32 × 32')
    expect((await loader.load(at(32)))?.summary.fingerprint).toBe(opened.summary.fingerprint)
  })

  test('larger ones are enlarged from there, and that is told', async () => {
    const loader = gallery()
    const { file: pictures, lose } = losable()
    await loader.open([pictures], at(16))
    await loader.load(at(28))
    lose()
    const large = await card(loader, 64)
    expect(large?.item).toMatchObject({ size: 64 })
    expect(large?.troubles[0]).toMatchObject({ id: 'enlarged' })
    expect(large?.troubles[0]?.sentence).toContain('from the 28 × 28 that was kept to 64 × 64')
    expect(large?.troubles[0]?.nextStep).toContain('Drop them again')
    // What was enlarged is no better than what it was made from.
    expect((await card(loader, 32))?.troubles[0]?.sentence).toContain('28 × 28')
  })

  test('some of several: none is lost', async () => {
    const loader = gallery()
    const first = losable()
    const second = file(
      'b-idx3-ubyte',
      idx(
        [2, 8, 8],
        Uint8Array.from({ length: 128 }, (_, i) => i),
      ),
    )
    await loader.open([first.file, second], at(32))
    first.lose()
    expect(await card(loader, 16)).toMatchObject({ count: 6 })
  })

  test('cannot be read another way: that is refused with the one step that helps', async () => {
    const loader = gallery()
    const { file: pictures, lose } = losable()
    await loader.open([pictures], at(32))
    lose()
    await expect(loader.reread({ mirror: true }, at(32))).rejects.toMatchObject({
      nextStep: expect.stringContaining('again') as string,
    })
    expect((await loader.load(at(32)))?.summary.card?.choice.mirror).toBe(false)
  })
})
