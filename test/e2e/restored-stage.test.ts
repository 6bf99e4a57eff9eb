/** The stage of restored pictures under a hand: rows, what is magnified, where each differs, and the figures beside it. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { digest, drawn, stage } from '../helpers/app/canvas.ts'
import { test } from '../helpers/app/visit.ts'

const HALF = 'dataset=mnist&task=restore&source=half&width=4&batch=4&warmStart=0'

const hand = (page: Page) => page.getByRole('application', { name: 'Restored pictures on the stage' })
const magnifier = (page: Page) => page.locator('.magnifier')

describe('restored pictures', () => {
  test('are on the stage before the first step, and say so to those who do not see them', async ({
    visit,
  }) => {
    const page = await visit(HALF)
    expect((await drawn(stage(page))).colours).toBeGreaterThan(20)
    await expect
      .poll(() => stage(page).getAttribute('aria-label'))
      .toContain('held-out pictures in rows of source (half the side), output, truth and Bicubic')
    expect(await serious(page, '.stage')).toEqual([])
  })

  test('are magnified row by row with the keys, kept with Enter, and let go with Escape', async ({
    visit,
  }) => {
    const page = await visit(HALF)
    await hand(page).focus()
    await page.keyboard.press('ArrowDown')
    await magnifier(page).waitFor()
    expect(await magnifier(page).innerText()).toContain('Held-out picture 1 of 24')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => magnifier(page).innerText()).toContain('Held-out picture 2 of 24')
    expect(await magnifier(page).locator('figcaption b').allInnerTexts()).toEqual([
      'Source',
      'Output',
      'Truth',
      'Bicubic',
      'Difference',
    ])
    await page.keyboard.press('Enter')
    await magnifier(page).getByRole('button', { name: 'Close' }).waitFor()
    expect(await serious(page, '.stage')).toEqual([])
    await page.keyboard.press('Escape')
    await magnifier(page).waitFor({ state: 'detached' })
  })

  test('a magnified row goes on with the run', async ({ visit }) => {
    const page = await visit(HALF)
    const box = await hand(page).boundingBox()
    if (box === null) throw new Error('The stage has no place.')
    await page.mouse.move(box.x + box.width / 4, box.y + 60)
    await magnifier(page).waitFor()
    const output = () => magnifier(page).locator('[data-of=output]').innerText()
    const before = await output()
    await page.evaluate(() => window.ganvas.train(40))
    await expect.poll(output).not.toBe(before)
  })

  test('show where each differs, and beside another baseline', async ({ visit }) => {
    const page = await visit(HALF)
    const first = await digest(stage(page))
    await button(page, 'Where it differs').click()
    await expect.poll(() => digest(stage(page))).not.toBe(first)
    const second = await digest(stage(page))
    await page.getByRole('combobox', { name: /Shown beside the output/ }).selectOption('nearest')
    await expect.poll(() => digest(stage(page))).not.toBe(second)
    await expect
      .poll(() => stage(page).getAttribute('aria-label'))
      .toContain('Nearest and where the output differs')
  })

  test('have figures beside the best that needs no training, and it is said why the game may lose', async ({
    visit,
  }) => {
    const page = await visit(HALF)
    const metrics = await page.evaluate(() => window.ganvas.evaluate(64))
    expect(metrics.psnr).toBeCloseTo(metrics.psnrBaseline ?? NaN, 3)
    expect(metrics.restored).toMatchObject({ pictures: 64, heldOut: true })
    await button(page, 'Train').click()
    const figures = page.getByRole('region', { name: 'Restored pictures beside the true ones' })
    await expect
      .poll(() => figures.innerText(), { timeout: 60_000 })
      .toMatch(/PSNR\s+[\d.]+ dB\s+(Bicubic|Nearest) [\d.]+ dB/)
    expect(await figures.innerText()).toContain('It is normal that a lively forger loses PSNR')
  })
})
