/** Files that leave: what stands in them, how they are called, and what is refused. */
import { decode } from 'fast-png'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { beforeAll, expect, test } from 'vitest'
import type { ExportFormat } from '../../../../src/common/catalog/export-formats.ts'
import type { ExportOptions } from '../../../../src/common/protocol/exports.ts'
import { SERIES_COLUMNS, SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { fork, streamFor } from '../../../../src/common/numbers/random.ts'
import { latentNoise } from '../../../../src/worker/gan/batches/noise.ts'
import { generateItems } from '../../../../src/worker/probe/samples.ts'
import { exported } from '../../../../src/worker/session/exports/writers.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { NO_ROWS } from '../../../helpers/engine/no-rows.ts'
import { tiny, tinyRun } from '../../../helpers/engine/tiny-run.ts'
import { picturesOfClasses } from '../../../helpers/data/sets.ts'

beforeAll(useCpu)

async function fileOf(
  run: Run,
  format: ExportFormat,
  options: ExportOptions = {},
  history = new Float32Array(),
) {
  const asked = { kind: 'export', format, options, history } as const
  const { name, file } = await exported(
    run,
    asked,
    { run, painted: null, learnt: () => null, rows: NO_ROWS },
    () => undefined,
  )
  return { name, bytes: new Uint8Array(await file.arrayBuffer()), type: file.type }
}
const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('a table of fakes: each row is what its own seed makes, truncated as on the page', async () => {
  const run = tinyRun({ truncation: 0.5 }, 2)
  const { name, bytes, type } = await fileOf(run, 'csv', { count: 70, seed: 3 })
  expect([name, type]).toEqual(['ganvas-ring-step-2-fakes.csv', 'text/csv'])
  const { data } = Papa.parse<Record<string, string>>(words(bytes), { header: true, skipEmptyLines: true })
  expect(data).toHaveLength(70)
  const latent = latentNoise(run.config, fork(streamFor(3 + 65, 'walk'), 0), 1).map((value) => value / 2)
  const [x, y] = await generateItems(run.game, run.config, latent, 1)
  expect([Number(data[65]?.['x']), Number(data[65]?.['y'])]).toEqual([x, y])
})

test('pictures of classes: a folder for each, and the labels once more', async () => {
  const set = picturesOfClasses(['cat', 'a/b: "c"', '..'], 4)
  const run = new Run(
    tiny({ dataset: 'own', model: 'dcgan', size: 8, width: 2, conditional: 'projection' }),
    set,
  )
  const fakes = unzipSync((await fileOf(run, 'samples', { count: 6, seed: 9 })).bytes)
  const folders = ['cat', '1-a_b_ _c_', '2-']
  expect(Object.keys(fakes)).toEqual([
    ...Array.from(
      { length: 6 },
      (_, i) => `${folders[i % 3] ?? ''}/seed${String(9 + i).padStart(6, '0')}.png`,
    ),
    'dataset.json',
  ])
  const told = JSON.parse(words(fakes['dataset.json'] ?? new Uint8Array())) as { labels: [string, number][] }
  expect(told.labels.map(([, label]) => label)).toEqual([0, 1, 2, 0, 1, 2])
  const one = unzipSync((await fileOf(run, 'samples', { count: 2, labels: 1 })).bytes)
  expect(Object.keys(one).filter((name) => name.startsWith('1-a_b_ _c_/'))).toHaveLength(2)

  const reals = unzipSync((await fileOf(run, 'samples', { which: 'reals' })).bytes)
  expect(Object.keys(reals)).toHaveLength(set.list.count + 1)
  const [first = ''] = Object.keys(reals)
  const png = decode(reals[first] ?? new Uint8Array())
  const bytes = Array.from(set.list.at([0]), (value) => Math.round((value + 1) * 127.5))
  expect([png.width, png.channels, [...png.data]]).toEqual([8, set.item.channels, bytes])
})

test('the series: a column each, a row for each step, and nothing where nothing was measured', async () => {
  const history = Float32Array.from({ length: 2 * SERIES_WIDTH }, (_, i) => (i === 15 ? NaN : i + 0.5))
  const { bytes } = await fileOf(tinyRun(), 'figures', {}, history)
  const [header, first, second] = words(bytes).trim().split('\r\n')
  expect(header).toBe(SERIES_COLUMNS.join(','))
  expect(first).toBe('0.5,1.5,2.5,3.5,4.5,5.5,6.5,7.5')
  expect(second).toBe('8.5,9.5,10.5,11.5,12.5,13.5,14.5,')
})

test.for<[string, ExportFormat, ExportOptions, string, string]>([
  ['none at all', 'csv', { count: 0 }, 'bad-count', 'Give a whole number in that range.'],
  ['a part of one', 'csv', { count: 1.5 }, 'bad-count', 'Give a whole number in that range.'],
  [
    'more than anybody looks through',
    'csv',
    { count: 50_001 },
    'bad-count',
    'Give a whole number in that range.',
  ],
  ['a seed below nought', 'csv', { seed: -1 }, 'bad-seed', 'Give a whole number from 0 to 4294967295.'],
  [
    'a class of a run without',
    'csv',
    { labels: 1 },
    'bad-label',
    'Switch conditional training on, or leave the labels out.',
  ],
  ['reals of a formula', 'csv', { which: 'reals' }, 'no-list', 'Save fakes, or train on points of your own.'],
  ['points as pictures', 'samples', {}, 'export-unsupported', 'Choose “Table”.'],
  [
    'an unknown format',
    'docx' as 'csv',
    {},
    'export-unknown',
    'Choose one of ganvas, pytorch, onnx, tfjs, safetensors, samples, csv, figures, tensorboard.',
  ],
])('%s: refused with another way', async ([, format, options, code, nextStep]) => {
  await expect(fileOf(tinyRun(), format, options)).rejects.toMatchObject({ code, nextStep })
})

test('training may go on as soon as the networks are read', async () => {
  const run = tinyRun({}, 1)
  let left = 0
  const asked = { kind: 'export', format: 'onnx', options: {} } as const
  await exported(run, asked, { run, painted: null, learnt: () => null, rows: NO_ROWS }, () => left++)
  expect(left).toBe(1)
})
