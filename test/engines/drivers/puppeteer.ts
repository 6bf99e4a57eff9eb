/** Firefox and Chromium, both over WebDriver BiDi, so that a difference between them is not one of their drivers. */
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core'
import { chromiumPath, PLAIN_FLAGS } from '../../helpers/app/chromium.ts'
import { VIEWPORT, type Engine, type Visit } from './driver.ts'
import { firefoxPath } from './installed.ts'

export async function chromium(): Promise<Engine> {
  return engineOf(
    await puppeteer.launch({
      browser: 'chrome',
      protocol: 'webDriverBiDi',
      executablePath: chromiumPath(),
      args: [...PLAIN_FLAGS],
      defaultViewport: VIEWPORT,
    }),
  )
}

export async function firefox(): Promise<Engine> {
  return engineOf(
    await puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath(), defaultViewport: VIEWPORT }),
  )
}

function engineOf(browser: Browser): Engine {
  return {
    visit: async () => {
      const context = await browser.createBrowserContext()
      return visitOf(context, await context.newPage())
    },
    close: () => browser.close(),
  }
}

function visitOf(context: BrowserContext, page: Page): Visit {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return {
    go: async (address) => {
      await page.goto(address)
    },
    reload: async () => {
      await page.reload()
    },
    // Puppeteer has other words for the same: handles to what lives in the page, which no visit has.
    evaluate: <A extends unknown[], R>(work: (...values: A) => R | Promise<R>, ...values: A) =>
      page.evaluate(work as (...values: unknown[]) => R | Promise<R>, ...values) as Promise<R>,
    click: ({ x, y }) => page.mouse.click(x, y),
    drag: async (from, ...through) => {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      for (const { x, y } of through) await page.mouse.move(x, y)
      await page.mouse.up()
    },
    press: (key) => page.keyboard.press(key),
    choose: async (selector, paths) => {
      const input = await page.$(selector)
      if (input === null) throw new Error(`There is no ${selector}.`)
      await (await input.toElement('input')).uploadFile(...paths)
    },
    screenshot: () => page.screenshot({ type: 'png' }),
    errors: () => Promise.resolve(errors),
    close: () => context.close(),
  }
}
