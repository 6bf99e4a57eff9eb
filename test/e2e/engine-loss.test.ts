import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import {
  button,
  engineWorker,
  figureNumber,
  TINY,
  untilPaused,
  untilReady,
  untilStep,
} from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, drawn, stage } from '../helpers/app/canvas.ts'

/** Ends the engine from within, as a crash does: no event tells the page. */
async function kill(page: Page): Promise<void> {
  const worker = await engineWorker(page)
  const gone = worker.waitForEvent('close')
  await worker.evaluate(() => self.close())
  await gone
}

const weights = (page: Page) =>
  page.evaluate(async () => (await window.ganvas.weights()).discriminator.map(({ data }) => [...data]))

/** A few fakes of a past step, which is then left again. */
const fakesAt = (page: Page, step: number) =>
  page.evaluate(async (wanted) => {
    await window.ganvas.rewind(wanted)
    const { data } = await window.ganvas.generate(3)
    await window.ganvas.rewind(null)
    return [...data]
  }, step)

describe('when the engine dies', () => {
  test('a run under way goes on from its last checkpoint, says so, and draws again', async ({ visit }) => {
    const page = await visit(TINY)
    // Pausing makes a checkpoint of this very step.
    const paused = await page.evaluate(() => window.ganvas.train(40))
    await button(page, 'Train').click()
    await untilStep(page, 50)
    await kill(page)
    const notice = page
      .getByRole('status')
      .filter({ hasText: 'The engine stopped unexpectedly. The run goes on from step' })
    await notice.waitFor()
    const from = Number(/from step ([\d,]+)/.exec(await notice.innerText())?.[1]?.replaceAll(',', ''))
    expect(from).toBeGreaterThanOrEqual(paused.step)
    await untilStep(page, from + 30)
    expect(await button(page, 'Pause').count()).toBe(1)

    // The history has no hole and no double row.
    const steps = await page.evaluate(() => window.ganvas.history()['step'] ?? [])
    expect(steps).toEqual(Array.from({ length: steps.length }, (_, at) => at + 1))
    const before = await digest(stage(page))
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    expect((await drawn(stage(page))).colours).toBeGreaterThan(10)
  })

  test('a run at rest stays at rest, with the very networks, and the rest of it is what it would have been', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(15))
    await page.evaluate(() => window.ganvas.train(15))
    const held = await weights(page)
    const early = await fakesAt(page, 15)
    const film = await page.evaluate(() => window.ganvas.timeline())
    expect(film).toEqual(expect.arrayContaining([0, 15, 30]))
    await kill(page)
    await page.getByRole('status').filter({ hasText: 'The run goes on from step 30.' }).waitFor()
    await untilPaused(page)
    expect(await figureNumber(page, 'Step')).toBe(30)
    expect(await weights(page)).toEqual(held)
    // Nor is the past lost: the film comes back, and its steps can be looked at as before.
    await expect.poll(() => page.evaluate(() => window.ganvas.timeline())).toEqual(film)
    expect(await fakesAt(page, 15)).toEqual(early)
    await page.evaluate(() => window.ganvas.train(10))
    const told = await page.evaluate(() => window.ganvas.history()['lossG'] ?? [])
    await page.evaluate(() => window.ganvas.reset())
    await page.evaluate(() => window.ganvas.train(40))
    const unbroken = await page.evaluate(() => window.ganvas.history()['lossG'] ?? [])
    expect(told).toHaveLength(40)
    for (const [at, loss] of told.entries()) expect(loss).toBeCloseTo(unbroken[at] ?? NaN, 5)
  })

  test('a script that waits for it is told, and what it asks next is answered', async ({ visit }) => {
    const page = await visit(TINY)
    const waiting = page.evaluate(() => window.ganvas.train(1_000_000).then(() => 'trained', String))
    await untilStep(page, 10)
    await kill(page)
    expect(await waiting).toMatch(/The engine stopped unexpectedly\./)
    expect((await page.evaluate(() => window.ganvas.pause())).state).toBe('paused')
  })

  test('one that keeps dying is left alone, and a person can start it again', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(20))
    for (let death = 1; death <= 3; death++) {
      // The next engine may be there before the death of the last one is told.
      const next = page.waitForEvent('worker')
      await kill(page)
      await next
      await untilPaused(page)
    }
    await kill(page)
    await page.getByRole('alert').filter({ hasText: 'It failed several times in a row.' }).waitFor()
    await expect.poll(() => page.locator('.state-words').innerText()).toBe('Stopped')
    await button(page, 'Train').click()
    await untilStep(page, 30)
  })
})

/** Two clumps as a table, opened as a drop does. */
async function openTable(page: Page): Promise<void> {
  await page.evaluate(() => {
    const lines = Array.from({ length: 60 }, (_, i) => `${(i % 2) * 4 + Math.sin(i)},${Math.cos(i)}`)
    return window.ganvas.open([new File([lines.join('\n')], 'clumps.csv')])
  })
  await page.evaluate(() => window.ganvas.configure({ gLayers: [8], dLayers: [8], batch: 8 }))
}

const dataset = (page: Page) => page.locator('.facts-numbers').innerText()

describe('own data', () => {
  test('survive the death of the engine, and a reload', async ({ visit }) => {
    const page = await visit(TINY)
    await openTable(page)
    await page.evaluate(() => window.ganvas.train(60))
    const held = await weights(page)
    await kill(page)
    await page.getByRole('status').filter({ hasText: 'The run goes on from step 60.' }).waitFor()
    await untilPaused(page)
    expect(await dataset(page)).toBe('60 points')
    expect(await weights(page)).toEqual(held)

    // Written behind the person's back: there is nothing on the page to wait for.
    await expect
      .poll(async () => {
        await page.reload()
        return page
          .getByText(/Your run on Your files at step 60/)
          .waitFor({ timeout: 3000 })
          .then(
            () => 'offered',
            () => '',
          )
      })
      .toBe('offered')
    await page.getByText('Bring your data').waitFor()
    await button(page, 'Go on with it').click()
    await untilStep(page, 60)
    await untilPaused(page)
    expect(await dataset(page)).toBe('60 points')
    expect(await weights(page)).toEqual(held)
    expect((await page.evaluate(() => window.ganvas.train(5))).step).toBe(65)
  })
})

describe('an earlier visit', () => {
  test('its run is offered after a reload, and goes on from where it was', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(80))
    const held = await weights(page)
    // Written behind the person's back: there is nothing on the page to wait for.
    await expect
      .poll(async () => {
        await page.reload()
        // The kept run is read beside the building of the networks, and may come after it.
        return page
          .getByText(/Your run on Ring at step 80/)
          .waitFor({ timeout: 3000 })
          .then(
            () => 'offered',
            () => '',
          )
      })
      .toBe('offered')
    await untilReady(page)
    expect(await figureNumber(page, 'Step')).toBe(0)
    await button(page, 'Go on with it').click()
    await untilStep(page, 80)
    await untilPaused(page)
    expect(await weights(page)).toEqual(held)
    await button(page, 'Train').click()
    await untilStep(page, 90)
  })
})
