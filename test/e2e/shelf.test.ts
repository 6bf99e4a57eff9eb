/** Runs that are kept: a reload shows what was there, the shelf keeps many, and two tabs do not spoil each other's. */
import { rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, engineWorker, figure, TINY, untilPaused, untilReady, untilStep } from '../helpers/app/app.ts'
import { openMortal } from '../helpers/app/mortal.ts'
import { test } from '../helpers/app/visit.ts'

/** How often each is killed; more with GANVAS_DEATHS, for a long look. */
const many = Number(process.env['GANVAS_DEATHS'] ?? 0)
const DEATHS = { engine: Math.max(6, many), tab: Math.max(4, many), browser: Math.max(4, many) }

const weights = (page: Page) =>
  page.evaluate(async () => (await window.ganvas.weights()).generator.map(({ data }) => [...data]))
/** So many frames pass: a moment that is another one each time. */
const frames = (page: Page, count: number) =>
  page.evaluate(async (left) => {
    for (let i = 0; i < left; i++) await new Promise(requestAnimationFrame)
  }, count)
const runs = (page: Page) => page.evaluate(() => window.ganvas.runs())
const row = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Kept runs' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: false }) })

describe('a reload', () => {
  test('offers the run, which then shows exactly what was there', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(40))
    await page.evaluate(() => window.ganvas.configure({ gLr: 0.004 }))
    await page.evaluate(() => window.ganvas.train(40))
    await button(page, 'Pin this sample').click()
    await page.evaluate(() => window.ganvas.save())
    const shown = () =>
      page.evaluate(async () => ({
        history: window.ganvas.history(),
        timeline: await window.ganvas.timeline(),
        verdict: document.querySelector('output[aria-label="Verdict"]')?.textContent,
        modes: document.querySelector('output[aria-label="Modes covered"]')?.textContent,
        marks: [...document.querySelectorAll('.film-mark')].map((mark) => mark.getAttribute('title')),
        pins: document.querySelectorAll('[data-pin], .pin').length,
      }))
    const [before, held] = [await shown(), await weights(page)]
    expect(before.marks).toHaveLength(1)

    await page.reload()
    await untilReady(page)
    await button(page, 'Go on with it').click()
    await untilStep(page, 80)
    await untilPaused(page)
    await expect.poll(shown).toEqual(before)
    expect(await weights(page)).toEqual(held)
    // Its past can be looked at as before.
    expect(await page.evaluate(() => window.ganvas.rewind(40))).toBe(40)
    await page.evaluate(() => window.ganvas.rewind(null))
    expect((await page.evaluate(() => window.ganvas.train(5))).step).toBe(85)
  })
})

describe('the shelf', () => {
  test('keeps each run by itself: named, doubled, deleted, taken back, gone on with', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(60))
    await page.evaluate(() => window.ganvas.reset())
    await page.evaluate(() => window.ganvas.train(55))
    await button(page, 'Runs').click()
    const dialog = page.getByRole('dialog', { name: 'Runs' })
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2)
    expect(await dialog.getByRole('listitem').first().innerText()).toContain('Open here')

    await dialog.getByRole('textbox', { name: 'Name for this run' }).fill('Second')
    await dialog.getByRole('button', { name: 'Keep under this name' }).click()
    await row(page, 'Second').waitFor()
    await dialog.getByRole('button', { name: 'Rename Ring, 8 modes' }).click()
    const field = dialog.getByRole('textbox', { name: 'Name of Ring, 8 modes' })
    await field.fill('First')
    await field.press('Enter')
    await row(page, 'First').waitFor()
    await dialog.getByRole('button', { name: 'Duplicate First' }).click()
    await row(page, 'First, copy').waitFor()
    await dialog.getByRole('button', { name: 'Delete First, copy' }).click()
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2)
    await dialog.getByRole('status').filter({ hasText: 'First, copy is deleted.' }).getByText('Undo').click()
    await row(page, 'First, copy').waitFor()

    await dialog.getByRole('button', { name: 'Open First', exact: true }).click()
    await untilStep(page, 60)
    await untilPaused(page)
    const kept = (await runs(page)).map(({ name, step, place }) => `${name}: ${step}, ${place}`)
    expect(kept.sort()).toEqual(['First, copy: 60, shelf', 'First: 60, here', 'Second: 55, shelf'])
  })

  test('is driven by scripts as by hand', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(10))
    const saved = await page.evaluate(() => window.ganvas.save('Short, but mine'))
    expect(saved).toMatchObject({ name: 'Short, but mine', named: true, step: 10, place: 'here' })
    await page.evaluate(() => window.ganvas.reset())
    const gone = page.evaluate(() => window.ganvas.load('nothing').then(String, String))
    expect(await gone).toContain('That run is no longer there.')
    await page.evaluate((id) => window.ganvas.load(id), saved.id)
    await untilStep(page, 10)
    expect(await runs(page)).toMatchObject([{ id: saved.id, place: 'here' }])
  })
})

test('a second tab opens a copy, and neither writes over the other', async ({ visit }) => {
  const page = await visit(TINY)
  await page.evaluate(() => window.ganvas.train(60))
  const id = (await runs(page))[0]?.id ?? ''
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.waitForFunction(() => 'ganvas' in window)
  await untilReady(other)
  expect(await runs(other)).toMatchObject([{ id, place: 'elsewhere' }])
  await other.evaluate((run) => window.ganvas.load(run), id)
  await other.getByText('this is a copy of it').waitFor()
  await other.evaluate(() => window.ganvas.train(10))
  await page.evaluate(() => window.ganvas.train(3))
  const seen = (await runs(page)).map(({ step, place }) => [step, place])
  expect(seen.sort()).toEqual([
    [63, 'here'],
    [70, 'elsewhere'],
  ])
})

test('a step kept under a name, the best one, a kept twin and a run trained again', async ({ visit }) => {
  const page = await visit(TINY)
  await page.evaluate(() => window.ganvas.train(60))
  const dialog = page.getByRole('dialog', { name: 'Runs' })
  await button(page, 'Runs').click()
  await dialog.getByRole('textbox', { name: 'Name for this step' }).fill('Good start')
  await dialog.getByRole('button', { name: 'Keep this step' }).click()
  await dialog.getByRole('list', { name: 'Kept steps' }).getByText('Good start').waitFor()
  await dialog.getByRole('combobox', { name: 'Keep the best step by' }).selectOption('High-quality samples')
  await dialog.getByText(/^best so far: \d/).waitFor()
  const losses = await page.evaluate(() => window.ganvas.history()['lossD'])
  await dialog.getByRole('button', { name: 'Train again' }).click()
  await expect.poll(() => figure(page, 'Step')).toBe('0')
  await page.evaluate(() => window.ganvas.train(60))
  expect(await page.evaluate(() => window.ganvas.history()['lossD'])).toEqual(losses)

  await button(page, 'Runs').click()
  await dialog.getByRole('button', { name: 'Compare with Ring, 8 modes' }).click()
  await expect.poll(() => page.evaluate(async () => (await window.ganvas.twin.snapshot())?.step)).toBe(60)
  expect(await page.evaluate(() => window.ganvas.twin.history()['lossD'])).toEqual(losses)
})

test('a full disk is told with what to do; the run goes on and what was kept stays', async ({ visit }) => {
  const page = await visit(TINY)
  await page.evaluate(() => window.ganvas.train(60))
  const { origin } = new URL(page.url())
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 })
  await page.evaluate(() => window.ganvas.train(5))
  await page.getByRole('alert').filter({ hasText: 'There is no more room to keep this run' }).waitFor()
  expect(await page.getByRole('alert').innerText()).toContain('Delete runs from the shelf')
  expect((await page.evaluate(() => window.ganvas.train(5))).step).toBe(70)
  expect(await runs(page)).toMatchObject([{ step: 60 }])
  // The engine dies: the page held what the disk could not.
  const worker = await engineWorker(page)
  const next = page.waitForEvent('worker')
  await worker.evaluate(() => self.close())
  await next
  await untilStep(page, 70)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  await page.evaluate(() => window.ganvas.train(5))
  await expect.poll(async () => (await runs(page)).map(({ step }) => step)).toContain(75)
})

describe('killed in the middle', () => {
  test('an engine leaves its newest whole state, whenever it dies', async ({ visit }) => {
    const page = await visit(`${TINY}&speed=fast`)
    await page.evaluate(() => window.ganvas.train(20))
    await button(page, 'Train').click()
    for (let death = 0; death < DEATHS.engine; death++) {
      await page.evaluate(() => void window.ganvas.save())
      await frames(page, death % 5)
      const before = (await runs(page))[0]?.step ?? 0
      const worker = await engineWorker(page)
      const next = page.waitForEvent('worker')
      await worker.evaluate(() => self.close())
      await next
      await untilReady(page)
      await expect
        .poll(() => figure(page, 'Step').then((text) => Number(text.replaceAll(',', ''))))
        .toBeGreaterThanOrEqual(before)
    }
    const steps = await page.evaluate(() => window.ganvas.history()['step'] ?? [])
    expect(steps).toEqual(Array.from({ length: steps.length }, (_, at) => at + 1))
  })

  test('a tab that crashes leaves it to the next one', async ({ visit }) => {
    const first = await visit(TINY)
    const [context, address] = [first.context(), first.url()]
    let tab = first
    let least = 0
    for (let death = 0; death < DEATHS.tab; death++) {
      const [newest] = await runs(tab)
      expect(newest?.step ?? 0).toBeGreaterThanOrEqual(least)
      if (newest !== undefined) await tab.evaluate((id) => window.ganvas.load(id), newest.id)
      least = (await tab.evaluate(() => window.ganvas.train(60))).step
      await button(tab, 'Train').click()
      await tab.evaluate(() => void window.ganvas.save())
      await frames(tab, death % 5)
      const crashed = tab.waitForEvent('crash')
      const devtools = await context.newCDPSession(tab)
      // There is nobody left to answer.
      void devtools.send('Page.crash').catch(() => undefined)
      await crashed
      if (tab !== first) await tab.close()
      tab = await context.newPage()
      await tab.goto(address)
      await untilReady(tab)
    }
  })

  test('a browser that is killed leaves it too', async ({ app }) => {
    const profile = await mkdtemp(join(tmpdir(), 'ganvas-profile-'))
    try {
      let least = 0
      for (let death = 0; death < DEATHS.browser; death++) {
        const mortal = await openMortal(profile, `${app.address}#${TINY}`)
        const { page } = mortal
        await untilReady(page)
        const [newest] = await runs(page)
        expect(newest?.step ?? 0).toBeGreaterThanOrEqual(least)
        if (newest !== undefined) await page.evaluate((id) => window.ganvas.load(id), newest.id)
        least = (await page.evaluate(() => window.ganvas.train(60))).step
        await button(page, 'Train').click()
        // While it writes, and a moment before and after.
        await page.evaluate(() => void window.ganvas.save())
        await frames(page, death % 5)
        await mortal.kill()
      }
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})
