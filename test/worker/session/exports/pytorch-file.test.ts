/** A run as a folder for PyTorch: what lies in it, that the run is left as it was, and that it opens as a run's file as well. */
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { checkedRun, isRunFile } from '../../../../src/page/client/kept/run-file.ts'
import { readSafetensors } from '../../../../src/worker/formats/safetensors.ts'
import { exported } from '../../../../src/worker/session/exports/writers.ts'
import { readRunFile } from '../../../../src/worker/session/exports/read-run-file.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { NO_ROWS } from '../../../helpers/engine/no-rows.ts'
import { CLASSED, classedPictures } from '../../../helpers/engine/planted.ts'
import { madeUpWeights } from '../../../helpers/engine/learnt.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { tiny, tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

async function fileOf(run: Run, learnt: Parameters<typeof exported>[2]['learnt'] = () => null) {
  const asked = {
    kind: 'export',
    format: 'pytorch',
    options: {},
    history: new Float32Array(SERIES_WIDTH),
  } as const
  const { name, file } = await exported(
    run,
    asked,
    { run, painted: null, learnt, rows: NO_ROWS },
    () => undefined,
  )
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()))
  const manifest = JSON.parse(new TextDecoder().decode(parts['ganvas.json'])) as {
    figures: Record<string, number> | null
    data: { label: string } | null
  }
  const tensors = (part: string) =>
    new Map(readSafetensors(parts[part] ?? new Uint8Array()).tensors.map((tensor) => [tensor.name, tensor]))
  return { name, file: new File([file], name), parts, manifest, tensors }
}

test('it is called what it is, and the run goes on as if nobody had asked', async () => {
  const run = tinyRun({ history: 0.1, lookahead: 2, dNorm: 'spectral', gNorm: 'batch' }, 3)
  const before = await run.checkpoint()
  const { name, manifest, parts } = await fileOf(run)
  expect(name).toBe('ganvas-ring-step-3-pytorch.zip')
  expect(await run.checkpoint()).toEqual(before)
  await run.log.read()
  run.advance(1)
  const [, lossD, lossG] = await run.log.read()
  expect([manifest.figures?.['lossD'], manifest.figures?.['lossG']]).toEqual([lossD, lossG])
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining(['train.py', 'layers.py', 'ganvas.py', 'README.txt']),
  )
  expect(parts['data.safetensors']).toBeUndefined()
})

test('a loss that is no number is no figure to compare with', async () => {
  const run = tinyRun({}, 1)
  const { tensors } = await run.checkpoint()
  run.game.restore(tensors.map((one) => ({ ...one, data: one.data.map((value) => value * 1e30) })))
  expect((await fileOf(run)).manifest.figures).toBeNull()
})

test('it begins with the first weights of the run, whatever it has become', async () => {
  const run = tinyRun({}, 3)
  const first = new Map((await tinyRun().game.save()).map(({ name, data }) => [name, data]))
  const held = (await fileOf(run)).tensors('start.safetensors')
  expect([...held.keys()].some((name) => name.includes(':mean'))).toBe(false)
  for (const [name, { bytes }] of held)
    expect(new Float32Array(Uint8Array.from(bytes).buffer), name).toEqual(first.get(name))
})

test('of networks that have learnt before too', async () => {
  const change = { dataset: 'own', model: 'dcgan', size: 8, width: 32, transfer: 'drawings' } as const
  const pixels = new Uint8Array(10 * 8 * 8 * 3)
  const set = picturesOf({ size: 8, channels: 3, pixels })
  const learnt = madeUpWeights()
  const run = new Run(tiny(change), set, null, learnt)
  const held = (await fileOf(run, () => learnt)).tensors('start.safetensors')
  const made = held.get('generator/up1/kernel')?.bytes ?? new Uint8Array()
  expect(new Float32Array(Uint8Array.from(made).buffer)).toEqual(learnt.get('generator/up/0/kernel')?.data)
  run.dispose()
})

test('own pictures lie beside it, and it opens as a run', async () => {
  const run = new Run(tiny(CLASSED), classedPictures(30))
  run.advance(2)
  const { file, tensors, manifest } = await fileOf(run)
  const data = tensors('data.safetensors')
  expect([...data.keys()].sort()).toEqual(['items', 'labels'])
  expect(data.get('items')?.shape).toEqual([240])
  expect(manifest.data).not.toBeNull()
  expect(await isRunFile(file)).toBe(true)
  const { checkpoint, prepared } = checkedRun(await readRunFile(file))
  const { step, tensors: state, fingerprint } = await run.checkpoint()
  expect(checkpoint).toMatchObject({ step, tensors: state, fingerprint })
  expect(prepared?.labels).toEqual(run.dataset.labels)
  run.dispose()
})

test('a painting comes along as it is drawn from', async () => {
  const { tensors } = await fileOf(tinyRun({ dataset: 'drawn' }))
  expect(tensors('data.safetensors').get('painted')?.shape).toEqual([64, 64])
})
