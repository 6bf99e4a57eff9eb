import { describe, expect } from 'vitest'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { button, figureNumber, type, unfold, untilPaused, untilReady } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'

describe('a challenge', () => {
  test('by link: untouched it is lost, with a detective that keeps up it is won, and both say by how much', async ({
    visit,
  }) => {
    const page = await visit('challenge=grid&backend=wasm&speed=fast')
    const card = page.getByRole('region', { name: 'Challenge' })
    await card.getByRole('heading', { name: 'The whole grid' }).waitFor()
    await page.evaluate(() => window.ganvas.train(1000))
    await card.getByText(/Not yet: \d+ of 25 modes, [\d.]+ % of high quality at step 1,000/).waitFor()
    await card.getByText(/Too few modes/).waitFor()
    await card.getByRole('button', { name: 'Start over' }).click()
    await expect.poll(() => figureNumber(page, 'Step')).toBe(0)
    await unfold(page, 'Optimiser')
    await type(page, 'Discriminator rate', '0.002')
    await page.evaluate(() => window.ganvas.configure({ dSteps: 3 }))
    await button(page, 'Train').click()
    await card.getByText(/Won: 2[345] of 25 modes/).waitFor({ timeout: 120_000 })
    expect(await figureNumber(page, 'Step')).toBe(1000)
    expect(page.url()).toMatch(/#challenge=grid$/)
    // What was judged stands beside the goals, and the next task is a click away.
    expect(await card.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/23 modes or more\s*2[345]\s*, met/),
      expect.stringMatching(/25 % good samples or more\s*[\d.]+ %\s*, met/),
    ])
    await card.getByRole('button', { name: 'Next: A detective of waves' }).click()
    await card.getByRole('heading', { name: 'A detective of waves' }).waitFor()
  })

  /** Ways to win and to lose, by what is open in each. */
  test.for<[string, string, number, Partial<RunConfig>, RegExp]>([
    ['the penalty goes', 'collapse', 2000, { penalty: 'none' }, /Won: [1-5] of 8/],
    ['the penalty stays', 'collapse', 2000, {}, /Not yet: [78] of 8/],
    ['held by R1', 'detective', 2000, { penalty: 'r1', gamma: 0.02 }, /Won: [78] of 8/],
    ['left as it is', 'detective', 2000, {}, /Not yet: [1-5] of 8/],
    ['without momentum', 'wasserstein', 1000, { beta1: 0 }, /Won: [78] of 8/],
    ['left as it is', 'wasserstein', 1000, {}, /Not yet: [0-5] of 8/],
    ['more waves and a bolder rate', 'waves', 1000, { dLayers: [256], dLr: 0.01 }, /Won: [78] of 8/],
    ['sixteen waves', 'waves', 1000, {}, /Not yet: \d of 8/],
  ])('%s: how “%s” ends', async ([, id, last, change, end], { visit }) => {
    const page = await visit(`challenge=${id}&backend=wasm&speed=fast`)
    await page.evaluate(async (way) => window.ganvas.configure(way), change)
    await page.evaluate((steps) => window.ganvas.train(steps), last)
    await page.getByRole('region', { name: 'Challenge' }).getByText(end).waitFor()
  })

  test('what is locked cannot be touched on the page; by another way it ends the challenge', async ({
    visit,
  }) => {
    const page = await visit('', { colorScheme: 'dark' })
    await button(page, 'Presets').click()
    await page.getByRole('menuitem', { name: /Only touch the detective/ }).click()
    const card = page.getByRole('region', { name: 'Challenge' })
    await card.getByText('Your turn').waitFor()
    await untilReady(page)
    await unfold(page, 'Optimiser')
    const rate = (name: string) => page.getByRole('textbox', { name, exact: true })
    expect(await rate('Generator rate').isDisabled()).toBe(true)
    expect(await rate('Discriminator rate').isDisabled()).toBe(false)
    await type(page, 'Discriminator rate', '0.0005')
    await expect.poll(() => page.evaluate(() => window.ganvas.config().dLr)).toBe(0.0005)
    await card.waitFor()
    expect(await serious(page)).toEqual([])
    await page.evaluate(() => window.ganvas.configure({ gLr: 0.5 }))
    await page.getByText(/has ended, as a locked setting was changed/).waitFor()
    await card.waitFor({ state: 'detached' })
  })

  test('the rescue is locked until it has collapsed, then opens; R1 wins it', async ({ visit }) => {
    const page = await visit('challenge=rescue&backend=wasm&speed=fast')
    const card = page.getByRole('region', { name: 'Challenge' })
    await card.getByText(/Press Train and watch it collapse/).waitFor()
    await unfold(page, 'Optimiser')
    const rate = page.getByRole('textbox', { name: 'Generator rate', exact: true })
    expect(await rate.isDisabled()).toBe(true)
    await button(page, 'Train').click()
    await card.getByText('Your turn').waitFor({ timeout: 180_000 })
    await untilPaused(page)
    expect(await figureNumber(page, 'Step')).toBe(2000)
    await expect.poll(() => page.evaluate(() => window.ganvas.config().steps)).toBe(5000)
    expect(await rate.isDisabled()).toBe(false)
    await page.evaluate(() => window.ganvas.configure({ penalty: 'r1', gamma: 0.05 }))
    await button(page, 'Train').click()
    await card.getByText(/Won: [78] of 8 modes/).waitFor({ timeout: 180_000 })
  }, 400_000)

  test('a rescue that changes nothing is lost', async ({ visit }) => {
    const page = await visit('challenge=rescue&backend=wasm&speed=fast')
    const card = page.getByRole('region', { name: 'Challenge' })
    await page.evaluate(() => window.ganvas.train(2000))
    await card.getByText('Your turn').waitFor()
    await page.evaluate(() => window.ganvas.train(3000))
    await card.getByText(/Not yet: [1-5] of 8 modes/).waitFor()
  }, 400_000)
})
