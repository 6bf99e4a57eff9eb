/** What a person does with the app and sees of it, by the names it gives its parts. Knows no browser. */
import { expect, vi } from 'vitest'
import type { Visit } from './drivers/driver.ts'
import { Picture, type Box } from './pixels.ts'

/** A busy machine is no failure: what is waited for comes, or it does not. */
export const SOON = { timeout: 40_000, interval: 50 }

export class Person {
  constructor(readonly visit: Visit) {}

  /** Opens the app and waits until the networks stand. @param address with its hash */
  async open(address: string): Promise<void> {
    await this.visit.go(address)
    await this.untilReady()
  }

  async untilReady(): Promise<void> {
    await vi.waitFor(async () => expect(await this.visit.evaluate(() => 'ganvas' in window)).toBe(true), SOON)
    await this.visit.evaluate(() => window.ganvas.ready)
  }

  /** Where the first element of a selector is that has this accessible name; waits for it, brings it into view. */
  async find(selector: string, name: string): Promise<Box> {
    return vi.waitFor(async () => {
      const box = await this.visit.evaluate(boxOf, selector, name)
      if (box === null) throw new Error(`There is no ${selector} called “${name}”.`)
      return box
    }, SOON)
  }

  /** Clicks a button that can be clicked. */
  async press(name: string): Promise<void> {
    const { x, y, width, height } = await this.find('button:enabled', name)
    await this.visit.click({ x: x + width / 2, y: y + height / 2 })
  }

  /** Gives an element the focus, then presses a key. */
  async type(selector: string, key: 'End' | 'Home'): Promise<void> {
    await this.visit.evaluate((of) => document.querySelector<HTMLElement>(of)?.focus(), selector)
    await this.visit.press(key)
  }

  /** The text of a live figure. */
  figure(name: string): Promise<string> {
    return this.visit.evaluate(
      (of) =>
        [...document.querySelectorAll('output')].find(
          (output) =>
            output.getAttribute('aria-label') === of ||
            document.getElementById(output.getAttribute('aria-labelledby') ?? '')?.textContent === of,
        )?.textContent ?? '',
      name,
    )
  }

  async step(): Promise<number> {
    return Number((await this.figure('Step')).replaceAll(',', ''))
  }

  attribute(selector: string, name: string): Promise<string | null> {
    return this.visit.evaluate(
      (of, what) => document.querySelector(of)?.getAttribute(what) ?? null,
      selector,
      name,
    )
  }

  /** What is said in notices; what is said of failures. */
  said(role: 'status' | 'alert'): Promise<string> {
    return this.visit.evaluate(
      (of) =>
        [...document.querySelectorAll(`[role="${of}"]`)]
          .map((element) => element.textContent)
          .join(' ')
          .trim(),
      role,
    )
  }

  /** What is to be seen of an element. */
  async see(selector: string, name: string): Promise<Picture> {
    const box = await this.find(selector, name)
    return Picture.of(await this.visit.screenshot(), box)
  }
}

/** Runs in the page. Null where there is none. */
function boxOf(selector: string, name: string): Box | null {
  const nameOf = (element: Element): string => {
    const ids = element.getAttribute('aria-labelledby')
    const label = ids === null ? null : document.getElementById(ids)
    return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent).trim()
  }
  const found = [...document.querySelectorAll(selector)].find((element) => nameOf(element) === name)
  if (found === undefined) return null
  found.scrollIntoView({ block: 'nearest' })
  const { x, y, width, height } = found.getBoundingClientRect()
  return { x, y, width, height }
}
