// `node scripts/icons.mjs`: draws public/icon.svg at the sides that systems want for an installed page.
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { ensureChromium } from './lib/ensure.mjs'

const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] })
const svg = readFileSync('public/icon.svg', 'utf8')
for (const side of [180, 192, 512]) {
  const page = await browser.newPage({ viewport: { width: side, height: side } })
  await page.setContent(
    `<style>body{margin:0;background:#1a1b1e}svg{display:block;width:100vw}</style>${svg}`,
  )
  writeFileSync(`public/icon-${side}.png`, await page.screenshot())
  await page.close()
}
await browser.close()
