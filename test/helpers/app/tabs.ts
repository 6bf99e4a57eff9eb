/** A browser whose tabs are what they are for a person: one in front, the others hidden. */
import { chromium, type BrowserContext } from 'playwright-core'
import { chromiumPath, PLAIN_FLAGS } from './chromium.ts'
import { freePort } from './free-port.ts'

export interface Tabs {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** What test tools switch off so that every page believes to be in front. */
const ALWAYS_IN_FRONT = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
]

export async function openTabs(): Promise<Tabs> {
  const port = await freePort()
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...PLAIN_FLAGS, `--remote-debugging-port=${port}`],
    ignoreDefaultArgs: ALWAYS_IN_FRONT,
  })
  const plain = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true })
  const context = plain.contexts()[0]
  if (context === undefined) throw new Error('The browser has no window.')
  return {
    context,
    close: async () => {
      await plain.close()
      await browser.close()
    },
  }
}
