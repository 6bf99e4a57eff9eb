/** Slow motion, lessons and the tour, as a person uses them. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { NamedTensor } from '../../src/common/protocol/report.ts'
import { button, figure, TINY, untilReady } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { gpuTest, test } from '../helpers/app/visit.ts'

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const slow = (page: Page) => page.getByRole('region', { name: 'Slow motion', exact: true })
const place = (page: Page) => page.locator('.slow-place')
const card = (page: Page) => page.getByRole('complementary', { name: 'Guided tour' })

/** The unrounded value of a named figure of the stage. */
const fact = async (page: Page, label: string): Promise<number> =>
  Number(
    await page
      .locator('.slow-facts > div')
      .filter({ has: page.getByText(label, { exact: true }) })
      .locator('data')
      .getAttribute('value'),
  )

const column = (row: Locator, at: number) => row.locator('td').nth(at).locator('data').getAttribute('value')

/** Goes on until a stage of this title is shown. */
async function walkTo(page: Page, title: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    if ((await page.locator('.slow-title').textContent()) === title) return
    await slow(page).press('ArrowRight')
  }
  throw new Error(`No stage ${title}`)
}

const OUTCOMES = {
  'Both networks': 'a step like any other',
  'Detective only': 'Detective alone',
  'Forger only': 'Forger alone',
  Forwards: 'nothing was trained',
}

async function make(page: Page, part: keyof typeof OUTCOMES): Promise<void> {
  await page.getByRole('combobox', { name: 'What is made' }).selectOption({ label: part })
  await button(page, 'Walk').click()
  await expect
    .poll(() => page.locator('.slow-foot').allTextContents())
    .toEqual([expect.stringContaining(OUTCOMES[part])])
  expect(await place(page).textContent()).toMatch(/^1 of/)
  await button(page, 'Stop').click()
}

/** ‖after − before‖ of the tensors of a layer. */
function moved(before: NamedTensor[], after: NamedTensor[], layer: string): number {
  return Math.hypot(
    ...before.flatMap(({ name, data }, at) =>
      name.split('/')[1] === layer
        ? Object.values(data).map((old, i) => (Object.values(after[at]?.data ?? {})[i] ?? NaN) - old)
        : [],
    ),
  )
}

/** Walks a step and compares what is shown with the same step traced by a script. */
async function expectNumbers(page: Page): Promise<void> {
  const trace = await page.evaluate(async () => {
    await window.ganvas.train(5)
    const plain = structuredClone(await window.ganvas.trace())
    await window.ganvas.reset()
    await window.ganvas.train(5)
    return plain
  })
  const before = await page.evaluate(() => window.ganvas.weights())
  await tab(page, 'Slow motion').click()
  await make(page, 'Both networks')
  expect(await figure(page, 'Step')).toBe('6')
  const after = await page.evaluate(() => window.ganvas.weights())
  const [update] = trace.discriminator
  if (update === undefined) throw new Error('no update')

  await walkTo(page, 'The detective scores reals and fakes')
  const real = page.locator('.slow-table tr[data-who=real]').first()
  expect(Number(await column(real, 0))).toBeCloseTo(1 / (1 + Math.exp(-(update.realLogits[0] ?? NaN))), 5)
  expect(await real.locator('td').nth(1).textContent()).toBe('1')
  await walkTo(page, 'How wrong it was')
  expect(await fact(page, 'Loss')).toBeCloseTo(update.loss, 5)
  expect(Number(await column(real, 2))).toBeCloseTo(update.realErrors[0] ?? NaN, 5)
  await walkTo(page, 'The error flows back into the detective only')
  expect(await fact(page, 'Gradient’s norm')).toBeCloseTo(update.gradNorm, 4)
  await walkTo(page, 'The detective’s weights move')
  const row = page.locator('.slow-table tbody tr')
  expect(await row.count()).toBe(update.layers.length)
  for (const [at, { name }] of update.layers.entries()) {
    const told = Number(await column(row.nth(at), 0))
    expect(told / moved(before.discriminator, after.discriminator, name)).toBeCloseTo(1, 3)
  }
  await walkTo(page, 'What the forger pays')
  expect(await fact(page, 'Loss')).toBeCloseTo(trace.generator.loss, 5)
  await walkTo(page, 'The forger’s weights move')
  for (const [at, { name }] of trace.generator.layers.entries()) {
    const told = Number(await column(row.nth(at), 0))
    expect(told / moved(before.generator, after.generator, name)).toBeCloseTo(1, 3)
  }
}

describe('slow motion', () => {
  const NUMBERS =
    'shows the very numbers of a real step: those of the trace, and of the weights before and after'
  test(NUMBERS, async ({ visit }) => expectNumbers(await visit(TINY)))
  gpuTest(`${NUMBERS}, on WebGPU`, async ({ visit }) => expectNumbers(await visit(TINY)))

  test('the detective alone leaves the forger as it is, the forger alone the detective; neither is a step', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(3))
    await tab(page, 'Slow motion').click()
    const weights = () => page.evaluate(() => window.ganvas.weights())
    const first = await weights()
    await make(page, 'Detective only')
    const second = await weights()
    expect(second.generator).toEqual(first.generator)
    expect(second.discriminator).not.toEqual(first.discriminator)
    await make(page, 'Forger only')
    const third = await weights()
    expect(third.discriminator).toEqual(second.discriminator)
    expect(third.generator).not.toEqual(second.generator)
    await make(page, 'Forwards')
    expect(await weights()).toEqual(third)
    expect(await figure(page, 'Step')).toBe('3')
    // Training goes on from there.
    expect((await page.evaluate(() => window.ganvas.train(2))).step).toBe(5)
  })

  test('arrow keys walk, playing goes on by itself, and a long run pauses for it', async ({ visit }) => {
    const page = await visit(TINY)
    await tab(page, 'Slow motion').click()
    await button(page, 'Train').click()
    await slow(page).press('ArrowRight')
    await expect.poll(() => place(page).textContent()).toBe('1 of 12')
    await button(page, 'Train').waitFor()
    await slow(page).press('ArrowRight')
    await slow(page).press('ArrowRight')
    await slow(page).press('ArrowLeft')
    expect(await place(page).textContent()).toBe('2 of 12')
    await page.getByRole('slider', { name: 'Seconds per stage' }).press('Home')
    expect(await place(page).textContent()).toBe('2 of 12')
    await button(page, 'Walk').click()
    await expect.poll(() => place(page).textContent()).toBe('5 of 12')
    // A stage names its lesson.
    await button(page, 'Stop').click()
    await page.locator('.slow-lesson').first().click()
    await page.getByRole('dialog', { name: 'Learn' }).waitFor()
  })
})

describe('the tour', () => {
  test('is offered once; a chapter is done when its experiment comes out, and that is kept', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.getByRole('button', { name: /Six short chapters/ }).click()
    await card(page).getByText('Chapter 1 of 6').waitFor()
    await button(page, 'Next').or(button(page, 'Skip')).click()
    await button(page, 'Open slow motion').click()
    const done = card(page).getByRole('status')
    expect(await done.textContent()).toBe('')
    await slow(page).press('ArrowRight')
    await expect.poll(() => place(page).textContent()).toBe('1 of 12')
    for (let i = 1; i < 12; i++) await slow(page).press('ArrowRight')
    await expect.poll(() => done.textContent()).toContain('the whole algorithm')
    await page.reload()
    await untilReady(page)
    expect(await page.getByRole('button', { name: /Six short chapters/ }).count()).toBe(0)
    await button(page, 'Learn').click()
    await page.getByRole('button', { name: 'Tour: 1 of 6 done' }).click()
    await button(page, 'Chapter 2: One step, slowly, done').waitFor()
  })

  test('a first-time visitor sees a collapse and cures it with two buttons, on WASM', async ({ visit }) => {
    const page = await visit('tour=4&speed=fast')
    const done = card(page).getByRole('status')
    await button(page, 'Make it collapse').click()
    await expect.poll(() => done.textContent(), { timeout: 90_000 }).toContain('There it is')
    await button(page, 'Next').click()
    await button(page, 'Show it the batch’s spread').click()
    await expect.poll(() => done.textContent(), { timeout: 90_000 }).toContain('Cured')
    // It trains on meanwhile, and a mode may be missed for a look or two.
    const modes = () => page.evaluate(async () => (await window.ganvas.snapshot()).metrics.modes)
    await expect.poll(modes).toBeGreaterThanOrEqual(7)
    expect((await page.evaluate(() => window.ganvas.pause())).step).toBeGreaterThan(500)
  })

  test.for([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])(
    'points at things that are there at $width × $height, and does not scroll the page sideways',
    async (viewport, { visit }) => {
      const page = await visit(`${TINY}&tour=1`, { viewport })
      for (let at = 1; at <= 6; at++) {
        await page.getByRole('button', { name: new RegExp(`^Chapter ${at}:`) }).click()
        await page.locator('.tour-spot').waitFor({ state: 'attached' })
        expect(
          await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        ).toBe(0)
      }
      await page.keyboard.press('Escape')
    },
  )
})

test.for(['light', 'dark'] as const)('axe finds nothing serious in %s', async (colorScheme, { visit }) => {
  const page = await visit(`${TINY}&tour=2`, { colorScheme })
  await tab(page, 'Slow motion').click()
  await slow(page).press('ArrowRight')
  await expect.poll(() => place(page).textContent()).toBe('1 of 12')
  await walkTo(page, 'How wrong it was')
  expect(await serious(page)).toEqual([])
  await button(page, 'Learn').click()
  await page.getByRole('dialog', { name: 'Learn' }).waitFor()
  expect(await serious(page)).toEqual([])
})
