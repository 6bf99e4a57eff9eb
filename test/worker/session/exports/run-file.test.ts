/** A run in one file: comes back as it went, on any settings; files that are torn, swapped or forged are refused in a sentence. */
import { zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { checkedRun, isRunFile } from '../../../../src/page/client/kept/run-file.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import type { PageNotes } from '../../../../src/common/protocol/run-file.ts'
import { joined } from '../../../../src/worker/formats/protobuf.ts'
import { floats, safetensorsPieces, type StoredTensor } from '../../../../src/worker/formats/safetensors.ts'
import { readRunFile } from '../../../../src/worker/session/exports/read-run-file.ts'
import { runFile } from '../../../../src/worker/session/exports/run-file.ts'
import { sheetPicture } from '../../../../src/worker/session/timeline/film.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { CLASSED, classedPictures } from '../../../helpers/engine/planted.ts'
import { tiny, tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const HISTORY = Float32Array.from({ length: 3 * SERIES_WIDTH }, (_, i) => (i % 7 === 6 ? NaN : i / 3))
const NOTES: PageNotes = {
  marks: [{ step: 2, label: 'γ 0.1' }],
  pins: [{ name: 'A', latent: Float32Array.of(0.25, -1) }],
}

async function saved(
  run: Run,
  notes = NOTES,
  painted: Parameters<typeof runFile>[0]['painted'] = null,
): Promise<File> {
  const parts = { history: HISTORY, notes, options: {}, leave: () => undefined }
  return new File([await runFile({ run, painted }, parts)], 'run.ganvas')
}

test.for([
  ['Adam', {}],
  ['SGD and an averaged generator', { optimizer: 'sgd', ema: 0.9 }],
  ['RMSprop with history and lookahead', { optimizer: 'rmsprop', history: 0.1, lookahead: 2 }],
  ['spectral norm and packs', { dNorm: 'spectral', diversity: 'packing', pack: 2 }],
] as const)('what was saved goes on to the bit: %s', async ([, change]) => {
  const run = tinyRun(change, 4)
  const file = await saved(run)
  expect(await isRunFile(file)).toBe(true)
  const content = await readRunFile(file)
  const { checkpoint, prepared } = checkedRun(content)
  expect(checkpoint).toEqual(await run.checkpoint())
  expect(prepared).toBeNull()
  expect(content.history).toEqual(HISTORY)
  expect(content.notes).toEqual(NOTES)

  const again = tinyRun(change)
  again.restore(checkpoint)
  for (const one of [run, again]) one.advance(3)
  expect(await again.checkpoint()).toEqual(await run.checkpoint())
})

test('a painted density comes along where the run is on one', async () => {
  const painted = { side: 2, density: Float32Array.of(0, 0.5, 1, 0.25) }
  const drawn = await readRunFile(await saved(tinyRun({ dataset: 'drawn' }), NOTES, painted))
  expect(drawn.painted).toEqual(painted)
  const ring = await readRunFile(await saved(tinyRun(), NOTES, painted))
  expect(ring.painted).toBeNull()
})

test('a preview shows fakes of its step: all of a sheet of pictures, or points beside reals', async () => {
  const { decode } = await import('fast-png')
  const pictures = tinyRun({ dataset: 'drawn' })
  const drawn = decode((await partsOf(await saved(pictures)))['preview.png'] ?? new Uint8Array())
  expect([drawn.width, drawn.height, drawn.channels]).toEqual([256, 256, 3])
  const colours = new Set<string>()
  for (let at = 0; at < drawn.data.length; at += 3) colours.add(String(drawn.data.slice(at, at + 3)))
  expect([...colours].sort()).toEqual(['0,158,115', '213,94,0', '255,255,255'])
  const small = new Run(tiny({ ...CLASSED }), classedPictures())
  const file = await saved(small)
  const sheet = decode((await partsOf(file))['preview.png'] ?? new Uint8Array())
  expect([sheet.width, sheet.height, sheet.channels]).toEqual([8, 8, 1])
  const { pixels } = (await sheetPicture(small)) as { pixels: Uint8Array }
  // The second picture's first line stands right of the first one's.
  expect([...sheet.data.slice(0, 4)]).toEqual([...pixels.slice(0, 2), ...pixels.slice(4, 6)])
  small.dispose()
})

/** The file's parts, to be put together otherwise. */
async function partsOf(file: File): Promise<Record<string, Uint8Array>> {
  const { unzipSync } = await import('fflate')
  return unzipSync(new Uint8Array(await file.arrayBuffer()))
}
const asFile = (parts: Record<string, Uint8Array>): File =>
  new File([zipSync(parts, { level: 0 }).slice()], 'forged.ganvas')
const stored = (...tensors: StoredTensor[]): Uint8Array =>
  joined(safetensorsPieces({ tensors, metadata: {} }))
const text = (words: string): Uint8Array => new TextEncoder().encode(words)
type Parts = Record<string, Uint8Array>
const manifestOf = (parts: Parts): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(parts['ganvas.json'])) as Record<string, unknown>
const without = (parts: Parts, name: string): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([path]) => path !== name))
const withManifest = (parts: Parts, change: object): Parts => ({
  ...parts,
  'ganvas.json': text(JSON.stringify({ ...manifestOf(parts), ...change })),
})

test.for<[string, string, (parts: Parts) => Parts]>([
  ['without its state', 'run-file-damaged', (parts) => without(parts, 'state.safetensors')],
  ['whose manifest is no JSON', 'run-file-damaged', (parts) => ({ ...parts, 'ganvas.json': text('{') })],
  ['of a newer version', 'run-file-newer', (parts) => withManifest(parts, { version: 99 })],
  ['of another format', 'run-file-damaged', (parts) => withManifest(parts, { format: 'zip' })],
  [
    'whose state is cut short',
    'tensors-damaged',
    (parts) => ({ ...parts, 'state.safetensors': (parts['state.safetensors'] ?? text('')).slice(0, -3) }),
  ],
  [
    'with weights that are no numbers',
    'run-file-damaged',
    (parts) => ({
      ...parts,
      'state.safetensors': stored(floats('generator/dense1/kernel', [1], Float32Array.of(NaN))),
    }),
  ],
  [
    'with weights that are bytes',
    'run-file-damaged',
    (parts) => ({
      ...parts,
      'state.safetensors': stored({ name: 'a', type: 'U8', shape: [1], bytes: text('a') }),
    }),
  ],
  [
    'with a history of another width',
    'run-file-damaged',
    (parts) => ({ ...parts, 'history.safetensors': stored(floats('history', [3], new Float32Array(3))) }),
  ],
  ['that says it has data and has none', 'run-file-damaged', (parts) => withManifest(parts, { data: {} })],
])('a file %s is refused', async ([, code, spoil]) => {
  const parts = spoil(await partsOf(await saved(tinyRun({}, 1))))
  await expect(readRunFile(asFile(parts))).rejects.toMatchObject({ code })
})

test.for<[string, (parts: Parts) => Parts]>([
  ['without settings', (parts) => withManifest(parts, { checkpoint: { version: 2, step: 1 } })],
  [
    'of a dataset nobody knows',
    (parts) =>
      withManifest(parts, {
        checkpoint: { version: 2, step: 1, fingerprint: '', config: { dataset: 'moon' } },
      }),
  ],
  [
    'at a step below nought',
    (parts) =>
      withManifest(parts, { checkpoint: { ...(manifestOf(parts)['checkpoint'] as object), step: -4 } }),
  ],
])('a file %s is read but not believed', async ([, spoil]) => {
  const content = await readRunFile(asFile(spoil(await partsOf(await saved(tinyRun({}, 1))))))
  expect(() => checkedRun(content)).toThrow(expect.objectContaining({ code: 'run-file-damaged' }) as Error)
})

test('settings out of range fall back to the defaults', async () => {
  const parts = await partsOf(await saved(tinyRun({}, 1)))
  const { checkpoint } = manifestOf(parts) as { checkpoint: { config: object } }
  const forged = { ...checkpoint, config: { ...checkpoint.config, gLr: -3, loss: 'constructor' } }
  const { checkpoint: read } = checkedRun(
    await readRunFile(asFile(withManifest(parts, { checkpoint: forged }))),
  )
  expect(read.config).toMatchObject({ gLr: 2e-3, loss: 'non-saturating' })
})

test.for<[string, Blob]>([
  ['an empty file', new Blob([])],
  ['a zip of something called alike', new Blob([zipSync({ 'ganvas.json.bak': text('{}') }).slice()])],
  ['a zip of pictures', new Blob([zipSync({ 'a.png': text('png') }).slice()])],
  [
    'a zip that holds a run further in',
    new Blob([zipSync({ 'a.png': text(''), 'ganvas.json': text('{}') }).slice()]),
  ],
  ['a text', new Blob(['x,y\n1,2\n'])],
])('%s is no run', async ([, file]) => {
  expect(await isRunFile(file)).toBe(false)
})

test('whatever the file is called', async () => {
  expect(await isRunFile(new File([await saved(tinyRun())], 'photos.zip'))).toBe(true)
})
