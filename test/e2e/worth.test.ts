/** “Is it worth anything?” on a table with a rule in it, as a person and a script meet it; small networks, a quick learner. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { streamFor } from '../../src/common/numbers/random.ts'
import { button } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'
import { plantedTable } from '../helpers/data/planted-table.ts'
import { csvText } from '../helpers/data/row-set-of.ts'

/** The rule: kind is where x + 0.8·y + the place's shift lies. Columns called x and y would be read as places in the plane. */
const NAMES = ['height', 'weight', 'noise', 'place', 'kind']
const RULED = csvText(
  plantedTable(600, streamFor(5, 'data')).map((column, at) => ({ ...column, name: NAMES[at] ?? '' })),
)
const SMALL = { gLayers: [16], dLayers: [16], batch: 40 }

const panel = (page: Page) => page.getByRole('dialog', { name: 'Is it worth anything?' })

async function opened(page: Page): Promise<void> {
  await page.evaluate(async (text) => {
    await window.ganvas.open([new File([text], 'ruled.csv')])
  }, RULED)
  await page.evaluate((small) => window.ganvas.configure(small), SMALL)
  await page.evaluate(() => window.ganvas.train(4))
}

describe('by a script', () => {
  let report: Awaited<ReturnType<typeof window.ganvas.worth>>
  test('five comparisons with a quick learner: a verdict, what it is worth, and makers that are better than four steps of a GAN', async ({
    visit,
  }) => {
    const page = await visit()
    await opened(page)
    const [refused, found, state] = await page.evaluate(
      async () =>
        [
          await window.ganvas.worth().then(
            () => '',
            (thrown: unknown) => String(thrown),
          ),
          await window.ganvas.worth({ target: 'kind', learner: 'tree' }),
          await window.ganvas.snapshot(),
        ] as const,
    )
    // Nobody said what is to be predicted.
    expect(refused).toMatch(/which column another model would have to predict/)
    report = found
    expect(report).toMatchObject({
      ...{ state: 'over', items: 'rows', target: 'kind', figure: 'macro-F1', step: 4 },
      ...{ seen: 480, reals: 480, fakes: 480, test: 120, seeds: 5, caveats: [] },
    })
    expect(report.arms.map(({ scores }) => scores.length)).toEqual([5, 5, 5, 5, 5, 5])
    expect(report.ganTest.scores).toHaveLength(5)
    // The rule can be learnt from reals, and not from networks that made four steps.
    const mean = (id: string) => [...report.arms, ...report.rivals].find((one) => one.id === id)?.mean ?? NaN
    expect(mean('real')).toBeGreaterThan(0.6)
    expect(mean('fakes-alone')).toBeLessThan(mean('real') - 0.1)
    expect(report.verdict).not.toBe('helps')
    expect(mean('cart')).toBeGreaterThan(mean('independent'))
    expect(report.rivalSentence).toMatch(/^CART makes rows that are worth more/)
    expect(report.aloneWorth.items).toBeLessThan(200)
    expect(report.curve.map(({ items }) => items)).toEqual([10, 30, 100, 300, 480])
    expect(state).toMatchObject({ step: 4, state: 'paused' })
    // The same run, the same seeds: the same report, whatever the time it took.
    const again = await page.evaluate(() => window.ganvas.worth({ target: 'kind', learner: 'tree' }))
    expect({ ...again, progress: null }).toEqual({ ...report, progress: null })
  })
})

describe('on the page', () => {
  test('by keyboard, on a phone in the dark: begun, cancelled with what was found, and training goes on meanwhile', async ({
    visit,
  }) => {
    const page = await visit('', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await opened(page)
    await button(page, 'Is it worth anything?').focus()
    await page.keyboard.press('Enter')
    await panel(page).getByLabel('Column to predict').waitFor()
    expect(await serious(page)).toEqual([])
    await panel(page).getByLabel('Learner').selectOption('perceptron')
    await panel(page).getByRole('button', { name: 'Measure' }).focus()
    await page.keyboard.press('Enter')
    await panel(page).getByRole('progressbar', { name: 'Measuring' }).waitFor()
    // Training and measuring take turns.
    expect((await page.evaluate(() => window.ganvas.train(3))).step).toBe(7)
    await panel(page)
      .getByText(/Comparison \d of 5/)
      .waitFor()
    await panel(page)
      .getByRole('img', { name: /^0\.\d{3}/ })
      .first()
      .waitFor({ timeout: 60_000 })
    await panel(page).getByRole('button', { name: 'Cancel' }).focus()
    await page.keyboard.press('Enter')
    await panel(page)
      .getByText(/^No verdict: \d of 5 comparisons (is|are) through, and it takes 5\.$/)
      .waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'detached' })
    await button(page, 'Worth: no verdict').waitFor()
  })
})
