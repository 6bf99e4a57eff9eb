/**
 * `npm run bench -- start`: how long a person waits for the first motion, on a cold cache and on a warm one, and where the time goes: the
 * page, the worker's script, the back end and the data, the networks, the first step on the stage. The built page in a browser with a
 * profile on the disk; the button is pressed as soon as it can be. A word after the number leaves cases out that it does not name.
 * Judges nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'
import { chromium, type Page } from 'playwright-core'
import { preview } from 'vite'
import { chromiumPath, PLAIN_FLAGS, WEBGPU_FLAGS } from '../../helpers/app/chromium.ts'

const [folder = '', times = '3', named = ''] = argv.slice(2)
const CASES = [
  { name: 'ring on WASM', hash: 'backend=wasm', flags: PLAIN_FLAGS },
  { name: 'digits on WASM', hash: 'backend=wasm&dataset=mnist', flags: PLAIN_FLAGS },
  { name: 'ring on WebGPU (software)', hash: 'backend=webgpu', flags: WEBGPU_FLAGS },
]
const ROWS = [
  'worker begun',
  'worker speaks',
  'back end',
  'networks',
  'can be pressed',
  'click to first step',
] as const
type Waits = Record<(typeof ROWS)[number], number>

const server = await preview({
  preview: { port: 0, host: '127.0.0.1' },
  build: { outDir: folder },
  logLevel: 'error',
})
const address = server.resolvedUrls?.local[0] ?? ''
try {
  say(`milliseconds from opening the page, median of ${times}`)
  say(['case', 'cache', ...ROWS].join(' | '))
  for (const { name, hash, flags } of CASES.filter((each) => each.name.includes(named))) {
    const visits = { cold: [] as Waits[], warm: [] as Waits[] }
    for (let i = 0; i < Number(times); i++) {
      const both = await coldAndWarm(hash, flags)
      visits.cold.push(both.cold)
      visits.warm.push(both.warm)
    }
    for (const cache of ['cold', 'warm'] as const)
      say(
        [name, cache, ...ROWS.map((row) => median(visits[cache].map((waits) => waits[row])).toFixed(0))].join(
          ' | ',
        ),
      )
  }
} finally {
  await server.close()
}

/** A profile's first visit, and one more once everything is kept. */
async function coldAndWarm(hash: string, flags: readonly string[]): Promise<{ cold: Waits; warm: Waits }> {
  const profile = mkdtempSync(join(tmpdir(), 'ganvas-start-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [...flags],
    viewport: { width: 1280, height: 800 },
  })
  try {
    await browser.addInitScript(watchWorkers)
    const visit = async (): Promise<Waits> => {
      const page = await browser.newPage()
      await page.goto(`${address}#${hash}`)
      const waits = await page.evaluate(waitFor)
      await page.close()
      return waits
    }
    const cold = await visit()
    // What is kept for later is kept once nothing is asked of the machine.
    await settled(browser.pages()[0])
    await visit()
    return { cold, warm: await visit() }
  } finally {
    await browser.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/** Until the service worker holds the page. */
async function settled(page: Page | undefined): Promise<void> {
  await page?.goto(address)
  await page?.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
}

/** Runs before the page: notes when its worker was begun, and when it said what for the first time. */
function watchWorkers(): void {
  const heard: Record<string, number> = {}
  Object.assign(window, { heard })
  const note = (name: string) => (heard[name] ??= performance.now())
  window.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given)
      note('begun')
      this.addEventListener(
        'message',
        ({ data }: MessageEvent<{ event?: { type?: string; tick?: { step: number } } }>) => {
          const { event } = data
          note(event?.type === 'tick' && (event.tick?.step ?? 0) > 0 ? 'step' : (event?.type ?? 'other'))
        },
      )
    }
  }
}

/** Runs in the page: presses Train as soon as it can be pressed, and gives what was waited for. */
async function waitFor(): Promise<Waits> {
  const { heard } = window as unknown as { heard: Record<string, number> }
  const until = async <T>(look: () => T | null | undefined): Promise<T> => {
    for (;;) {
      const found = look()
      if (found !== null && found !== undefined) return found
      await new Promise(requestAnimationFrame)
    }
  }
  const train = () =>
    [...document.querySelectorAll<HTMLButtonElement>('button:enabled')].find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent).trim() === 'Train',
    )
  const button = await until(train)
  await until(() => heard['networks'])
  const pressed = performance.now()
  button.click()
  const step = await until(() => heard['step'])
  return {
    'worker begun': heard['begun'] ?? NaN,
    'worker speaks': heard['alive'] ?? NaN,
    'back end': heard['backend'] ?? NaN,
    networks: heard['networks'] ?? NaN,
    'can be pressed': pressed,
    'click to first step': step - pressed,
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

function say(line: string): void {
  stdout.write(`${line}\n`)
}
