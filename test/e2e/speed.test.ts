import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { figure, figureNumber, startApp, TINY, untilReady, untilStep, type App } from '../helpers/app/app.ts'

let app: App
beforeAll(async () => {
  app = await startApp('none')
})
afterAll(() => app.close())

describe('the speed', () => {
  test('gentle makes far fewer steps in the same time than fast, and the figures say so', async () => {
    const { page, errors, close } = await app.open(`${TINY}&backend=cpu`)
    await untilReady(page)
    const control = page.locator('.header').getByRole('combobox', { name: 'Speed', exact: true })
    expect(await control.inputValue()).toBe('smooth')
    const measured: Record<string, { made: number; shown: number }> = {}
    await page.keyboard.press('Space')
    await untilStep(page, 20)
    for (const speed of ['fast', 'gentle', 'fast', 'gentle']) {
      await control.selectOption(speed)
      // The rate is over the last three seconds.
      await page.waitForTimeout(3500)
      const before = await figureNumber(page, 'Step')
      await page.waitForTimeout(1500)
      const made = ((await figureNumber(page, 'Step')) - before) / 1.5
      const shown = Number((await figure(page, 'Steps per second')).replaceAll(',', ''))
      // The better of two tries: another program may have taken the processor in one.
      const { made: most = 0, shown: fastest = 0 } = measured[speed] ?? {}
      measured[speed] = { made: Math.max(made, most), shown: Math.max(shown, fastest) }
    }
    const { fast, gentle } = measured
    expect(gentle?.made).toBeGreaterThan(0)
    expect(gentle?.made).toBeLessThan(0.5 * (fast?.made ?? 0))
    expect(gentle?.shown).toBeLessThan(0.5 * (fast?.shown ?? 0))
    expect(errors).toEqual([])
    await close()
  })

  test('stands in the link, survives another dataset, and marks nothing on the charts', async () => {
    const { page, close } = await app.open(`${TINY}&speed=gentle`)
    await untilReady(page)
    await page.evaluate(() => window.ganvas.train(3))
    await page.locator('.header').getByRole('combobox', { name: 'Speed', exact: true }).selectOption('fast')
    await expect.poll(() => page.url()).toContain('speed=fast')
    await expect.poll(() => page.evaluate(() => window.ganvas.config().speed)).toBe('fast')
    expect(await page.locator('.plot-mark').count()).toBe(0)
    await page.evaluate(() => window.ganvas.configure({ dataset: 'spiral' }))
    expect(await page.evaluate(() => window.ganvas.config().speed)).toBe('fast')
    await close()
  })
})
