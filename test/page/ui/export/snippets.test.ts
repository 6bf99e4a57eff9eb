/** The lines that the page shows for JavaScript, run as they stand on files that left. Python's are run in test/python. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportFormat } from '../../../../src/common/catalog/export-formats.ts'
import { psiOf } from '../../../../src/common/config/truncation.ts'
import { kindEntry, shapeOf } from '../../../../src/common/items/kinds.ts'
import { givenFacts } from '../../../../src/common/restore/source-words.ts'
import { snippetsFor } from '../../../../src/page/ui/export/snippets.ts'
import { layersModel } from '../../../../src/worker/formats/networks/layers-model.ts'
import { onnxModel } from '../../../../src/worker/formats/onnx/model.ts'
import { exportedNetwork } from '../../../../src/worker/session/exports/network.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import {
  EXPORT_CASES,
  FROM_PICTURES,
  shakenGame,
  type ExportCase,
} from '../../../helpers/engine/exported-cases.ts'

/** Inside the project, where its packages are found. */
const ROOM = '.cache/snippets'

beforeAll(async () => {
  await useCpu()
  mkdirSync(ROOM, { recursive: true })
})
afterAll(() => rmSync(ROOM, { recursive: true, force: true }))

const NAMES = [
  'mlp, point, none, none',
  'dcgan, picture, none, spectral',
  'dcgan, picture, none, none, by class',
]
const CASES = NAMES.map((name): [string, ExportCase] => {
  const one = EXPORT_CASES.find((each) => each.name === name)
  if (one === undefined) throw new Error(`no case ${name}`)
  return [name, one]
})

/** With a hole, of whose source there is one channel more; and both ways of a translation. */
const GIVEN = ['restore, hole', 'translate'].map((begins): [string, ExportCase] => {
  const one = FROM_PICTURES.find(({ name }) => name.startsWith(begins))
  if (one === undefined) throw new Error(`no case ${begins}`)
  return [one.name, one]
})

function codeFor(
  { config, item, classes }: ExportCase,
  format: ExportFormat,
  network: 'generator' | 'discriminator',
) {
  const facts = { file: 'network.onnx', network, latent: config.latent, prior: config.prior, classes }
  const given = givenFacts(config, shapeOf(item), { classes: ['ca\nts', 'birds', 'dogs'] })
  const about = {
    ...{ truncation: psiOf(config), port: kindEntry(item.kind).port, shape: shapeOf(item) },
    ...(given === null ? {} : { given, latent: 0 }),
  }
  return (
    snippetsFor(format, { ...facts, ...about }).find(({ language }) => language === 'JavaScript')?.code ?? ''
  )
}

/** What the lines say on the console. */
function said(folder: string, code: string): string {
  writeFileSync(`${folder}/run.mjs`, code)
  return execFileSync('node', ['run.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

test.for(
  [...CASES, ...GIVEN].flatMap(([name, one]) =>
    (['generator', 'discriminator'] as const).map((role) => [`${role} of ${name}`, one, role] as const),
  ),
)('ONNX: %s', async ([, one, role]) => {
  const folder = `${ROOM}/${one.name.replaceAll(/\W+/gu, '-')}-${role}`
  mkdirSync(folder, { recursive: true })
  const game = shakenGame(one)
  writeFileSync(
    `${folder}/network.onnx`,
    onnxModel(await exportedNetwork(game, one.config, one.item, role), {}),
  )
  const words = said(folder, codeFor(one, 'onnx', role))
  expect(words).toContain(role === 'generator' ? '16' : 'Float32Array(16)')
  game.dispose()
})

test.for(CASES)('TensorFlow.js: %s', async ([name, one]) => {
  const folder = `${ROOM}/${name.replaceAll(/\W+/gu, '-')}-tfjs`
  mkdirSync(folder, { recursive: true })
  const game = shakenGame(one)
  const { json, weights } = layersModel(await exportedNetwork(game, one.config, one.item, 'generator'), {})
  writeFileSync(`${folder}/model.json`, json)
  writeFileSync(`${folder}/weights.bin`, weights)
  // A page's own server, in a line.
  const server =
    "import { readFile } from 'node:fs/promises'\nglobalThis.fetch = async (path) => new Response(await readFile(path), { headers: { 'Content-Type': path.endsWith('json') ? 'application/json' : 'application/octet-stream' } })\n"
  const words = said(folder, server + codeFor(one, 'tfjs', 'generator'))
  expect(words).toContain('Tensor')
  game.dispose()
})

test('lines on pictures from pictures say in a sentence what is to be given', () => {
  const [hole, translate] = GIVEN.map(([, one]) => one)
  if (hole === undefined || translate === undefined) throw new Error('no such cases')
  expect(codeFor(hole, 'onnx', 'generator')).toContain(
    '// The picture with 0 where it is missing, and one more',
  )
  const remarks = codeFor(hole, 'onnx', 'generator')
    .split('\n')
    .filter((line) => line.startsWith('// '))
  expect(remarks.map((line) => line.slice(3)).join(' ')).toBe(
    'The picture with 0 where it is missing, and one more channel: 1 where it is missing, 0 where it is known.',
  )
  expect(Math.max(...remarks.map(({ length }) => length))).toBeLessThan(78)
  expect(codeFor(hole, 'onnx', 'discriminator')).toContain('const source')
  expect(codeFor(translate, 'onnx', 'generator')).toContain('direction [1, 0] makes “ca ts” of “dogs”')
  expect(codeFor(translate, 'onnx', 'discriminator')).not.toContain('const source')
})
