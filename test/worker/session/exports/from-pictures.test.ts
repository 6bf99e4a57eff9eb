/** What leaves of runs that make pictures from pictures: each beside its source, and in a sentence what such a run cannot leave as. */
import { tensor, tensor2d } from '@tensorflow/tfjs'
import { decode } from 'fast-png'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkedRun } from '../../../../src/page/client/kept/run-file.ts'
import type { ExportFormat } from '../../../../src/common/catalog/export-formats.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { ExportOptions } from '../../../../src/common/protocol/exports.ts'
import { splitOfItems } from '../../../../src/worker/data/split.ts'
import { readSafetensors } from '../../../../src/worker/formats/safetensors.ts'
import { readRunFile } from '../../../../src/worker/session/exports/read-run-file.ts'
import { exported } from '../../../../src/worker/session/exports/writers.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { dice } from '../../../helpers/engine/dice.ts'
import { NO_ROWS } from '../../../helpers/engine/no-rows.ts'
import { restoring } from '../../../helpers/engine/restoring-run.ts'

const SIDE = 8
const PIXELS = SIDE * SIDE
const CLASSES = ['cats', 'a/b', 'dogs']

beforeAll(useCpu)

/** Pictures by chance, of three classes in turn. */
function setOf(count: number, channels: 1 | 3) {
  const { uniform } = dice(count)
  const pixels = Uint8Array.from({ length: count * PIXELS * channels }, () => 256 * uniform())
  const labels = Uint16Array.from({ length: count }, (_, i) => i % 3)
  const about = { fingerprint: `chance ${count}`, classes: CLASSES }
  return { set: picturesOf({ size: SIDE, channels, pixels, labels }, about), pixels }
}

function runOf(change: Partial<RunConfig>, count = 60, channels: 1 | 3 = 3) {
  const { set, pixels } = setOf(count, channels)
  const run = new Run(restoring({ size: SIDE, width: 4, batch: 4, ...change }), set)
  // Networks that are no longer what they begin as: what is made is not what was given.
  for (let step = 0; step < 2; step++) run.advance()
  return { run, set, pixels }
}

async function fileOf(run: Run, format: ExportFormat, options: ExportOptions = {}): Promise<Blob> {
  const asked = { kind: 'export', format, options } as const
  const ports = { run, painted: null, learnt: () => null, rows: NO_ROWS }
  return (await exported(run, asked, ports, () => undefined)).file
}

async function zipOf(run: Run, options: ExportOptions, format: ExportFormat = 'samples') {
  return unzipSync(new Uint8Array(await (await fileOf(run, format, options)).arrayBuffer()))
}

const pictureIn = (bytes: Uint8Array | undefined) => decode(bytes ?? new Uint8Array())
const bytesOf = (values: ArrayLike<number>) =>
  Array.from(values, (value) => Math.min(255, Math.max(0, Math.round((value + 1) * 127.5))))
const numberIn = (path: string) => Number(/\d{6}/u.exec(path)?.[0])

describe('restored pictures', () => {
  test('leave beside their source and their truth, those first that training never sees', async () => {
    const { run, set, pixels } = runOf({ source: 'gray' })
    const { heldOut } = splitOfItems(set)
    const files = await zipOf(run, { count: heldOut.length + 2 })
    const made = Object.keys(files).filter((path) => path.startsWith('made/'))
    expect(made.slice(0, heldOut.length).map(numberIn)).toEqual([...heldOut])
    expect(made.map((path) => path.slice(5, 12))).toEqual([
      ...Array.from(heldOut, () => 'unseen0'),
      ...['trained', 'trained'],
    ])
    expect(Object.keys(files)).toHaveLength(3 * made.length + 1)
    for (const path of made) {
      const at = numberIn(path) * PIXELS * 3
      const truth = [...pixels.subarray(at, at + PIXELS * 3)]
      expect([...pictureIn(files[path.replace('made', 'true')]).data]).toEqual(truth)
      const light = Array.from({ length: PIXELS }, (_, i) => {
        const [r = 0, g = 0, b = 0] = truth.slice(3 * i, 3 * i + 3)
        return 0.299 * r + 0.587 * g + 0.114 * b
      })
      const source = pictureIn(files[path.replace('made', 'source')])
      expect(source.channels).toBe(1)
      light.forEach((value, i) => expect(Math.abs(value - (source.data[i] ?? NaN))).toBeLessThan(0.51))
      const told = tensor(
        light.map((value) => value / 127.5 - 1),
        [1, SIDE, SIDE, 1],
      )
      const wanted = bytesOf(run.game.sample(run.config, null, { source: told }).dataSync<'float32'>())
      const found = [...pictureIn(files[path]).data]
      // Rounded at last, of sums in another order.
      found.forEach((value, i) => expect(Math.abs(value - (wanted[i] ?? NaN))).toBeLessThanOrEqual(1))
      expect(found).not.toEqual(truth)
    }
    expect(JSON.parse(new TextDecoder().decode(files['dataset.json']))).toMatchObject({ labels: null })
    run.dispose()
  })

  test('one with a hole can be seen through there, wherever the seed makes it, and is whole in what is made', async () => {
    const { run } = runOf({ source: 'hole', hole: 'random' })
    const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => zipOf(run, { count: 40, seed })))
    const sources = Object.keys(first ?? {}).filter((path) => path.startsWith('source/'))
    expect(sources).toHaveLength(40)
    const moved = sources.filter((path) => {
      expect(again?.[path]).toEqual(first?.[path])
      return other?.[path]?.join() !== first?.[path]?.join()
    })
    expect(moved.length).toBeGreaterThan(20)
    let [missing, seen] = [0, 0]
    for (const path of sources) {
      const { data, channels } = pictureIn(first?.[path])
      expect(channels).toBe(4)
      const truth = pictureIn(first?.[path.replace('source', 'true')]).data
      const made = pictureIn(first?.[path.replace('source', 'made')]).data
      for (let i = 0; i < PIXELS; i++) {
        const rgb = [0, 1, 2].map((channel) => truth[3 * i + channel])
        expect([0, 255]).toContain(data[4 * i + 3])
        if (data[4 * i + 3] === 0) missing++
        else {
          seen++
          expect([0, 1, 2].map((channel) => data[4 * i + channel])).toEqual(rgb)
          expect([0, 1, 2].map((channel) => made[3 * i + channel])).toEqual(rgb)
        }
      }
    }
    expect(missing).toBeGreaterThan(200)
    expect(seen).toBeGreaterThan(missing)
    run.dispose()
  })

  test('are as many as there are pictures, at most; of a small set those that are trained on', async () => {
    const { run } = runOf({ source: 'half' }, 12, 1)
    const paths = Object.keys(await zipOf(run, { count: 400 }))
    expect(paths.filter((path) => path.startsWith('made/trained'))).toHaveLength(12)
    expect(paths).toHaveLength(3 * 12 + 1)
    const reals = Object.keys(await zipOf(run, { which: 'reals' }))
    expect(reals[0]).toBe('cats/real000000.png')
    await expect(zipOf(run, { count: 0 })).rejects.toMatchObject({ code: 'bad-count' })
    await expect(zipOf(run, { count: 3, labels: 1 })).rejects.toMatchObject({ code: 'bad-label' })
    run.dispose()
  })
})

test('translated pictures leave both ways, each under its class, beside what they were made of', async () => {
  const { run, set, pixels } = runOf({ task: 'translate', from: 2, to: 1 })
  const files = await zipOf(run, { count: 7 })
  const paths = Object.keys(files).filter((path) => path.endsWith('.png'))
  expect(paths).toHaveLength(14)
  const made = paths.filter((path) => path.startsWith('made/'))
  expect(made.map((path) => path.split('/')[1])).toEqual(
    Array.from({ length: 7 }, (_, i) => ['1-a_b', 'dogs'][i % 2]),
  )
  const told = JSON.parse(new TextDecoder().decode(files['dataset.json'])) as { labels: [string, number][] }
  const labels = new Map(told.labels)
  for (const path of made) {
    const number = numberIn(path)
    const there = labels.get(path) === 1
    const source = `source/${there ? 'dogs' : '1-a_b'}/${path.split('/').at(-1) ?? ''}`
    expect([labels.get(source), set.labels?.[number]]).toEqual(there ? [2, 2] : [1, 1])
    const given = pixels.subarray(number * PIXELS * 3, (number + 1) * PIXELS * 3)
    expect([...pictureIn(files[source]).data]).toEqual([...given])
    const conditions = {
      source: tensor(
        Float32Array.from(given, (value) => value / 127.5 - 1),
        [1, SIDE, SIDE, 3],
      ),
      direction: tensor2d(there ? [1, 0] : [0, 1], [1, 2]),
    }
    const wanted = bytesOf(run.game.sample(run.config, null, conditions).dataSync<'float32'>())
    const found = [...pictureIn(files[path]).data]
    found.forEach((value, i) => expect(Math.abs(value - (wanted[i] ?? NaN))).toBeLessThanOrEqual(1))
    expect(found).not.toEqual([...given])
  }
  run.dispose()
})

describe.each([
  ['restores', { source: 'edges' }],
  ['translates', { task: 'translate', from: 0, to: 2 }],
] as const)('a run that %s', (_, change) => {
  test.each([
    ['tfjs', 'Save it as ONNX, which runs in a web page as well.'],
    ['pytorch', 'Save the whole run to go on here, or its networks as ONNX or as weights for PyTorch.'],
  ] as const)('is refused as %s in a sentence that names another way', async (format, nextStep) => {
    const { run } = runOf(change)
    await expect(fileOf(run, format)).rejects.toMatchObject({ code: 'export-unsupported', nextStep })
    run.dispose()
  })

  test('is saved whole, without a script, and goes on to the bit', async () => {
    const { run, set } = runOf(change)
    const file = new File([await fileOf(run, 'ganvas', { data: true })], 'run.ganvas')
    const names = Object.keys(unzipSync(new Uint8Array(await file.arrayBuffer())))
    expect(names.filter((name) => name.endsWith('.py'))).toEqual([])
    const { checkpoint } = checkedRun(await readRunFile(file))
    expect(checkpoint).toEqual(await run.checkpoint())
    const again = new Run(checkpoint.config, set)
    again.restore(checkpoint)
    for (const one of [run, again]) one.advance()
    expect(await again.checkpoint()).toEqual(await run.checkpoint())
    for (const one of [run, again]) one.dispose()
  })

  test('leaves as weights, with words on what it is given', async () => {
    const { run } = runOf(change)
    for (const network of ['generator', 'discriminator'] as const) {
      const file = await fileOf(run, 'safetensors', { network, optimiser: true })
      const { tensors, metadata } = readSafetensors(new Uint8Array(await file.arrayBuffer()))
      const weights = [...run.game.tensors.keys()].filter(
        (name) => name.startsWith(network) && !name.includes(':'),
      )
      expect(tensors.filter(({ name }) => !name.startsWith('optimizer.'))).toHaveLength(weights.length)
      expect(metadata).toMatchObject({
        ...{ latent: '0', task: run.config.task },
        sourceShape: run.config.task === 'restore' ? '[8,8,1]' : '[8,8,3]',
      })
      expect(metadata['source']).toContain(run.config.task === 'restore' ? 'Sobel' : 'makes “dogs” of “cats”')
      expect(metadata['directions']).toBe(
        run.config.task === 'restore' ? undefined : '[["cats","dogs"],["dogs","cats"]]',
      )
    }
    run.dispose()
  })
})
