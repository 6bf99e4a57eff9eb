/** Serves the built app and opens it in Chromium, as a person would. One browser and one server per test file. */
import { preview } from 'vite'
import { chromium, type Browser, type Locator, type Page, type Worker } from 'playwright-core'
import type { Ganvas } from '../../../src/page/client/client-types.ts'
import { chromiumPath, PLAIN_FLAGS, WEBGPU_FLAGS } from './chromium.ts'
import { withCores } from './cores.ts'

export interface App {
  /** Address of the page, ending in `/`. */
  readonly address: string
  /** Opens the page with a hash; collects what goes wrong on it. */
  open(hash?: string, options?: OpenOptions): Promise<Visit>
  close(): Promise<void>
}

export interface OpenOptions {
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
  /** What the person has allowed the page, as in `clipboard-read`. */
  permissions?: string[]
  /** Whether the page may register its own; not unless told. */
  serviceWorkers?: 'allow' | 'block'
  /** Another host of the same app. */
  address?: string
  /** Logical cores that the page believes in; the machine's own unless told. */
  cores?: number
}

export interface Visit {
  readonly page: Page
  /** Uncaught errors and console errors of the page and its workers. */
  readonly errors: string[]
  readonly close: () => Promise<void>
}

/** Two tiny networks, a tiny batch: a step takes about a millisecond. */
export const TINY = 'gLayers=8&dLayers=8&batch=8'

/** @param gpu with the software WebGPU adapter, or no GPU at all */
export async function startApp(gpu: 'webgpu' | 'none'): Promise<App> {
  const server = await preview({
    // Another build than dist/, for who works beside others in one folder.
    build: { outDir: process.env['GANVAS_DIST'] ?? 'dist' },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'error',
  })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The preview server has no address.')
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...(gpu === 'webgpu' ? WEBGPU_FLAGS : PLAIN_FLAGS)],
  })
  return {
    address,
    open: (hash = '', options = {}) => openPage(browser, options.address ?? address, hash, options),
    close: async () => {
      await browser.close()
      await new Promise((resolve) => server.httpServer.close(resolve))
    },
  }
}

async function openPage(
  browser: Browser,
  address: string,
  hash: string,
  options: OpenOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    permissions: options.permissions ?? [],
    // What it keeps would stand between a test and the requests it looks at.
    serviceWorkers: options.serviceWorkers ?? 'block',
  })
  if (options.cores !== undefined) await withCores(context, options.cores)
  const page = await context.newPage()
  const errors = listenForErrors(page)
  await page.goto(address + (hash === '' ? '' : `#${hash}`))
  await page.waitForFunction(() => 'ganvas' in window)
  return { page, errors, close: () => context.close() }
}

/** A list that grows with every uncaught error and console error of the page and its workers. */
export function listenForErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

declare global {
  interface Window {
    ganvas: Ganvas
  }
}

/** Waits until the networks stand. */
export async function untilReady(page: Page): Promise<void> {
  await page.evaluate(() => window.ganvas.ready)
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true })
}

/** A live figure by its accessible name. */
export function output(page: Page, name: string): Locator {
  return page.getByRole('status', { name, exact: true })
}

/** The text of a live figure. */
export async function figure(page: Page, name: string): Promise<string> {
  return (await output(page, name).textContent()) ?? ''
}

/** The number of a live figure; NaN while it shows a dash. Thousands separators are dropped. */
export async function figureNumber(page: Page, name: string): Promise<number> {
  const text = (await figure(page, name)).replaceAll(',', '').replace('−', '-')
  return Number.parseFloat(text)
}

/** Waits until the page shows at least this step. */
export async function untilStep(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    (least) => {
      const shown = document.querySelector('output[aria-label="Step"]')?.textContent ?? ''
      return Number(shown.replaceAll(',', '')) >= least
    },
    step,
    { timeout: 60_000 },
  )
}

/** Waits until the page trains no more, however it came to that. */
export async function untilPaused(page: Page): Promise<void> {
  await button(page, 'Train').and(page.locator(':enabled')).waitFor({ timeout: 60_000 })
}

/** Opens a folded panel of the set-up column. */
export async function unfold(page: Page, title: string): Promise<void> {
  const panel = page
    .locator('details')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
  if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click()
}

/** Types a value into a setting's field, as a person does. */
export async function type(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(value)
  await field.press('Enter')
}

/** The engine's worker: the newest one, for a dead one may still be listed. */
export async function engineWorker(page: Page): Promise<Worker> {
  const engines = () => page.workers().filter((worker) => worker.url().startsWith('blob:'))
  return engines().at(-1) ?? page.waitForEvent('worker')
}
