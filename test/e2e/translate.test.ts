/** Translating as a person does it: two classes chosen, trained, seen there and back, and tried by hand and on a picture of one's own. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, untilPaused, untilStep } from '../helpers/app/app.ts'
import { asPng, shippedPictures } from '../helpers/data/shipped.ts'
import { temporaryFolder } from '../helpers/app/drop.ts'
import { test } from '../helpers/app/visit.ts'

/** Steps of some milliseconds. */
const SMALL = 'dataset=avatars&size=16&task=translate&width=4&batch=4&backend=wasm'

const [picture] = await shippedPictures('emoji', 1)
if (picture === undefined) throw new Error('There is no emoji.')
const PNG = Uint8Array.from(asPng(picture))

const hash = (page: Page): string => new URL(page.url()).hash
const held = (page: Page) => page.evaluate(() => window.ganvas.profile().then(({ handMs }) => handMs))

describe('a run that translates', () => {
  test('is chosen beside the data, with its two classes by name, and says so in its link', async ({
    visit,
  }) => {
    const page = await visit('dataset=avatars&backend=wasm')
    await page.getByRole('radio', { name: 'Translate', exact: true }).check({ force: true })
    await expect.poll(() => hash(page)).toContain('task=translate')
    const [from, into] = [page.getByLabel('From class'), page.getByLabel('Into class')]
    await expect.poll(() => from.locator('option:checked').innerText()).toBe('Dark hair')
    await into.selectOption('Grey hair')
    await expect.poll(() => hash(page)).toContain('to=3')
    await button(page, 'Swap the two classes').click()
    await expect.poll(() => hash(page)).toContain('from=3&to=0')
    // A class is not translated into itself.
    await into.selectOption('Grey hair')
    await expect.poll(() => hash(page)).not.toContain('from=3')
    expect(await from.locator('option:checked').innerText()).toBe('Dark hair')
  })

  test('is refused for data without classes, in a sentence', async ({ visit }) => {
    const page = await visit('dataset=photos&backend=wasm')
    await page.getByRole('radio', { name: 'Translate' }).click({ force: true })
    expect(hash(page)).not.toContain('translate')
    expect(await page.getByRole('radio', { name: 'Translate' }).isChecked()).toBe(false)
  })

  test('shows there and back, with the pair of the row that is magnified', async ({ visit }) => {
    const page = await visit(SMALL)
    await page.evaluate(() => window.ganvas.train(3))
    const stage = page.getByRole('application', { name: 'Translated pictures on the stage' })
    await stage.focus()
    await stage.press('ArrowDown')
    await expect.poll(() => page.locator('.magnifier').innerText()).toMatch(/Dark hair → Fair hair/)
    expect(await page.locator('.magnifier figcaption b').allInnerTexts()).toEqual([
      'Given',
      'There',
      'Back',
      'What changed',
    ])
  })

  test('is measured on unseen pictures, and its weights are moved while it trains', async ({ visit }) => {
    const page = await visit(SMALL)
    await button(page, 'Train').click()
    await untilStep(page, 5)
    await page.evaluate(() => window.ganvas.configure({ cycle: 3, identity: 0 }))
    const from = await page.evaluate(async () => (await window.ganvas.snapshot()).step)
    await untilStep(page, from + 5)
    await button(page, 'Pause').click()
    await untilPaused(page)
    const { flips, judged, roundTrip, moved } = await page.evaluate(() => window.ganvas.evaluate())
    expect(judged).toBeGreaterThan(0.7)
    expect(flips).toBeGreaterThanOrEqual(0)
    expect(roundTrip).toBeGreaterThan(0)
    expect(moved).toBeGreaterThan(0)
  })
})

describe('the pad', () => {
  test('goes either way', async ({ visit }) => {
    const page = await visit(SMALL)
    await page.evaluate(() => window.ganvas.train(3))
    await expect.poll(() => held(page)).not.toBeNaN()
    const made = () => page.locator('.pad-made').screenshot()
    const there = await made()
    await page.getByRole('radio', { name: 'into Dark hair' }).check({ force: true })
    await expect.poll(async () => Buffer.compare(await made(), there)).not.toBe(0)
  })

  test('takes a picture of one’s own, and gives it back at its own size', async ({ visit }) => {
    const page = await visit(SMALL)
    await page.evaluate(() => window.ganvas.train(3))
    const dialog = page.getByRole('dialog', { name: 'A picture of yours' })
    await button(page, 'A picture of yours').click()
    await dialog.locator('input[type=file]').setInputFiles(temporaryFolder().write('mine.png', PNG))
    await dialog.getByText(/^32 × 32 pixels\.$/).waitFor()
    await dialog.getByAltText('The picture as it was translated').waitFor()
  })
})
