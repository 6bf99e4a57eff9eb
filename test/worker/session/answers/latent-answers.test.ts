/** What is shown in the latent lab, of networks that make of a latent what anybody can reckon. */
import { PNG } from 'pngjs'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { look, picture, reals } from '../../../../src/worker/session/answers/latent-answers.ts'
import { fixedPoints } from '../../../../src/worker/data/point-set.ts'
import { splitOf } from '../../../../src/worker/data/split.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { tableSummary } from '../../../helpers/data/sets.ts'
import { file, png } from '../../../helpers/data/files.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { classedPicture, classedRun, straightRun } from '../../../helpers/engine/planted.ts'
import { tiny } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function used(run: Run): Run {
  runs.push(run)
  return run
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

function expectClose(found: ArrayLike<number>, truth: ArrayLike<number>): void {
  expect(found).toHaveLength(truth.length)
  Array.from(truth, (value, i) => expect(found[i]).toBeCloseTo(value, 4))
}

describe('samples of latents', () => {
  const latents = Float32Array.of(0.4, -1.1, 2, 0.5)
  const asked = { kind: 'look', latents, count: 2 } as const

  test('are what the generator makes, and are scored by the discriminator', async () => {
    const { shape, data, scores } = await look(used(await straightRun()), asked, null)
    expect(shape).toEqual([2, 2])
    expectClose(data, latents)
    expectClose(scores, [sigmoid(0.4), sigmoid(2)])
  })

  test('are truncated as on the stage; what was sent stays as it was', async () => {
    const { data, scores } = await look(used(await straightRun({ truncation: 0.5 })), asked, null)
    expectClose(data, [0.2, -0.55, 1, 0.25])
    expectClose(scores, [sigmoid(0.2), sigmoid(1)])
    expectClose(latents, [0.4, -1.1, 2, 0.5])
  })

  test.each<[string, number | null, number]>([
    ['the class that is picked', 1, 1],
    ['the first class where none is picked', null, 0],
    ['the first class where the pick is of other data', 5, 0],
  ])('are all of %s', async (_, pick, label) => {
    const { shape, data } = await look(used(await classedRun()), asked, pick)
    expect(shape).toEqual([2, 2, 2, 1])
    expectClose(data, [...classedPicture([0.4, -1.1], label), ...classedPicture([2, 0.5], label)])
  })

  test('of another length are refused: the networks may have changed meanwhile', async () => {
    const run = used(await straightRun())
    await expect(look(run, { ...asked, count: 3 }, null)).rejects.toMatchObject({
      code: 'bad-latent',
      message: expect.stringContaining('has 2 numbers here; 4 came for 3 samples') as string,
    })
  })
})

describe('reals', () => {
  const COUNT = 60
  const points = Float32Array.from({ length: 2 * COUNT }, (_, i) => i)
  const table = fixedPoints(points, tableSummary({ count: COUNT, fingerprint: 'table' }))
  const ask = (seed: number, count: number) =>
    reals(used(new Run(tiny(), table)), { kind: 'reals', seed, count })

  test('are the same for a seed, and others for another', () => {
    expect(ask(3, 20)).toEqual(ask(3, 20))
    expect(ask(3, 20).data).not.toEqual(ask(4, 20).data)
  })

  test('are items of the dataset, and all of those that are trained on sooner or later, but no other', () => {
    const { shape, data } = ask(1, 2000)
    expect(shape).toEqual([2000, 2])
    const drawn = new Set<number>()
    for (let i = 0; i < 2000; i++) {
      // Row k of the table is (2k, 2k + 1).
      expect(data[2 * i + 1]).toBe((data[2 * i] ?? NaN) + 1)
      drawn.add((data[2 * i] ?? NaN) / 2)
    }
    expect([...drawn].sort((a, b) => a - b)).toEqual([...splitOf('table', COUNT).training])
  })
})

/** What a browser's worker decodes with, for PNG files that are drawn at their own size. */
function stubDecoding(): void {
  vi.stubGlobal('createImageBitmap', async (source: Blob) => {
    const { width, height, data } = PNG.sync.read(Buffer.from(await source.arrayBuffer()))
    return { width, height, data, close: () => undefined }
  })
  class Canvas {
    private data = new Uint8ClampedArray()
    constructor(
      readonly width: number,
      readonly height: number,
    ) {}
    getContext() {
      return {
        fillRect: () => undefined,
        drawImage: (source: Pick<PNG, 'data'>) => (this.data = Uint8ClampedArray.from(source.data)),
        getImageData: () => ({ data: this.data }),
      }
    }
  }
  vi.stubGlobal('OffscreenCanvas', Canvas)
}

describe('a picture of one’s own', () => {
  afterEach(() => vi.unstubAllGlobals())

  const noHelp = { rasterise: () => Promise.resolve(null) }

  test('is refused among points, by their name, before the file is looked at', async () => {
    const run = used(await straightRun())
    const own = file('a.png', 'no picture at all')
    await expect(picture(noHelp, run, { kind: 'picture', file: own })).rejects.toMatchObject({
      code: 'no-pictures-here',
      message: expect.stringContaining('holds points') as string,
    })
  })

  test.each([
    ['cover', [200, 200]],
    ['stretch', [100, 100]],
  ] as const)('becomes an item of the dataset, fitted as its others: %s', async (fit, [left, right]) => {
    stubDecoding()
    // Dark at both sides: a square cut from the middle has none of it.
    const wide = png(4, 2, (x) => (x === 1 || x === 2 ? [200, 200, 200] : [0, 0, 0]))
    const run = used(await classedRun({ fit }))
    const { shape, data } = await picture(noHelp, run, { kind: 'picture', file: file('a.png', wide) })
    expect(shape).toEqual([1, 2, 2, 1])
    expectClose(
      data,
      [left, right, left, right].map((byte) => byte / 127.5 - 1),
    )
  })

  test('that only the page can draw is asked of the page; where it cannot, that is said', async () => {
    const asked: Blob[] = []
    const rasterise = (source: Blob) => {
      asked.push(source)
      return Promise.resolve(null)
    }
    const own = file('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await expect(
      picture({ rasterise }, used(await classedRun()), { kind: 'picture', file: own }),
    ).rejects.toMatchObject({ code: 'svg-unreadable' })
    expect(await Promise.all(asked.map((source) => source.text()))).toEqual([await own.text()])
  })
})
