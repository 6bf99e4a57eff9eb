/**
 * WebKit: the GTK port's small browser, driven over WebDriver on a screen that is not there. Each visit is a window of its
 * own with its own storage. WebDriver has no way to ask for the console, so that the page itself is listened to, from when it
 * has loaded.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import { Builder, By, Capabilities, Key, Origin, type WebDriver } from 'selenium-webdriver'
import { vi } from 'vitest'
import { freePort } from '../../helpers/app/free-port.ts'
import { VIEWPORT, type Engine, type Visit } from './driver.ts'
import { virtualScreenPath, webkitDriverPath } from './installed.ts'

/** Neither works as root or in a container; the page is ours alone. Without compositing, what is drawn is on the screen. */
const ALONE = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
}
const STARTS_WITHIN = { timeout: 20_000, interval: 50 }
const OPENS_WITHIN_MS = 30_000
/** Times that a browser is started before a test has none. */
const STARTS = 3
const SCRIPT_MS = 60_000

export async function webkit(): Promise<Engine> {
  const driverPath = webkitDriverPath()
  const [screen, display] = await startScreen()
  let service = await startService(driverPath, display)
  /** A browser that ends as it starts is waited for by its driver for ever: that driver is ended with it. */
  const window = async (tries = STARTS): Promise<WebDriver> => {
    try {
      return await inTime(openWindow(service.address))
    } catch (reason) {
      if (tries <= 1) throw reason
      await end(service.process)
      service = await startService(driverPath, display)
      return window(tries - 1)
    }
  }
  return {
    visit: async () => visitOf(await window()),
    close: async () => {
      await end(service.process)
      await end(screen)
    },
  }
}

interface Service {
  readonly process: ChildProcess
  readonly address: string
}

async function startService(driverPath: string, display: string): Promise<Service> {
  const port = await freePort()
  const service = spawn(driverPath, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, ...ALONE, DISPLAY: display },
    stdio: 'ignore',
  })
  const address = `http://127.0.0.1:${port}`
  await vi.waitFor(() => fetch(`${address}/status`), STARTS_WITHIN)
  return { process: service, address }
}

function inTime<T>(task: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    const end = () => reject(new Error('The browser did not start.'))
    AbortSignal.timeout(OPENS_WITHIN_MS).addEventListener('abort', end)
  })
  return Promise.race([task, late])
}

/** @returns the process and what DISPLAY is called there: the X server finds a free number and tells it */
async function startScreen(): Promise<[ChildProcess, string]> {
  const size = `${VIEWPORT.width + 200}x${VIEWPORT.height + 200}x24`
  const screen = spawn(virtualScreenPath(), ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const told = screen.stdio[3] as Readable
  const number = await new Promise<string>((resolve, reject) => {
    told.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()))
    screen.once('exit', () => reject(new Error('The virtual screen did not start.')))
  })
  return [screen, `:${number}`]
}

async function openWindow(address: string): Promise<WebDriver> {
  const driver = await new Builder()
    .usingServer(address)
    .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
    .build()
  await driver.manage().setTimeouts({ script: SCRIPT_MS })
  await vi.waitFor(() => fit(driver), STARTS_WITHIN)
  return driver
}

/** Makes the window as large as it must be for the viewport; its bars take room that no one tells. */
async function fit(driver: WebDriver): Promise<void> {
  const inner = await driver.executeScript<[number, number]>('return [innerWidth, innerHeight]')
  const { width, height } = VIEWPORT
  if (inner[0] === width && inner[1] === height) return
  const outer = await driver.manage().window().getRect()
  await driver
    .manage()
    .window()
    .setRect({ x: 0, y: 0, width: outer.width + width - inner[0], height: outer.height + height - inner[1] })
  throw new Error(`The viewport is ${inner[0]} × ${inner[1]}.`)
}

const KEYS = { End: Key.END, Home: Key.HOME } as const

function visitOf(driver: WebDriver): Visit {
  const earlier: string[] = []
  const at = (x: number, y: number) => ({
    x: Math.round(x),
    y: Math.round(y),
    origin: Origin.VIEWPORT,
    duration: 0,
  })
  return {
    go: async (address) => {
      await driver.get(address)
      await driver.executeScript(LISTEN)
    },
    reload: async () => {
      earlier.push(...(await driver.executeScript<string[]>(HEARD)))
      await driver.navigate().refresh()
      await driver.executeScript(LISTEN)
    },
    evaluate: async (work, ...values) => run(driver, work.toString(), values),
    click: ({ x, y }) => driver.actions().move(at(x, y)).press().release().perform(),
    drag: async (from, ...through) => {
      const hand = driver.actions().move(at(from.x, from.y)).press()
      for (const { x, y } of through) hand.move(at(x, y))
      await hand.release().perform()
    },
    press: (key) => driver.actions().sendKeys(KEYS[key]).perform(),
    choose: async (selector, paths) => {
      await driver.findElement(By.css(selector)).sendKeys(paths.join('\n'))
    },
    screenshot: () => screenshot(driver),
    errors: async () => [...earlier, ...(await driver.executeScript<string[]>(HEARD))],
    close: () => driver.quit(),
  }
}

/** Runs in the page: keeps what goes wrong from now on. */
const LISTEN = `
  const heard = (window.heardErrors = [])
  addEventListener('error', ({ message }) => heard.push(message))
  addEventListener('unhandledrejection', ({ reason }) => heard.push(String(reason)))
  addEventListener('securitypolicyviolation', ({ violatedDirective }) => heard.push(violatedDirective))
  const { error } = console
  console.error = (...words) => { heard.push(words.join(' ')); error.apply(console, words) }`
const HEARD = 'return window.heardErrors'

async function run<R>(driver: WebDriver, work: string, values: readonly unknown[]): Promise<R> {
  const answer = await driver.executeAsyncScript<{ value: R } | { error: string }>(
    `const done = arguments[1]
    Promise.resolve().then(() => (${work})(...arguments[0]))
      .then((value) => done({ value }), (thrown) => done({ error: String(thrown) }))`,
    values,
  )
  if ('error' in answer) throw new Error(answer.error)
  return answer.value
}

/** WebKit takes a screenshot with the next frame, and a page on which nothing moves has none: one pixel in a corner blinks. */
async function screenshot(driver: WebDriver): Promise<Uint8Array> {
  await driver.executeScript(`
    const dot = document.createElement('i')
    dot.id = 'blinking-dot'
    dot.style.cssText = 'position: fixed; right: 0; bottom: 0; width: 1px; height: 1px'
    document.body.append(dot)
    const blink = () => {
      if (!dot.isConnected) return
      dot.style.background = dot.style.background === '' ? 'gray' : ''
      setTimeout(blink, 20)
    }
    blink()`)
  const png = await driver.takeScreenshot()
  await driver.executeScript(`document.getElementById('blinking-dot')?.remove()`)
  return Buffer.from(png, 'base64')
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve()
    child.once('exit', () => resolve())
    child.kill()
  })
}
