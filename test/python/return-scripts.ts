/**
 * Opens what the scripts wrote, as the page opens a file of its own: read, checked, put into a run of its settings and data, and
 * gone on with. Its next step must be the very one that the script made next. After check_scripts.py; in Node on the CPU back end.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { argv, exit, stdout } from 'node:process'
import { checkedRun } from '../../src/page/client/kept/run-file.ts'
import type { PreparedTransfer } from '../../src/common/items/prepared-transfer.ts'
import type { Dataset } from '../../src/worker/data/dataset.ts'
import { restoredPictures } from '../../src/worker/data/picture-set.ts'
import { restoredPoints } from '../../src/worker/data/point-set.ts'
import { readRunFile } from '../../src/worker/session/exports/read-run-file.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import { SERIES_WIDTH } from '../../src/common/numbers/series-columns.ts'
import { useCpu } from '../helpers/engine/backend.ts'
import { datasetOf, SCRIPT_CASES, type ScriptCase } from '../helpers/engine/script-cases.ts'

const [, , room = ''] = argv
/** Losses and gradient norms in a row of the series; what is nearly nothing counts absolutely. */
const COMPARED = [1, 2, 5, 6]
const TOLERANCE = 1e-4

await useCpu()
let passed = 0
let failed = 0
let worst = 0
for (const [number, one] of SCRIPT_CASES.entries()) {
  try {
    worst = Math.max(worst, await goesOn(one, `${room}/${number}`))
    passed++
    for (const size of ['8', '16']) {
      if (!existsSync(`${room}/${number}/photographs-${size}.ganvas`)) continue
      worst = Math.max(worst, await photographed(one, `${room}/${number}`, size))
      passed++
    }
  } catch (thrown) {
    failed++
    say(`FAILED ${one.name}: brought back\n${String(thrown)}`)
  }
}
say(`brought back: ${worst.toExponential(1)} apart at worst`)
say(`${passed} passed, ${failed} failed`)
exit(failed > 0 || passed === 0 ? 1 : 0)

function say(line: string): void {
  stdout.write(`${line}\n`)
}

async function goesOn(one: ScriptCase, folder: string): Promise<number> {
  const { step } = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as { step: number }
  const name = readdirSync(folder).find((file) => file.endsWith(`-step-${step + 2}-run.ganvas`))
  if (name === undefined) throw new Error('Nothing was written.')
  const { run, history } = await opened(`${folder}/${name}`, one)
  if (run.step !== step + 2) throw new Error(`It stands at step ${run.step}.`)
  const steps = Array.from({ length: step + 2 }, (_, i) => i + 1)
  const told = steps.map((_, i) => history[i * SERIES_WIDTH])
  if (String(told) !== String(steps)) throw new Error(`Its series know the steps ${String(told)}.`)
  return comparedNext(run, `${folder}/onwards.csv`, folder)
}

/** A run on photographs of another folder, which lie in its file. */
async function photographed(one: ScriptCase, folder: string, size: string): Promise<number> {
  const { run } = await opened(`${folder}/photographs-${size}.ganvas`, one)
  const { item } = run.dataset
  if (item.kind !== 'picture' || String(item.size) !== size)
    throw new Error('Its pictures are of another side.')
  if (run.config.conditional !== 'none' && String(run.dataset.summary.classes) !== 'a,b,c')
    throw new Error(`Its classes are ${String(run.dataset.summary.classes)}.`)
  return comparedNext(run, `${folder}/photographs-${size}.csv`, folder)
}

/** A run put together from a file, as the page does it. */
async function opened(path: string, one: ScriptCase): Promise<{ run: Run; history: Float32Array }> {
  const content = await readRunFile(new File([Uint8Array.from(readFileSync(path))], 'back.ganvas'))
  const { checkpoint, prepared } = checkedRun(content)
  const { config } = checkpoint
  const run = new Run(config, prepared === null ? await datasetOf({ ...one, config }) : restored(prepared))
  run.restore(checkpoint)
  return { run, history: content.history }
}

function restored(prepared: PreparedTransfer): Dataset {
  return prepared.summary.item.kind === 'point' ? restoredPoints(prepared) : restoredPictures(prepared)
}

/** Its next step here, beside the one that the script made: row 3 of what it wrote down. */
async function comparedNext(run: Run, figures: string, folder: string): Promise<number> {
  run.advance(1)
  const row = await run.log.read()
  run.dispose()
  return apart([...row], rowsOf(figures)[2] ?? [], swayOf(`${folder}/train.py`))
}

/** @param sway how far losses may lie apart by rounding alone, as the script says */
function apart(found: readonly number[], wanted: readonly number[], sway: number): number {
  const each = COMPARED.map((at) => {
    const scale = Math.max(Math.abs(wanted[at] ?? NaN), 0.01)
    const far = Math.abs((found[at] ?? NaN) - (wanted[at] ?? NaN))
    return Math.max(0, far - (at <= 2 ? sway : 0)) / scale
  })
  const most = Math.max(...each)
  if (!(most <= TOLERANCE)) throw new Error(`${most} apart: ${found.join()} is not ${wanted.join()}`)
  return sway > 0 ? 0 : most
}

function swayOf(script: string): number {
  const said = existsSync(script) ? /sway=([-+.e\d]+)/u.exec(readFileSync(script, 'utf8')) : null
  return said === null ? 0 : Number(said[1])
}

function rowsOf(file: string): number[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
}
