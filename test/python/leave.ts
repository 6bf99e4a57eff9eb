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
import { givenFacts } from '../../src/common/restore/source-words.ts'
import { snippetsFor } from '../../src/page/ui/export/snippets.ts'
import type { Conditions } from '../../src/worker/gan/networks/conditions.ts'
import { conditionsOf } from '../../src/worker/probe/samples.ts'
import type { Shown } from '../../src/worker/kinds/shown.ts'
import { exported } from '../../src/worker/session/exports/writers.ts'
import { useCpu } from '../helpers/engine/backend.ts'
import { picturesOf } from '../helpers/data/sets.ts'
import { dice } from '../helpers/engine/dice.ts'
import {
  EXPORT_CASES,
  FROM_PICTURES,
  givenFor,
  questionsFor,
  shakenGame,
  type ExportCase,
} from '../helpers/engine/exported-cases.ts'

const COUNT = 6
const [, , out = ''] = argv

/** Nothing of this saves a run whole. */
const NO_RUN = { run: null, painted: null } as unknown as Parameters<typeof exported>[2]

/** Two rows of the charts, the second with a figure that was not measured. */
const HISTORY = Float32Array.from({ length: 2 * SERIES_WIDTH }, (_, i) =>
  i === 2 * SERIES_WIDTH - 1 ? NaN : i % SERIES_WIDTH === 0 ? i / SERIES_WIDTH + 1 : i / 4,
)

/** Pictures of three classes in turn, by chance. */
function thingsOf(size: number, channels: 1 | 3, classes: string[]) {
  const { uniform } = dice(5)
  const pixels = Uint8Array.from({ length: 60 * size * size * channels }, () => 256 * uniform())
  const labels = Uint16Array.from({ length: 60 }, (_, i) => i % 3)
  return picturesOf({ size, channels, pixels, labels }, { label: 'Things', classes })
}

function givenTensors({ source, direction, shape }: ReturnType<typeof givenFor>): Conditions {
  const ways = direction === null ? {} : { direction: tensor2d(direction, [COUNT, 2]) }
  return { source: tensor(source, shape), ...ways }
}

await useCpu()
for (const [number, one] of [...EXPORT_CASES, ...FROM_PICTURES].entries())
  await leave(one, `${out}/${number}`)

async function leave(one: ExportCase, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const { config, item, classes } = one
  const game = shakenGame(one)
  const given = config.task === 'imagine' ? null : givenFor(one, COUNT)
  const names = Array.from({ length: given === null ? classes : 3 }, (_, i) => `class ${i}, "quoted"`)
  // What an export asks of a dataset is what its items are and are called, and which pictures something is made of.
  const dataset =
    given === null || item.kind !== 'picture'
      ? { item, summary: { label: 'Things', classes: names }, list: null, labels: null }
      : thingsOf(item.size, item.channels, names)
  const shown = { game, config, dataset, step: 3 } as unknown as Shown
  const { z, labels } = questionsFor(one, COUNT)
  const told = given === null ? conditionsOf(game, labels) : givenTensors(given)
  const latents = given === null ? tensor2d(z, [COUNT, config.latent]) : null
  const fakes = game.sample(config, latents, told).dataSync()
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
    const source = givenFacts(config, shapeOf(item), { classes: names })
    const facts = {
      ...{ latent: game.latent, prior: config.prior, truncation: psiOf(config), classes, port },
      ...(source === null ? {} : { given: source }),
    }
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
    given:
      given === null
        ? null
        : {
            ...given,
            source: [...given.source],
            direction: given.direction === null ? null : [...given.direction],
          },
    labels: labels === null ? null : [...labels],
    fakes: [...fakes],
    logits: [...logits],
    tensors: [...game.tensors].map(([name, held]) => [name, held.shape]),
  }
  writeFileSync(`${folder}/facts.json`, JSON.stringify(facts))
  game.dispose()
}
