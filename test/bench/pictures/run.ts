/**
 * Trains on own pictures in the built page by the clock, as a person would, and keeps the fakes of 512 fixed latents at each
 * budget: NAME.bin beside one line of runs.jsonl. Judges nothing: judge.py does, with a network the product does not use.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'
import type { Page } from 'playwright-core'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'
import { startApp, type App } from '../../helpers/app/app.ts'
import { asZip, readFacts } from './as-zip.ts'
import { readPlan, type Plan, type Recipe } from './plan.ts'

const FAKES = 512
const PER_CALL = 64
/** Latents of the study, whatever the run's seed. */
const LATENT_SEED = 2026

interface Job {
  readonly set: string
  readonly recipe: Recipe
  readonly seed: number
}

const plan = readPlan(argv.slice(2), (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length)),
)
mkdirSync(plan.out, { recursive: true })
const app = await startApp('none')
try {
  for (const seed of plan.seeds) {
    for (const set of plan.names)
      for (const recipe of plan.recipes) await train(app, plan, { set, recipe, seed })
  }
} finally {
  await app.close()
}

async function train(on: App, { sets, out, minutes }: Plan, { set, recipe, seed }: Job): Promise<void> {
  const name = `${set}-${recipe.name}-${seed}`
  if (existsSync(`${out}/${name}.done`)) return
  const { page, errors, close } = await on.open()
  const buffer = asZip(sets, set)
  await page.setInputFiles('input[type=file]', { name: `${set}.zip`, mimeType: 'application/zip', buffer })
  await page.waitForFunction(() => window.ganvas.config().dataset === 'own')
  await page.evaluate(() => window.ganvas.ready)
  await waitForState(page, 'ready')
  await page.evaluate((change) => window.ganvas.configure(change), { ...recipe.change, seed })
  const config = await page.evaluate(() => window.ganvas.config())
  let trained = 0
  for (const until of minutes) {
    trained += await trainFor(page, until * 60_000 - trained)
    const { step, verdict } = await page.evaluate(() => window.ganvas.snapshot())
    const fakes = await fakesOf(page, config.latent)
    const file = `${name}-${until}.bin`
    writeFileSync(`${out}/${file}`, fakes)
    const { size, channels } = readFacts(sets, set)
    const row = { set, recipe: recipe.name, seed, minutes: until, ms: Math.round(trained), step, file }
    const shown = { ...row, side: config.size, channels, size, verdict: verdict.kind, config }
    appendFileSync(`${out}/runs.jsonl`, `${JSON.stringify(shown)}\n`)
    stdout.write(`${JSON.stringify(row)}\n`)
  }
  if (errors.length > 0) throw new Error(errors.join('\n'))
  writeFileSync(`${out}/${name}.done`, '')
  await close()
}

/** Trains by the page's own button; returns the milliseconds between its clicks. */
async function trainFor(page: Page, ms: number): Promise<number> {
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  const start = performance.now()
  await page.waitForTimeout(ms)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const took = performance.now() - start
  await waitForState(page, 'paused')
  return took
}

async function waitForState(page: Page, state: string): Promise<void> {
  while ((await page.evaluate(async () => (await window.ganvas.snapshot()).state)) !== state) {
    await page.waitForTimeout(50)
  }
}

/** [FAKES, side, side, channels] bytes. */
async function fakesOf(page: Page, latent: number): Promise<Uint8Array> {
  const z = normals(streamFor(LATENT_SEED, 'evaluate'), FAKES * latent)
  const fakes: Uint8Array[] = []
  for (let at = 0; at < FAKES; at += PER_CALL) {
    const rows = Array.from({ length: PER_CALL }, (_, i) => [
      ...z.subarray((at + i) * latent, (at + i + 1) * latent),
    ])
    const values = await page.evaluate(async (latents) => {
      const { data } = await window.ganvas.generate(latents)
      return [...data]
    }, rows)
    fakes.push(Uint8Array.from(values, byteOf))
  }
  return Buffer.concat(fakes)
}

function byteOf(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)))
}
