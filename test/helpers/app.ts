/** Serves the built app and opens it in Chromium, as a person would. One browser and one server per test file. */
import { preview } from 'vite'
import { chromium, type Browser, type Page, type Worker } from 'playwright-core'
import type { Ganvas } from '../../src/client/client-types.ts'
import { chromiumPath, PLAIN_FLAGS, WEBGPU_FLAGS } from './chromium.ts'

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
}

export interface Visit {
  readonly page: Page
  /** Uncaught errors and console errors of the page and its workers. */
  readonly errors: string[]
  close(): Promise<void>
}

/** @param gpu with the software WebGPU adapter, or no GPU at all */
export async function startApp(gpu: 'webgpu' | 'none'): Promise<App> {
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The preview server has no address.')
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...(gpu === 'webgpu' ? WEBGPU_FLAGS : PLAIN_FLAGS)],
  })
  return {
    address,
    open: (hash = '', options = {}) => openPage(browser, address, hash, options),
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
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(address + (hash === '' ? '' : `#${hash}`))
  await page.waitForFunction(() => 'ganvas' in window)
  return { page, errors, close: () => context.close() }
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

/** The text of a live figure by its accessible name. */
export async function figure(page: Page, name: string): Promise<string> {
  return (await page.getByRole('status', { name, exact: true }).textContent()) ?? ''
}

/** The number of a live figure; NaN while it shows a dash. Thousands separators are dropped. */
export async function figureNumber(page: Page, name: string): Promise<number> {
  const text = (await figure(page, name)).replaceAll(',', '').replace('−', '-')
  return Number.parseFloat(text)
}

/** The engine's worker. */
export async function engineWorker(page: Page): Promise<Worker> {
  await page.waitForFunction(() => true)
  const worker = page.workers().find((candidate) => candidate.url().startsWith('blob:'))
  return worker ?? page.waitForEvent('worker')
}
