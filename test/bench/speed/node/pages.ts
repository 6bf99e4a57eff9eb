/** Builds the pages of the peers, serves them as the app is served, and opens each in a page load of its own. */
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { chromiumPath, WEBGPU_FLAGS } from '../../../helpers/app/chromium.ts'
import type { Answers, Question } from '../measured.ts'
import type { Place } from './place.ts'

const SOURCE = 'test/bench/speed/site'
const SITE = '.cache/speed/site'

/** With them WASM may use threads, as on the app's own pages. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export async function openPages(): Promise<Place> {
  await build({
    configFile: false,
    root: SOURCE,
    base: './',
    publicDir: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      outDir: `${process.cwd()}/${SITE}`,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
    },
  })
  const server = await preview({
    configFile: false,
    root: SITE,
    // A missing file is then missed, and not answered with the page.
    appType: 'mpa',
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { port: 0, host: '127.0.0.1', headers: ISOLATION },
  })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The server has no address.')
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...WEBGPU_FLAGS] })
  return {
    folder: SITE,
    host: `Chromium ${browser.version()}`,
    open: async (peer) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(`${address}?peer=${peer}`)
      await page.waitForFunction(() => 'ask' in window)
      const crashed = new Promise<never>((_, reject) => {
        page.once('crash', () => reject(new Error('the page crashed')))
      })
      crashed.catch(() => undefined)
      return {
        peer,
        ask: async <Q extends Question>(question: Q) => {
          const asked = page.evaluate((put) => window.ask(put), question)
          return (await Promise.race([asked, crashed])) as Answers[Q['method']]
        },
        close: () => context.close(),
      }
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
