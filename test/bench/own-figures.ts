/**
 * Looks at the kept fakes of own-study.ts as the page would, and writes each look's observation as the verdict gets it: one
 * JSON line a run, for own-judge.ts. See docs/verdict.md.
 *
 *   node own-figures.mjs SETS RUNS OUT.jsonl [SHARD/SHARDS]
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'
import { streamFor } from '../../src/common/numbers/random.ts'
import { namedPictures, type PictureSet } from '../../src/worker/data/picture-set.ts'
import { splitOfItems } from '../../src/worker/data/split.ts'
import type { StepFigures } from '../../src/worker/evaluation/diagnosis/observation.ts'
import { fidelityOf, fitProbe, type Fidelity } from '../../src/worker/evaluation/fidelity/probe.ts'
import { readPerceptualNet } from '../../src/worker/evaluation/features/perceptual-weights.ts'
import { pooledPixels } from '../../src/worker/evaluation/features/pooled-pixels.ts'
import { fitReference, measureLive } from '../../src/worker/evaluation/metrics/live-measure.ts'
import { finish } from '../../src/worker/evaluation/metrics/slices.ts'
import { Memorisation } from '../../src/worker/session/measure/memorisation.ts'
import type { LossId } from '../../src/common/catalog/losses.ts'

interface KeptRun {
  run: string
  file: string
  set: string
  seed: number
  looks: (StepFigures & { heldOutGap?: number; loss: LossId })[]
}

const NET = readPerceptualNet(Uint8Array.from(readFileSync('public/data/perceptual.bin')).buffer)
/** Fakes per look, as kept. */
const KEPT = 256
/** Fakes that the probe is asked of, and every how many looks. */
const PROBED = 48
const EVERY = 2

async function readSet(folder: string, name: string): Promise<PictureSet> {
  const { size, channels, count } = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as {
    size: number
    channels: 1 | 3
    count: number
  }
  const item = { kind: 'picture', size, channels } as const
  const about = { id: 'own', label: name, item, count, classes: [], skipped: [] }
  return namedPictures(about, new Uint8Array(readFileSync(`${folder}/${name}.bin`)), null)
}

async function lookAt(sets: string, runs: string, run: KeptRun): Promise<object[]> {
  const set = await readSet(sets, run.set)
  const { size, channels } = set.item
  const length = size * size * channels
  const bytes = readFileSync(`${runs}/${run.file}.bin`)
  const features = (pixels: Float32Array) => finish(pooledPixels.extract({ pixels, size, channels }))
  const { training } = splitOfItems(set)
  const reals = set.list.at(training)
  const reference = finish(fitReference(features(reals), streamFor(run.seed, 'evaluate')))
  const byHeart = Memorisation.of(set)
  const probe = finish(fitProbe(NET, { pixels: reals, size, channels }))
  const looks: object[] = []
  let fidelity: Fidelity | null = null
  for (const [i, look] of run.looks.entries()) {
    const from = i * KEPT * length
    const fakes = Float32Array.from(bytes.subarray(from, from + KEPT * length), (byte) => byte / 127.5 - 1)
    if (i % EVERY === EVERY - 1 || i === run.looks.length - 1)
      fidelity = finish(fidelityOf(probe, { pixels: fakes.subarray(0, PROBED * length), size, channels }))
    const seen = measureLive(reference, features(fakes))
    const ratio = byHeart === null ? undefined : finish(byHeart.nearestTrainingRatio(fakes))
    const near = ratio === undefined ? {} : { nearestTrainingRatio: ratio }
    looks.push({ ...look, ...seen, shares: [...seen.shares], fidelity, ...near })
  }
  return looks
}

const [, , sets, runs, out, shard = '0/1'] = argv
if (sets === undefined || runs === undefined || out === undefined)
  throw new Error('SETS RUNS OUT.jsonl, please.')
const [mine = 0, shards = 1] = shard.split('/').map(Number)
const kept = readFileSync(`${runs}/runs.jsonl`, 'utf8').split('\n').filter(Boolean)
writeFileSync(out, '')
for (const line of kept.filter((_, i) => i % shards === mine)) {
  const run = JSON.parse(line) as KeptRun
  const looks = await lookAt(sets, runs, run)
  appendFileSync(out, `${JSON.stringify({ run: run.run, set: run.set, looks })}\n`)
  stdout.write(`${run.run}\n`)
}
