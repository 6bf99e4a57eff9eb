import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { figureNumber, TINY, untilStep } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'

const speed = (page: Page) => page.locator('.header').getByRole('combobox', { name: 'Speed', exact: true })
const rate = (page: Page) => figureNumber(page, 'Steps per second')

describe('the speed', () => {
  test('gentle makes far fewer steps a second than fast, and the figure says so', async ({ visit }) => {
    const page = await visit(`${TINY}&backend=cpu`)
    expect(await speed(page).inputValue()).toBe('smooth')
    await speed(page).selectOption('fast')
    await page.keyboard.press('Space')
    await untilStep(page, 300)
    const fast = await rate(page)
    expect(fast).toBeGreaterThan(0)
    await speed(page).selectOption('gentle')
    await expect.poll(() => rate(page)).toBeLessThan(0.5 * fast)
    const slowed = await figureNumber(page, 'Step')
    await untilStep(page, slowed + 5)
    await speed(page).selectOption('fast')
    await expect.poll(() => rate(page)).toBeGreaterThan(0.5 * fast)
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
