/** Tables: from the drop of a CSV to columns, rows, conditions, a row filled in and a report. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Download, Page } from 'playwright-core'
import { afterAll, describe, expect } from 'vitest'
import { button, untilReady } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { drop, temporaryFolder } from '../helpers/app/drop.ts'
import { test } from '../helpers/app/visit.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** Two small networks on WASM. */
const SMALL = 'model=ctgan&gLayers=16&dLayers=16&batch=20&pack=2&backend=wasm&seed=3'

const TOWNS = ['Bonn', 'Köln', 'Trier']
const HEADER = ['id', 'joined', 'age', 'town', 'spent', 'member']

/** Ids, dates with the day first, whole numbers with blanks, categories, money in German, yes and no. */
function people(rows = 240): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const date = `${1 + ((7 * i) % 28)}.${1 + ((5 * i) % 12)}.${2015 + (i % 8)}`
    const age = i % 9 === 0 ? '' : String(18 + ((13 * i) % 60))
    const spent = `${(3 * i) % 500},${String((37 * i) % 100).padStart(2, '0')}`
    return [`K-${1000 + i}`, date, age, TOWNS[i % 5 < 3 ? 0 : (i % 5) - 2], spent, i % 3 === 0 ? 'yes' : 'no']
  })
  return [HEADER, ...lines].map((cells) => cells.join(';')).join('\n')
}

async function opened(page: Page, name: string): Promise<void> {
  await drop(page, [folder.write(name, Uint8Array.from(Buffer.from(people())))])
  await columns(page).waitFor()
  await untilReady(page)
}

const columns = (page: Page) => page.getByRole('region', { name: 'Columns of the table' })
const column = (page: Page, name: string) =>
  columns(page)
    .getByRole('listitem')
    .filter({ has: page.getByTitle(name, { exact: true }) })
const view = (page: Page, name: string) =>
  page
    .getByRole('radiogroup', { name: 'What is shown of the table' })
    .getByRole('radio', { name, exact: true })
    .check({ force: true })
const text = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8')

async function takeAway(page: Page, format: string) {
  await button(page, 'Take away').click()
  const dialog = page.getByRole('dialog', { name: 'Take away' })
  await dialog.getByRole('radio', { name: format, exact: true }).check({ force: true })
  return dialog
}

async function saved(page: Page, click: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), click()])
  return download
}

describe('a table of one’s own', () => {
  test('shows every column before training, says what it costs, and reads again what is changed', async ({
    visit,
  }) => {
    const page = await visit(SMALL)
    await opened(page, 'people.csv')
    const told = (await columns(page).textContent()) ?? ''
    expect(told).toContain('6 columns, 5 of them learnt.')
    expect(told).toMatch(/A row becomes \d+ numbers/u)
    expect(await column(page, 'age').textContent()).toContain('11 % missing')
    expect(await column(page, 'id').getByLabel('id is taken for').inputValue()).toBe('id')
    expect(await column(page, 'joined').getByLabel('joined is taken for').inputValue()).toBe('date')
    await column(page, 'age').getByLabel('age is taken for').selectOption('category')
    await page.waitForFunction(async () => {
      const card = await window.ganvas.data()
      return card?.columns?.[2]?.meaning === 'category'
    })
    await columns(page).getByLabel('To be predicted').selectOption({ label: 'town' })
    await column(page, 'town').getByText('predicted').waitFor()
    const card = await page.evaluate(() => window.ganvas.data())
    expect(card?.item).toMatchObject({ kind: 'row', target: 3 })
    expect(card?.choice.rows).toEqual({ columns: [{ at: 2, meaning: 'category' }], target: 3 })
  })

  test('the column to be predicted is in the address, of a built-in table and of one’s own', async ({
    visit,
  }) => {
    const page = await visit(`${SMALL}&dataset=weather&target=WIND`)
    const target = () => columns(page).getByLabel('To be predicted').locator('option:checked').textContent()
    expect(await target()).toBe('wind')
    expect(new URL(page.url()).hash).toContain('target=wind')
    await columns(page).getByLabel('To be predicted').selectOption({ label: 'weather' })
    await page.waitForFunction(() => !window.location.hash.includes('target='))
    const own = await visit(`${SMALL}&dataset=own&target=nothing`, { ready: false })
    await opened(own, 'people.csv')
    await own.getByText('has no column “nothing”, so no column is to be predicted.').waitFor()
    await columns(own).getByLabel('To be predicted').selectOption({ label: 'town' })
    await own.waitForFunction(() => window.location.hash.includes('target=town'))
  })

  test('a twin shows its rows as well', async ({ visit }) => {
    const page = await visit(SMALL)
    await opened(page, 'twins.csv')
    await page.evaluate(() => window.ganvas.twin.start({ gLr: 0.05 }))
    await page.evaluate(() => window.ganvas.train(5))
    await view(page, 'Rows')
    const cells = async (name: string) => {
      const rows = page.getByRole('region', { name, exact: true })
      await rows.waitFor()
      return rows.locator('tbody tr[data-role=fake] td').allInnerTexts()
    }
    const mine = await cells('Fakes and their nearest real rows')
    const twins = await cells('Fakes of the twin and their nearest real rows')
    expect(twins).toHaveLength(mine.length)
    expect(twins).not.toEqual(mine)
  })

  test('is looked at four ways, without a fault for axe in light and dark', async ({ visit }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await visit(SMALL, { colorScheme })
      await opened(page, 'looks.csv')
      await page.evaluate(() => window.ganvas.train(5))
      const hand = page.getByRole('application', { name: /^Columns: arrow keys/u })
      await hand.focus()
      await page.keyboard.press('End')
      await page.locator('.column-card').getByText('member', { exact: true }).waitFor()
      expect(await page.locator('.column-card').innerText()).toMatch(/\d+ % alike/u)
      expect(await serious(page)).toEqual([])
      await view(page, 'Pairs')
      await page.getByLabel(/a matrix of 5 columns/u).waitFor()
      await view(page, 'Scatter')
      await page.getByLabel('Across', { exact: true }).selectOption({ label: 'age' })
      await page.getByLabel('Up', { exact: true }).selectOption({ label: 'spent' })
      await page.getByLabel(/age against spent, reals as dots/u).waitFor()
      await view(page, 'Rows')
      const rows = page.getByRole('region', { name: 'Fakes and their nearest real rows' })
      await rows.waitFor()
      expect(await rows.getByRole('row').count()).toBe(1 + 2 * 12)
      expect(await rows.getByRole('columnheader').allInnerTexts()).toEqual(
        expect.arrayContaining(['joined', 'age', 'town', 'spent', 'member']),
      )
      expect(await page.locator('.row-table-usual').innerText()).not.toMatch(/privac/iu)
      expect(await serious(page)).toEqual([])
    }
  })

  test('leaves as a file like the one that came, with conditions', async ({ visit }) => {
    const page = await visit(SMALL)
    await opened(page, 'leaves.csv')
    await page.evaluate(() => window.ganvas.train(10))
    const dialog = await takeAway(page, 'Table .csv')
    expect(await dialog.getByLabel('How many').inputValue()).toBe('240')
    await dialog.getByLabel('How many').fill('40')
    await button(page, 'Add a condition').click()
    await dialog.getByLabel('Column of condition 1').selectOption({ label: 'town' })
    await dialog.getByLabel('Category of condition 1').selectOption({ label: 'Köln' })
    await button(page, 'And …').click()
    await dialog.getByLabel('Column of condition 2').selectOption({ label: 'joined' })
    await dialog.getByLabel('Lowest value of condition 2').fill('1.1.2016')
    expect(await serious(page)).toEqual([])
    const save = dialog.getByRole('button', { name: 'Save', exact: true })
    const file = await text(await saved(page, () => save.click()))
    await dialog.getByText(/40 rows; [\d.]+ % of the rows drawn had what was asked for/u).waitFor()
    const { data, meta } = Papa.parse<Record<string, string>>(file, { header: true, skipEmptyLines: true })
    expect([meta.delimiter, meta.fields]).toEqual([';', HEADER])
    expect(data).toHaveLength(40)
    for (const row of data) {
      expect(row['town']).toBe('Köln')
      expect(row['id']).toMatch(/^K-\d{4}$/u)
      expect(row['joined']).toMatch(/^\d{1,2}\.\d{1,2}\.20(1[6-9]|2\d)$/u)
      expect(row['age']).toMatch(/^\d{0,2}$/u)
      expect(row['spent']).toMatch(/^\d+,\d\d$/u)
      expect(['yes', 'no']).toContain(row['member'])
    }
    await dialog.getByLabel('Lowest value of condition 2').fill('yesterday')
    await save.click()
    await page.getByRole('alert').filter({ hasText: '“yesterday” is no date' }).waitFor()
  })

  test('fills in a row by keyboard, and leaves as a report', async ({ visit }) => {
    const page = await visit(SMALL)
    await opened(page, 'fills.csv')
    await page.evaluate(() => window.ganvas.train(10))
    const dialog = await takeAway(page, 'A row filled in')
    await dialog.getByLabel('town').fill('Trier')
    await dialog.getByLabel('age').fill('33')
    await page.keyboard.press('Enter')
    await dialog.getByText(/made rows gave the rest/u).waitFor({ timeout: 60_000 })
    const cells = await dialog.locator('.fill-cell output').allInnerTexts()
    expect([cells[2], cells[3]]).toEqual(['33', 'Trier'])
    expect(cells[1]).toMatch(/^\d{1,2}\.\d{1,2}\.20\d\d$/u)
    expect(await serious(page)).toEqual([])
    await dialog.getByRole('radio', { name: 'Report .html' }).check({ force: true })
    const report = await saved(page, () => dialog.getByRole('button', { name: 'Save', exact: true }).click())
    expect(report.suggestedFilename()).toBe('ganvas-own-step-10-report.html')
    const html = await text(report)
    expect(html).toContain('They prove nothing about privacy')
    expect(html.match(/<figure>/gu)).toHaveLength(5)
  })
})

test('a script asks for rows, with conditions, balanced, and for a row that it began', async ({ visit }) => {
  const page = await visit(`dataset=weather&${SMALL}`)
  await page.evaluate(() => window.ganvas.train(5))
  const made = await page.evaluate(async () => {
    const { ganvas } = window
    const where = [{ column: 'weather', is: 'snow' }]
    const refused = (asked: Promise<unknown>) => asked.then(() => 'taken', String)
    return {
      snow: await ganvas.rows({ count: 20, seed: 4, where }),
      again: await ganvas.rows({ count: 20, seed: 4, where }),
      balanced: await ganvas.rows({ count: 50, balance: 'weather' }),
      row: await ganvas.fillRow({ location: 'Seattle', weather: 'rain' }, 2),
      unknown: await refused(ganvas.rows({ count: 2, where: [{ column: 'weather', is: 'hail' }] })),
    }
  })
  const parsed = (csv: string) =>
    Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data
  expect(parsed(made.snow.csv).map((row) => row['weather'])).toEqual(Array<string>(20).fill('snow'))
  expect(made.again.csv).toBe(made.snow.csv)
  expect(made.snow.acceptance).toBeGreaterThan(0)
  const kinds = parsed(made.balanced.csv).map((row) => row['weather'])
  const counts = [...new Set(kinds)].map((kind) => kinds.filter((other) => other === kind).length)
  expect(counts).toEqual([10, 10, 10, 10, 10])
  expect(made.row.header).toEqual(Object.keys(parsed(made.snow.csv)[0] ?? {}))
  expect([made.row.cells[0], made.row.cells.at(-1)]).toEqual(['Seattle', 'rain'])
  expect(made.unknown).toContain('hail')
})
