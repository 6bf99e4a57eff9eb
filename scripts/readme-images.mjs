// `node scripts/readme-images.mjs`: takes the README's pictures anew from today's page, in docs/images/. Tests nothing.
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { ensureChromium, ensurePackages } from './lib/ensure.mjs'

ensurePackages()
const executablePath = ensureChromium()
await build({ logLevel: 'warn' })
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
const browser = await chromium.launch({ executablePath })
try {
  await picture('ring-light', 'light', async (page) => {
    await press(page, 'Train')
    await untilStep(page, 1400)
  })
  await picture('cures-light', 'light', async (page) => {
    await press(page, 'Presets')
    await page.getByRole('menuitem', { name: /watch it collapse/ }).click()
    await press(page, 'Train')
    await untilStep(page, 900)
    await press(page, 'Cures')
    await page.getByText('What may help').waitFor()
  })
  await picture('twin-dark', 'dark', async (page) => {
    await page.evaluate(() => window.ganvas.twin.start({ penalty: 'r1', gamma: 1 }))
    await press(page, 'Train')
    await untilStep(page, 1400)
  })
} finally {
  await browser.close()
  server.httpServer.close()
}

/** One picture of a first visit that somebody did something with. */
async function picture(name, colorScheme, act) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme })
  await page.goto(`${server.resolvedUrls.local[0]}#backend=wasm`)
  await page.waitForFunction(() => 'ganvas' in window)
  await page.evaluate(() => window.ganvas.ready)
  await act(page)
  // What comes in moves for a moment.
  await page.waitForTimeout(500)
  await page.screenshot({ path: `docs/images/${name}.png` })
  await page.close()
}

function press(page, name) {
  return page.getByRole('button', { name, exact: true }).click()
}

async function untilStep(page, least) {
  while ((await page.evaluate(() => window.ganvas.snapshot())).step < least) await page.waitForTimeout(250)
}
