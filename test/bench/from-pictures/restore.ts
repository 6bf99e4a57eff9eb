/**
 * What restoring is worth, by the product's own run, baselines and figures: `npm run bench -- restore fashion half 1,2 2000 '{"l1":10}'` – a
 * shipped set, a source, seeds, steps, and other settings. One line of JSON for each baseline, and for each look at a run without the game
 * (`lively` 0) and with it, over pictures held out of training. Uses no page and no worker.
 */
import { argv, stdout } from 'node:process'
import type { DatasetId } from '../../../src/common/catalog/datasets.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { fork, permutation, streamFor } from '../../../src/common/numbers/random.ts'
import { baselinesFor } from '../../../src/common/restore/baseline-names.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { splitOfItems } from '../../../src/worker/data/split.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { sourced } from '../../../src/worker/kinds/picture/restore/sourced.ts'
import { missingOf, restoredBy, type Sourced } from '../../../src/worker/evaluation/restoring/baselines.ts'
import { distortion } from '../../../src/worker/evaluation/restoring/distortion.ts'
import { realism } from '../../../src/worker/evaluation/restoring/realism.ts'
import { restoreItems } from '../../../src/worker/probe/restored.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { shippedSet } from './shipped-set.ts'

const HELD_OUT = 256
const LEARNT = 512

async function main(): Promise<void> {
  const [id = 'fashion', source = 'half', seeds = '1', steps = '2000', own = '{}'] = argv.slice(2)
  await openWasmEngine()
  const change = JSON.parse(own) as Partial<RunConfig>
  const configOf = (seed: number, lively: number) =>
    applyChange(
      { ...defaultsFor(id as DatasetId), ...(change.size === undefined ? {} : { size: change.size }) },
      { task: 'restore', source: source as RunConfig['source'], seed, lively, ...change },
    )
  const set = await shippedSet(configOf(1, 1))
  const pictures = await picturesOf(set, configOf(1, 1))
  baselines(set, configOf(1, 1), pictures)
  for (const seed of seeds.split(',').map(Number))
    for (const lively of change.lively === undefined ? [0, 1] : [change.lively])
      await trained(set, configOf(seed, lively), pictures, Number(steps))
}

interface Pictures {
  readonly heldOut: Sourced
  readonly training: Sourced
}

async function picturesOf(set: PictureSet, config: RunConfig): Promise<Pictures> {
  const split = splitOfItems(set)
  const some = (among: Uint32Array, most: number, which: number): Promise<Sourced> => {
    const stream = fork(streamFor(5, 'evaluate'), which)
    const picked = permutation(stream, among.length).subarray(0, most)
    const indices = picked.map((at) => among[at] ?? 0)
    return sourced(set, config, indices, fork(stream, 1))
  }
  return {
    heldOut: await some(split.heldOut, HELD_OUT, 0),
    training: await some(split.training, LEARNT, 1),
  }
}

function baselines(set: PictureSet, config: RunConfig, { heldOut, training }: Pictures): void {
  for (const arm of baselinesFor(config)) {
    const made = finish(restoredBy(arm, heldOut, { ...set.item, config, training }))
    say({ arm, ...figuresOf(set, config, heldOut, made) })
  }
}

async function trained(
  set: PictureSet,
  config: RunConfig,
  { heldOut }: Pictures,
  steps: number,
): Promise<void> {
  const run = new Run(config, set)
  const { size, channels } = set.item
  const count = heldOut.truth.length / (size * size * channels)
  let spent = 0
  while (run.step < steps) {
    const start = performance.now()
    run.advance(1)
    if (run.step % 10 === 0) await run.log.read()
    spent += performance.now() - start
    if (run.step % 500 !== 0 && run.step !== steps) continue
    const made = await restoreItems(run.game, config, heldOut.source, count)
    const { seed, lively } = config
    say({
      arm: lively === 0 ? 'L1' : 'L1 + GAN',
      seed,
      step: run.step,
      ms: spent / run.step,
      ...figuresOf(set, config, heldOut, made),
    })
  }
  run.dispose()
}

function figuresOf(
  { item }: PictureSet,
  { source }: RunConfig,
  { truth, source: given }: Sourced,
  made: Float32Array,
) {
  const batch = (pixels: Float32Array) => ({ ...item, pixels })
  const missing = source === 'hole' ? missingOf(given, item.channels) : null
  const { psnr, ssim, l1 } = finish(distortion(batch(truth), batch(made), missing))
  return {
    psnr,
    overAll: overAll(truth, made),
    ssim,
    l1,
    realism: finish(realism(batch(truth), batch(made))),
  }
}

/** PSNR of all pixels together, in decibels: as of one large picture, so that empty patches count for little. */
function overAll(truth: Float32Array, made: Float32Array): number {
  const squares = truth.reduce((sum, value, i) => sum + ((value - (made[i] ?? NaN)) / 2) ** 2, 0)
  return -10 * Math.log10(squares / truth.length)
}

function say(what: object): void {
  stdout.write(`${JSON.stringify(what)}\n`)
}

await main()
