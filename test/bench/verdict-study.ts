/**
 * Runs small GANs on mixtures whose modes are known, and writes each run's observations beside the truth as one JSON line:
 * what the verdict's thresholds were set on and then checked on. Not part of `npm test`; see docs/verdict.md for how.
 *
 *   node verdict-study.mjs OUT.jsonl SEEDS [NAME-PART]     SEEDS as 1,2,3
 */
import { appendFileSync, readFileSync, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { argv, cwd, stdout } from 'node:process'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { registerArrayKernels } from '../../src/worker/compute/kernels/arrays/register.ts'
import { asWasm } from '../../src/worker/compute/kernels/wasm/heap.ts'
import { registerWasmKernels } from '../../src/worker/compute/kernels/wasm/register.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { createFeed } from '../../src/worker/gan/batches/feed.ts'
import { createFigureLog } from '../../src/worker/gan/tensors/figure-log.ts'
import { createGame } from '../../src/worker/gan/game.ts'
import { generateItems } from '../../src/worker/probe/samples.ts'
import {
  fitReference,
  measureLive,
  LIVE_SAMPLES,
  stepFigures,
} from '../../src/worker/evaluation/metrics/live-measure.ts'
import { finish } from '../../src/worker/evaluation/metrics/slices.ts'
import { latentNoise } from '../../src/worker/gan/batches/noise.ts'
import { fork, streamFor } from '../../src/common/numbers/random.ts'
import { STUDY_CASES, type StudyCase } from './verdict-cases.ts'
import { problemOf } from './verdict-problem.ts'
import type { Truth } from './verdict-truth.ts'

/** Steps between two looks. */
const LOOK_EVERY = 25

interface RecordedLook {
  observation: Record<string, unknown>
  truth: Truth
}

async function record(study: StudyCase, seed: number): Promise<RecordedLook[]> {
  const config: RunConfig = { ...study.config, seed }
  const problem = await problemOf(config)
  const stream = streamFor(seed, 'evaluate')
  const reference = finish(fitReference(problem.reals, fork(stream, 0)))
  const game = createGame(config, problem.itemShape)
  const feed = createFeed(() => config, problem.itemShape, problem.draw)
  const log = createFigureLog()
  const looks: RecordedLook[] = []
  for (let step = 0; step < study.steps; step++) {
    log.push(step, game.step(config, feed, step))
    if ((step + 1) % LOOK_EVERY !== 0) continue
    const figures = stepFigures(await log.read())
    if (figures === null) continue
    const noise = latentNoise(config, fork(stream, 10 + step), problem.samples)
    const fakes = await generateItems(game, config, noise, problem.samples)
    const each = fakes.length / problem.samples
    const seen = measureLive(reference, problem.features(fakes.slice(0, each * LIVE_SAMPLES)))
    looks.push({
      observation: { ...figures, ...seen, shares: [...seen.shares].map(round), loss: config.loss },
      truth: problem.truth(fakes),
    })
    if (!figures.finite) break
  }
  game.dispose()
  return looks
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5
}

/** The WASM back end in Node: its binary lies beside the package's own files. */
async function openBackend(): Promise<void> {
  const folder = resolve(cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist')
  if (!existsSync(folder)) throw new Error(`Run from the top of the checkout; no ${dirname(folder)}.`)
  setWasmPaths(`${folder}/`)
  await tf.setBackend('wasm')
  await tf.ready()
  await registerWasmKernels(asWasm(tf.backend()))
  registerArrayKernels()
}

/** Runs already in the file are not run again. */
function done(file: string): Set<string> {
  if (!existsSync(file)) return new Set()
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return new Set(lines.map((line) => (JSON.parse(line) as { run: string }).run))
}

async function main(file: string, seeds: readonly number[], part: string): Promise<void> {
  await openBackend()
  const known = done(file)
  for (const seed of seeds) {
    for (const study of STUDY_CASES.filter(({ name }) => name.includes(part))) {
      const run = `${study.name}#${seed}`
      if (known.has(run)) continue
      const start = performance.now()
      const looks = await record(study, seed)
      appendFileSync(file, `${JSON.stringify({ run, name: study.name, seed, looks })}\n`)
      const last = looks.at(-1)?.truth
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      stdout.write(`${run} ${seconds} s ${JSON.stringify({ ...last, shares: undefined })}\n`)
    }
  }
}

const [, , file, seeds = '1', part = ''] = argv
if (file === undefined) throw new Error('Where shall the runs be written?')
await main(file, seeds.split(',').map(Number), part)
