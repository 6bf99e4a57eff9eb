/** The search for settings as a person and a script meet it. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, TINY } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'

const panel = (page: Page) => page.getByRole('dialog', { name: 'Find settings for me' })
const row = (page: Page, name: string) =>
  panel(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) })

describe('by a script', () => {
  test('in steps: the winner is the run, its link opens the very same run, and the one before comes back', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&seed=4`)
    await page.evaluate(() => window.ganvas.train(6))
    const before = await page.evaluate(() => window.ganvas.weights())
    const rows = await page.evaluate(() => window.ganvas.find({ steps: 240 }))
    expect(rows).toHaveLength(8)
    const winner = rows.find(({ state }) => state === 'won')
    if (winner === undefined) throw new Error('Nobody won.')
    const found = await page.evaluate(async () => ({
      config: window.ganvas.config(),
      snapshot: await window.ganvas.snapshot(),
      steps: window.ganvas.history()['step'],
      weights: await window.ganvas.weights(),
    }))
    expect(found.config).toMatchObject(winner.change)
    expect(found.snapshot).toMatchObject({ step: winner.step, state: 'paused' })
    expect(found.steps).toEqual(Array.from({ length: winner.step }, (_, i) => i + 1))

    const again = await visit(new URL(page.url()).hash.slice(1))
    await again.evaluate((steps) => window.ganvas.train(steps), winner.step)
    expect(await again.evaluate(() => window.ganvas.weights())).toEqual(found.weights)

    await page.evaluate(() => window.ganvas.keep('before'))
    expect(await page.evaluate(() => window.ganvas.weights())).toEqual(before)
    expect(await page.evaluate(() => window.ganvas.history()['step'])).toEqual([1, 2, 3, 4, 5, 6])
    await expect.poll(() => new URL(page.url()).hash).toBe(`#${TINY}&seed=4`)
  })
})

describe('on the page', () => {
  test('by keyboard: begun, watched, cancelled; one is kept, and the run from before taken back', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(9))
    await button(page, 'Find settings for me').focus()
    await page.keyboard.press('Enter')
    await panel(page).getByText('Your present run pauses meanwhile', { exact: false }).waitFor()
    await panel(page).getByRole('button', { name: 'Start' }).focus()
    await page.keyboard.press('Enter')
    await panel(page).getByRole('progressbar', { name: 'Search' }).waitFor()
    expect(await page.locator('button.train').isDisabled()).toBe(true)
    await row(page, 'As it is now')
      .getByRole('img', { name: /^Looks and variety/ })
      .waitFor({ timeout: 60_000 })
    expect(await serious(page)).toEqual([])
    await panel(page).getByRole('button', { name: 'Cancel' }).focus()
    await page.keyboard.press('Enter')
    await panel(page).getByText('Stopped: nothing was changed').waitFor()
    expect((await page.evaluate(() => window.ganvas.snapshot())).step).toBe(9)

    await row(page, 'As it is now').getByRole('button', { name: 'Keep: As it is now' }).focus()
    await page.keyboard.press('Enter')
    await row(page, 'As it is now').getByText('Your run now').waitFor()
    await panel(page).getByRole('button', { name: 'Take back: your run from before' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await page.evaluate(() => window.ganvas.snapshot())).step).toBe(9)
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'detached' })
  })

  test('a link begins one, in sight, and the winner trains on', async ({ visit }) => {
    const page = await visit(`${TINY}&find=0.05`, {
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    })
    await panel(page).waitFor()
    await panel(page)
      .getByText(/won and is your run now/)
      .waitFor({ timeout: 60_000 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await serious(page)).toEqual([])
    expect((await page.evaluate(() => window.ganvas.snapshot())).state).toBe('running')
  })

  test('a link that asks for no time is told so, and begins none', async ({ visit }) => {
    const page = await visit(`${TINY}&find=soon`)
    await page.getByText('find must be minutes above 0', { exact: false }).waitFor()
    expect(await panel(page).count()).toBe(0)
  })
})
