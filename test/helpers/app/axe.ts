/** What axe, which checks a page for assistive technology, finds on the page as it stands. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

export interface Finding {
  impact: string
  /** The rule, where, and why. */
  words: string
}

/** What axe calls serious or critical, a line each. @param within a selector; the whole page unless given */
export async function serious(page: Page, within = 'html'): Promise<string[]> {
  const found = await findings(page, within)
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ words }) => words)
}

/**
 * Everything axe finds. Its source is put into the page by the debugger: the page's own policy would not let it in.
 * @param within a selector
 */
export async function findings(page: Page, within: string): Promise<Finding[]> {
  await page.evaluate(axe.source)
  await untilStill(page)
  return page.evaluate(async (selector) => {
    const { axe: checker } = window as unknown as { axe: typeof axe }
    const { violations } = await checker.run(selector)
    return violations.map(({ id, impact, nodes }) => ({
      impact: impact ?? 'none',
      words: `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 150)} ${failureSummary ?? ''}`).join(' | ')}`,
    }))
  }, within)
}

/** Waits until nothing fades or moves: what is still fading in has no colour of its own yet. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    // One that is called off is over, too.
    await Promise.allSettled(moving.map((one) => one.finished))
  })
}
