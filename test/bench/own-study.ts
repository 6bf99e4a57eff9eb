/**
 * Trains small GANs on sets that a person might bring, and keeps what a verdict could be judged on: the step figures, the
 * discriminator's held-out gap, and the fakes themselves as bytes, look by look. Features and truths are computed from
 * the kept fakes afterwards, so that ways of judging can be compared over the same runs. See docs/verdict.md.
 *
 *   node own-study.mjs SETS OUT [NAME-PART] [SHARD/SHARDS]    SETS: folder of NAME.bin and NAME.json
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { argv, cwd, stdout } from 'node:process'
import { resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { registerArrayKernels } from '../../src/worker/compute/kernels/arrays/register.ts'
import { asWasm } from '../../src/worker/compute/kernels/wasm/heap.ts'
import { registerWasmKernels } from '../../src/worker/compute/kernels/wasm/register.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { fitToData, ownConfig } from '../../src/common/config/fit-to-data.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import { namedPictures, type PictureSet } from '../../src/worker/data/picture-set.ts'
import { LIVE_SAMPLES, stepFigures } from '../../src/worker/evaluation/metrics/live-measure.ts'
import { Memorisation } from '../../src/worker/session/measure/memorisation.ts'
import { freshFakes } from '../../src/worker/session/measure/observer.ts'
import { splitOfItems } from '../../src/worker/data/split.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import { OWN_CASES, type OwnCase } from './own-cases.ts'

interface SetFacts {
  name: string
  size: number
  channels: 1 | 3
  count: number
}

async function readSet(folder: string, name: string): Promise<PictureSet> {
  const facts = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as SetFacts
  const { size, channels, count } = facts
  const pixels = new Uint8Array(readFileSync(`${folder}/${name}.bin`))
  const item = { kind: 'picture', size, channels } as const
  return namedPictures({ id: 'own', label: name, item, count, classes: [], skipped: [] }, pixels, null)
}

/** As the page opens them, then changed as the case says. */
function configFor(set: PictureSet, study: OwnCase, seed: number): RunConfig {
  const { size } = set.item
  const own = { ...ownConfig(defaultsFor('ring'), []), size }
  return { ...fitToData(own, { summary: set.summary, chosen: [] }), size, ...study.change, seed }
}

async function record(set: PictureSet, study: OwnCase, seed: number, out: string): Promise<void> {
  const run = `${study.name}#${seed}`
  const config = configFor(set, study, seed)
  const trained = new Run(config, set)
  const byHeart = Memorisation.of(set)
  const looks: object[] = []
  const kept: Uint8Array[] = []
  const start = performance.now()
  while (trained.step < study.steps) {
    trained.advance(Math.min(study.every, study.steps - trained.step))
    const figures = stepFigures(await trained.log.read())
    if (figures === null) continue
    const fakes = await freshFakes(trained, LIVE_SAMPLES)
    const gap = figures.finite ? await byHeart?.heldOutGap(trained, fakes) : {}
    looks.push({ ...figures, ...gap, loss: config.loss })
    kept.push(Uint8Array.from(fakes, (value) => Math.round(127.5 * (Math.min(1, Math.max(-1, value)) + 1))))
    if (!figures.finite) break
  }
  trained.dispose()
  const { training, heldOut } = splitOfItems(set)
  const file = run.replaceAll(/[^\w#]+/g, '-')
  writeFileSync(`${out}/${file}.bin`, Buffer.concat(kept))
  const about = { set: study.set, seed, steps: study.steps, training: training.length, held: [...heldOut] }
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1))
  appendFileSync(`${out}/runs.jsonl`, `${JSON.stringify({ run, file, ...about, seconds, looks })}\n`)
  stdout.write(`${run} ${seconds} s\n`)
}

/** The WASM back end in Node: its binary lies beside the package's own files. */
async function openBackend(): Promise<void> {
  setWasmPaths(`${resolve(cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`)
  await tf.setBackend('wasm')
  await tf.ready()
  await registerWasmKernels(asWasm(tf.backend()))
  registerArrayKernels()
}

/** Runs already in the file are not run again. */
function done(out: string): Set<string> {
  const file = `${out}/runs.jsonl`
  if (!existsSync(file)) return new Set()
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return new Set(lines.map((line) => (JSON.parse(line) as { run: string }).run))
}

async function main(sets: string, out: string, part: string, shard: string): Promise<void> {
  const [mine = 0, shards = 1] = shard.split('/').map(Number)
  mkdirSync(out, { recursive: true })
  await openBackend()
  const all = OWN_CASES.flatMap((study) => study.seeds.map((seed) => ({ study, seed })))
  const wanted = all.filter(({ study }) => study.name.includes(part)).filter((_, i) => i % shards === mine)
  for (const { study, seed } of wanted) {
    if (done(out).has(`${study.name}#${seed}`)) continue
    await record(await readSet(sets, study.set), study, seed, out)
  }
}

const [, , sets, out, part = '', shard = '0/1'] = argv
if (sets === undefined || out === undefined)
  throw new Error('Where are the sets, and where shall the runs be written?')
await main(sets, out, part, shard)
