/** A browser with a profile of its own that can be killed as the power goes: nothing is asked before, nothing is closed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium, type Page } from 'playwright-core'
import { chromiumPath, PLAIN_FLAGS } from './chromium.ts'
import { freePort } from './free-port.ts'

export interface Mortal {
  readonly page: Page
  kill(): Promise<void>
}

/** @param profile folder that outlives it */
export async function openMortal(profile: string, address: string): Promise<Mortal> {
  const port = await freePort()
  const flags = [...PLAIN_FLAGS, '--headless=new', '--no-first-run', '--no-sandbox', '--disable-gpu']
  const args = [...flags, `--user-data-dir=${profile}`, `--remote-debugging-port=${port}`, 'about:blank']
  const child = spawn(chromiumPath(), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  await listening(child.stderr)
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('The browser has no window.')
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'ganvas' in window)
  return {
    page,
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      await browser.close().catch(() => undefined)
    },
  }
}

/** Resolves once it says where it listens. */
function listening(said: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => {
    let heard = ''
    said.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
      if (heard.includes('DevTools listening')) resolve()
    })
  })
}
