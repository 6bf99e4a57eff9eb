import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { figureNumber, TINY, untilStep } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'

const speed = (page: Page) => page.locator('.header').getByRole('combobox', { name: 'Speed', exact: true })
const rate = (page: Page) => figureNumber(page, 'Steps per second')

describe('the speed', () => {
  // What share of the time each takes is proved on a clock of its own: test/worker/session/speed.test.ts.
  test('is changed while it trains: steps go on at each, and their rate is told', async ({ visit }) => {
    const page = await visit(`${TINY}&backend=cpu`)
    expect(await speed(page).inputValue()).toBe('smooth')
    await page.keyboard.press('Space')
    await untilStep(page, 20)
    for (const name of ['gentle', 'fast'] as const) {
      await speed(page).selectOption(name)
      await expect.poll(() => page.evaluate(() => window.ganvas.config().speed)).toBe(name)
      await untilStep(page, (await figureNumber(page, 'Step')) + 20)
      await expect.poll(() => rate(page)).toBeGreaterThan(0)
    }
  })

  test('stands in the link, survives another dataset, and marks nothing on the charts', async ({ visit }) => {
    const page = await visit(`${TINY}&speed=gentle`)
    await page.evaluate(() => window.ganvas.train(3))
    await speed(page).selectOption('fast')
    await expect.poll(() => page.url()).toContain('speed=fast')
    await expect.poll(() => page.evaluate(() => window.ganvas.config().speed)).toBe('fast')
    expect(await page.locator('.plot-mark').count()).toBe(0)
    await page.evaluate(() => window.ganvas.configure({ dataset: 'spiral' }))
    expect(await page.evaluate(() => window.ganvas.config().speed)).toBe('fast')
  })
})
