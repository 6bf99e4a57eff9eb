/**
 * `npm run bench -- keep`: how long the engine's worker is busy when it keeps a run, by size and place, in a browser with a
 * profile on the disk; and how late the page is meanwhile. Judges nothing.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'
import { chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../helpers/app/chromium.ts'
import type { KeepFigures, KeepJob } from './figures.ts'

const HOST = 'http://localhost:1/'
const [script = ''] = argv.slice(2)
const profile = mkdtempSync(join(tmpdir(), 'ganvas-keep-'))
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: chromiumPath(),
  headless: true,
})
try {
  await browser.route(`${HOST}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(script, 'utf8') })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Keeping</title>' }),
  )
  const page = await browser.newPage()
  await page.goto(HOST)
  say('place    MB   pack  write (min–max)  read   page late by')
  for (const place of ['folders', 'blobs'] as const)
    for (const megabytes of [1, 10, 50]) await report(page, { place, megabytes, times: 15 })
} finally {
  await browser.close()
  rmSync(profile, { recursive: true, force: true })
}

async function report(page: Page, job: KeepJob): Promise<void> {
  const { figures, late } = await page.evaluate(measureIn, job)
  // The first write of each size fetches its memory: later ones use it again.
  const [pack, write] = [figures.pack.slice(1), figures.write.slice(1)]
  const range = `${ms(median(write))} (${ms(Math.min(...write))}–${ms(Math.max(...write))})`
  say(
    [
      job.place.padEnd(8),
      String(job.megabytes).padStart(2),
      ms(median(pack)).padStart(6),
      range.padStart(16),
      ms(figures.read[0] ?? NaN).padStart(5),
      ms(late).padStart(6),
    ].join(' '),
  )
}

function say(line: string): void {
  stdout.write(`${line}\n`)
}

/** Runs in the page. @returns also by how much the page's own clock came late, at most, milliseconds */
function measureIn(job: KeepJob): Promise<{ figures: KeepFigures; late: number }> {
  const TICK = 10
  return new Promise((done, failed) => {
    let last = 0
    let late = 0
    const clock = setInterval(() => {
      const now = performance.now()
      if (last > 0) late = Math.max(late, now - last - TICK)
      last = now
    }, TICK)
    const worker = new Worker('/worker.js', { type: 'module' })
    worker.addEventListener('error', (event) => failed(new Error(event.message)))
    worker.addEventListener('message', (event: MessageEvent<KeepFigures>) => {
      clearInterval(clock)
      worker.terminate()
      done({ figures: event.data, late })
    })
    worker.postMessage(job)
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

function ms(value: number): string {
  return value.toFixed(1)
}
