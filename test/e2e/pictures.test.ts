/** The image stage under a hand: asking why, sorting, and sorting reals from fakes by eye. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test, type Visit } from '../helpers/app/visit.ts'
import { digest, stage } from '../helpers/app/canvas.ts'

const DIGITS = 'dataset=mnist&width=4&batch=8&latent=4'

const hand = (page: Page) => page.getByRole('application', { name: 'Pictures on the stage' })
const sheet = (page: Page) => page.getByRole('dialog', { name: /^Why\?/ })

/** The page on a small network for digits, some steps on. */
async function openDigits(visit: Visit): Promise<Page> {
  const page = await visit(DIGITS)
  await page.evaluate(() => window.ganvas.train(6))
  return page
}

describe('asking why', () => {
  test('Enter on a fake: its very picture, its score, maps, neighbours, the judge; its latent under the hand', async ({
    visit,
  }) => {
    const page = await openDigits(visit)
    await hand(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await sheet(page).waitFor()
    expect(await sheet(page).getByRole('heading').first().textContent()).toBe('Why? Fake 2 of 64')
    const known = await page.evaluate(async () => {
      const why = await window.ganvas.why('fake', 1)
      if (why === null || why.latent === null) throw new Error('Nothing is known of it.')
      const made = await window.ganvas.generate([[...why.latent]])
      const seen = why.move
      return {
        score: why.score,
        same: made.data.every((value, i) => Math.abs(value - (why.picture[i] ?? NaN)) < 1e-5),
        neighbours: why.nearest.length,
        shares: why.classes?.reduce((sum, { share }) => sum + share, 0) ?? 0,
        moved: seen !== null && seen.picture.some((value, i) => value !== why.picture[i]),
        latent: [...why.latent],
      }
    })
    expect(known.same).toBe(true)
    expect(known.neighbours).toBe(5)
    expect(known.moved).toBe(true)
    expect(known.shares).toBeLessThanOrEqual(1.000001)
    await expect.poll(() => sheet(page).textContent()).toContain(`σ(D) = ${known.score.toFixed(2)}`)
    await expect.poll(() => sheet(page).getByRole('img').count()).toBe(4 + 5)
    await button(page, 'Take it under the hand').click()
    await expect.poll(() => sheet(page).count()).toBe(0)
    const [first = NaN] = known.latent
    const shown = first.toFixed(2).replace('-', '−')
    await expect.poll(() => page.getByRole('region', { name: 'Latent' }).textContent()).toContain(shown)
  })

  test('a click on a real: no move, no latent; it is itself a training picture', async ({ visit }) => {
    const page = await openDigits(visit)
    await page.getByRole('radio', { name: 'Real', exact: true }).check()
    await hand(page).focus()
    await page.keyboard.press('ArrowRight')
    const frame = await page.locator('.picture-frame').boundingBox()
    if (frame === null) throw new Error('There is no frame.')
    await page.mouse.click(frame.x + frame.width / 2, frame.y + frame.height / 2)
    await sheet(page).waitFor()
    await expect.poll(() => sheet(page).textContent()).toContain('It is a training picture itself')
    expect(await button(page, 'Take it under the hand').count()).toBe(0)
  })

  test('sorted by score: the tile asked about is the one that stands there', async ({ visit }) => {
    const page = await openDigits(visit)
    const before = await digest(stage(page))
    await button(page, 'Sort by score').click()
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    await expect.poll(() => stage(page).getAttribute('aria-label')).toContain('the most real first')
    const scores = await page.evaluate(async () => {
      const out: number[] = []
      for (const tile of [0, 7, 30, 63]) out.push((await window.ganvas.why('fake', tile))?.score ?? NaN)
      return out
    })
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(scores[0]).toBeGreaterThan(scores[3] ?? NaN)
  })
})

test('be the detective: sort by key, compare with the detective on the same pictures, another row', async ({
  visit,
}) => {
  const page = await openDigits(visit)
  await button(page, 'Be the detective').click()
  const dialog = page.getByRole('dialog', { name: 'Be the detective' })
  const suspects = dialog.getByRole('button', { name: /^Picture/ })
  await expect.poll(() => suspects.count()).toBe(12)
  expect(await button(page, 'Compare with the detective').isDisabled()).toBe(true)
  for (let i = 0; i < 12; i++) {
    await suspects.nth(i).focus()
    await page.keyboard.press(i % 3 === 0 ? 'f' : 'r')
  }
  await button(page, 'Compare with the detective').click()
  await expect
    .poll(() => dialog.textContent())
    .toMatch(/You: \d+ of 12\. The detective, on the same pictures: \d+ of 12/)
  const truths = await suspects.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  const right = truths.filter((said) => /you say (\w+); it is \1$/.test(said)).length
  expect(await dialog.textContent()).toContain(`You: ${right} of 12`)
  expect(truths.filter((said) => said.endsWith('it is real'))).toHaveLength(6)
  await button(page, 'Another row').click()
  await expect.poll(() => dialog.textContent()).toContain('12 still to sort')
})

test.for(['light', 'dark'] as const)(
  'axe finds nothing serious in either sheet: %s',
  async (colorScheme, { visit }) => {
    const page = await visit(DIGITS, { colorScheme })
    await hand(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await sheet(page).waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await button(page, 'Be the detective').click()
    await page.getByRole('button', { name: /^Picture 12/ }).waitFor()
    expect(await serious(page)).toEqual([])
  },
)
