/**
 * Lets everything leave that the exporters can write, into a folder, with what the page makes of the same questions beside it:
 * check.py opens it all. Runs in Node on the plain CPU back end.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { tensor, tensor2d } from '@tensorflow/tfjs'
import type { ExportFormat } from '../../src/common/catalog/export-formats.ts'
import { psiOf } from '../../src/common/config/truncation.ts'
import { kindEntry, shapeOf } from '../../src/common/items/kinds.ts'
import type { ExportOptions } from '../../src/common/protocol/exports.ts'
import { SERIES_WIDTH } from '../../src/common/numbers/series-columns.ts'
import { snippetsFor } from '../../src/page/ui/export/snippets.ts'
import { conditionsOf } from '../../src/worker/probe/samples.ts'
import type { Shown } from '../../src/worker/kinds/shown.ts'
import { exported } from '../../src/worker/session/exports/writers.ts'
import { useCpu } from '../helpers/engine/backend.ts'
import { EXPORT_CASES, questionsFor, shakenGame, type ExportCase } from '../helpers/engine/exported-cases.ts'

const COUNT = 6
const [, , out = ''] = argv

/** Nothing of this saves a run whole. */
const NO_RUN = { run: null, painted: null } as unknown as Parameters<typeof exported>[2]

/** Two rows of the charts, the second with a figure that was not measured. */
const HISTORY = Float32Array.from({ length: 2 * SERIES_WIDTH }, (_, i) =>
  i === 2 * SERIES_WIDTH - 1 ? NaN : i % SERIES_WIDTH === 0 ? i / SERIES_WIDTH + 1 : i / 4,
)

await useCpu()
for (const [number, one] of EXPORT_CASES.entries()) await leave(one, `${out}/${number}`)

async function leave(one: ExportCase, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const { config, item, classes } = one
  const game = shakenGame(one)
  const names = Array.from({ length: classes }, (_, i) => `class ${i}, "quoted"`)
  // What an export asks of a dataset is what its items are and are called.
  const dataset = { item, summary: { label: 'Things', classes: names }, list: null, labels: null }
  const shown = { game, config, dataset, step: 3 } as unknown as Shown
  const { z, labels } = questionsFor(one, COUNT)
  const told = conditionsOf(game, labels)
  const fakes = game.sample(config, tensor2d(z, [COUNT, config.latent]), told).dataSync()
  const shape = [COUNT, ...shapeOf(item)]
  const logits = game.score(tensor(Float32Array.from(fakes), shape), told).dataSync()

  const files: Record<string, string> = {}
  const save = async (key: string, format: ExportFormat, options: ExportOptions = {}): Promise<void> => {
    const asked = { kind: 'export', format, options, history: HISTORY } as const
    const { name, file } = await exported(shown, asked, NO_RUN, () => undefined)
    files[key] = name
    writeFileSync(`${folder}/${name}`, Buffer.from(await file.arrayBuffer()))
  }
  const snippets: { of: string; code: string }[] = []
  const tell = (of: string, format: ExportFormat, network: 'generator' | 'discriminator'): void => {
    const port = kindEntry(item.kind).port
    const facts = { latent: game.latent, prior: config.prior, truncation: psiOf(config), classes, port }
    for (const { language, code } of snippetsFor(format, {
      file: files[of] ?? '',
      network,
      shape: shapeOf(item),
      ...facts,
    }))
      if (language === 'Python') snippets.push({ of, code })
  }
  for (const network of ['generator', 'discriminator'] as const) {
    await save(`${network}.onnx`, 'onnx', { network })
    tell(`${network}.onnx`, 'onnx', network)
    await save(`${network}.safetensors`, 'safetensors', { network, optimiser: true })
    tell(`${network}.safetensors`, 'safetensors', network)
  }
  await save('tensorboard', 'tensorboard')
  await save('figures', 'figures')
  tell('figures', 'figures', 'generator')
  const items = kindEntry(item.kind).leavesAs === 'files' ? 'samples' : 'csv'
  await save(items, items, { count: 5, seed: 11 })
  tell(items, items, 'generator')
  const facts = {
    name: one.name,
    config,
    shape: shapeOf(item),
    classes,
    files,
    snippets,
    layers: { generator: game.generator.layers, discriminator: game.discriminator.layers },
    z: [...z],
    labels: labels === null ? null : [...labels],
    fakes: [...fakes],
    logits: [...logits],
    tensors: [...game.tensors].map(([name, held]) => [name, held.shape]),
  }
  writeFileSync(`${folder}/facts.json`, JSON.stringify(facts))
  game.dispose()
}
