/**
 * The tests of the built app: each asks for `visit` and opens pages with it. One browser and one server per test file; at
 * the end of a test every page it opened is closed, and whatever went wrong on one that the test did not announce fails it.
 */
import type { Page } from 'playwright-core'
import { expect, test as base } from 'vitest'
import { startApp, untilReady, type App, type OpenOptions } from './app.ts'

export interface VisitOptions extends OpenOptions {
  /** Whether to wait until the networks stand; true unless said otherwise. */
  ready?: boolean
}

export interface Visit {
  /** Opens the page with a hash, by default until it is ready to train. */
  (hash?: string, options?: VisitOptions): Promise<Page>
  /** Announces an error that some page of this test must report; any number of reports may match it. */
  expectError(sentence: RegExp): void
}

interface Opened {
  page: Page
  errors: string[]
  close: () => Promise<void>
}

/** The pages of one test, and what is checked when it ends. */
class Visits {
  private readonly opened: Opened[] = []
  private readonly announced: RegExp[] = []

  constructor(private readonly app: App) {}

  readonly visit: Visit = Object.assign(
    async (hash = '', { ready = true, ...options }: VisitOptions = {}) => {
      const { page, ...opened } = await this.app.open(hash, options)
      this.opened.push({ page, ...opened })
      if (ready) await untilReady(page)
      return page
    },
    { expectError: (sentence: RegExp) => void this.announced.push(sentence) },
  )

  /** What each page shows, for whoever reads of a test that failed: one that hangs says so too. */
  async report(): Promise<string> {
    return (await Promise.all(this.opened.map(({ page }) => stateOf(page)))).join('\n')
  }

  async end(): Promise<void> {
    await Promise.all(this.opened.map(({ close }) => close()))
    expectOnly(
      this.opened.flatMap(({ errors }) => errors),
      this.announced,
    )
  }
}

/** Longer nobody waits for a page to say how it is. */
const ANSWERS_WITHIN_MS = 5000

async function stateOf(page: Page): Promise<string> {
  const words = page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' ').slice(0, 1200))
  const engine = page.evaluate(async () => JSON.stringify(await window.ganvas.snapshot()))
  const parts = [words, engine].map((part) => Promise.race([part.catch(String), later()]))
  return `${page.url()}\n${(await Promise.all(parts)).join('\n')}`
}

function later(): Promise<string> {
  const over = AbortSignal.timeout(ANSWERS_WITHIN_MS)
  return new Promise((resolve) => over.addEventListener('abort', () => resolve('gives no answer')))
}

/** Each announced error was reported, and nothing else was. */
function expectOnly(errors: readonly string[], announced: readonly RegExp[]): void {
  const unforeseen = errors.filter((error) => !announced.some((sentence) => sentence.test(error)))
  expect(unforeseen, 'errors of the pages that the test did not announce').toEqual([])
  for (const sentence of announced)
    expect(errors, `an announced error: ${sentence.source}`).toContainEqual(expect.stringMatching(sentence))
}

const appOn = (gpu: 'webgpu' | 'none') =>
  base
    // Vitest reads what a fixture depends on from its first parameter, which must be a pattern.
    .extend('app', { scope: 'file' }, async ({}, { onCleanup }) => {
      const app = await startApp(gpu)
      onCleanup(() => app.close())
      return app
    })
    .extend('visit', ({ app, task }, { onCleanup }) => {
      const visits = new Visits(app)
      onCleanup(async () => {
        const failed = (task.result?.errors?.length ?? 0) > 0
        const report = failed ? await visits.report() : ''
        await visits.end()
        if (failed) throw new Error(`The pages when the test failed: ${report}`)
      })
      return visits.visit
    })

/** A test of the app on a machine without a GPU, as most test machines are. */
export const test = appOn('none')

/** A test of the app beside the software WebGPU adapter. */
export const gpuTest = appOn('webgpu')

/**
 * Tests that share one page of the file, as `page`; each leaves it in a state that the next can begin from. What went wrong
 * on it is asserted after every test.
 * @param prepare brings the page to where the tests begin
 */
export const testOnOnePage = (hash: string, prepare?: (page: Page) => Promise<void>) =>
  test
    .extend('shared', { scope: 'file' }, async ({ app }) => {
      const opened = await app.open(hash)
      await untilReady(opened.page)
      await prepare?.(opened.page)
      return opened
    })
    .extend('page', ({ shared }, { onCleanup }) => {
      onCleanup(() => expect(shared.errors.splice(0), 'errors of the page').toEqual([]))
      return shared.page
    })
