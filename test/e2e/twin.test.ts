import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, figureNumber, TINY, type, unfold, untilPaused, untilStep } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'

const both = (page: Page) =>
  page.evaluate(async () => ({
    run: { rows: window.ganvas.history(), weights: await window.ganvas.weights() },
    twin: { rows: window.ganvas.twin.history(), weights: await window.ganvas.twin.weights() },
  }))

const caption = (page: Page, side: 'A, the run' | 'B, the twin') =>
  page.getByRole('group', { name: `Side ${side}`, exact: true })

describe('lock-step', () => {
  test('same settings, same numbers: from the start, and from any moment', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.twin.start({}))
    await page.evaluate(() => window.ganvas.train(40))
    const started = await both(page)
    expect(started.twin.rows['step']).toHaveLength(40)
    expect(started.twin).toEqual(started.run)
    await page.evaluate(() => window.ganvas.twin.end())

    await page.evaluate(() => window.ganvas.twin.start({}, 'now'))
    await page.evaluate(() => window.ganvas.train(30))
    const forked = await both(page)
    expect(forked.twin.rows['step']).toEqual(forked.run.rows['step']?.slice(40))
    expect(forked.twin.rows['lossG']).toEqual(forked.run.rows['lossG']?.slice(40))
    expect(forked.twin.weights).toEqual(forked.run.weights)
  })

  test('what needs another forger cannot begin from now; both begin anew instead', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(5))
    const refused = await page.evaluate(() =>
      window.ganvas.twin.start({ latent: 7 }, 'now').then(
        () => 'taken',
        (failure: unknown) => (failure as { code?: string }).code,
      ),
    )
    expect(refused).toBe('twin-needs-start')
    expect((await page.evaluate(() => window.ganvas.snapshot())).step).toBe(5)
    await page.evaluate(() => window.ganvas.twin.start({ latent: 7 }))
    await page.evaluate(() => window.ganvas.train(3))
    const twin = await page.evaluate(() => window.ganvas.twin.snapshot())
    expect(twin).toMatchObject({ step: 3, since: 0, config: { latent: 7 } })
    expect((await page.evaluate(() => window.ganvas.snapshot())).step).toBe(3)
  })
})

describe('what if', () => {
  test('a cure beside the living run: two stages, the difference in words, and B is kept', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await button(page, 'Train').click()
    await untilStep(page, 30)
    await button(page, 'Compare').click()
    await page.getByRole('dialog').getByRole('button', { name: 'R1 penalty' }).click()
    await caption(page, 'B, the twin')
      .getByText(/R1, γ 0.02 instead of none, from step \d+/)
      .waitFor()
    expect(await page.locator('.stage-pair canvas').count()).toBe(2)
    await untilStep(page, (await figureNumber(page, 'Step')) + 40)
    // Close looks and looks back are of both sides.
    const hand = page.getByRole('application', { name: 'Points on the twin’s stage' })
    await hand.focus()
    await hand.press('ArrowRight')
    await page.locator('.stage-side').nth(1).locator('.inspect-name').getByText('Fake 1 of 512').waitFor()
    await hand.press('Escape')
    await page.evaluate(() => window.ganvas.rewind(0))
    await caption(page, 'B, the twin').getByText('Shows step 0, when both were one').waitFor()
    await page.evaluate(() => window.ganvas.rewind(null))
    await caption(page, 'B, the twin')
      .getByText(/modes · \d+ % good/)
      .waitFor()
    await button(page, 'Pause').click()
    await untilPaused(page)
    const { run, twin } = await both(page)
    const since = (await page.evaluate(() => window.ganvas.twin.snapshot()))?.since ?? NaN
    expect(twin.rows['step']).toEqual(run.rows['step']?.slice(since))
    expect(twin.rows['penalty']?.some((value) => value > 0)).toBe(true)
    expect(run.rows['penalty']?.every((value) => value === 0)).toBe(true)
    await expect.poll(() => page.locator('.twin-curve').count()).toBeGreaterThanOrEqual(4)

    await button(page, 'Keep B').click()
    await caption(page, 'B, the twin').waitFor({ state: 'detached' })
    const kept = await page.evaluate(async () => ({
      config: window.ganvas.config(),
      rows: window.ganvas.history(),
      weights: await window.ganvas.weights(),
    }))
    expect(kept.config).toMatchObject({ penalty: 'r1', gamma: 0.02 })
    expect(kept.weights).toEqual(twin.weights)
    expect(kept.rows['step']).toEqual(run.rows['step'])
    expect(kept.rows['lossD']?.slice(since)).toEqual(twin.rows['lossD'])
    expect(kept.rows['lossD']?.slice(0, since)).toEqual(run.rows['lossD']?.slice(0, since))
    const step = await figureNumber(page, 'Step')
    await page.evaluate(() => window.ganvas.train(4))
    expect(await page.evaluate(() => window.ganvas.history()['step']?.at(-1))).toBe(step + 4)
  })

  test('the controls of the column set the side that is chosen; Reset begins both anew', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await button(page, 'Compare').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Other settings/ })
      .click()
    await caption(page, 'B, the twin').getByText('The same settings').waitFor()
    // A twin without a difference waits for one.
    expect(await page.getByRole('radio', { name: 'B: twin' }).isChecked()).toBe(true)
    await unfold(page, 'Optimiser')
    await type(page, 'Generator rate', '0.01')
    await caption(page, 'B, the twin').getByText('Generator rate 0.01 instead of 0.002').waitFor()
    expect(await page.evaluate(() => window.ganvas.config().gLr)).toBe(0.002)
    await page.getByRole('radio', { name: 'A: run' }).check({ force: true })
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Generator rate', exact: true }).inputValue())
      .toBe('0.002')
    await page.evaluate(() => window.ganvas.train(6))
    await button(page, 'Reset').click()
    await expect.poll(async () => (await page.evaluate(() => window.ganvas.twin.snapshot()))?.step).toBe(0)
    expect((await page.evaluate(() => window.ganvas.twin.snapshot()))?.config.gLr).toBe(0.01)
    // What both share goes to both.
    await page.evaluate(() => window.ganvas.configure({ seed: 5 }))
    await expect
      .poll(async () => (await page.evaluate(() => window.ganvas.twin.snapshot()))?.config.seed)
      .toBe(5)
  })

  test('other data and another engine end the comparison, and the page says so', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.twin.start({ gLr: 0.01 }))
    await page.evaluate(() => window.ganvas.configure({ dataset: 'spiral' }))
    await page.getByText(/The comparison has ended, as the data are others now/).waitFor()
    expect(await page.evaluate(() => window.ganvas.twin.snapshot())).toBe(null)
    await page.evaluate(() => window.ganvas.twin.start({ gLr: 0.01 }))
    await page.evaluate(() => window.ganvas.configure({ backend: 'cpu' }))
    await page.getByText(/the twin is gone; the run goes on/).waitFor()
    await caption(page, 'B, the twin').waitFor({ state: 'detached' })
  })

  test('pictures: the same latent under one hand, drawn by both', async ({ visit }) => {
    const page = await visit('dataset=mnist&width=4&batch=4')
    await page.evaluate(() => window.ganvas.twin.start({ gLr: 0.002 }))
    await page.evaluate(() => window.ganvas.train(2))
    await page.getByRole('img', { name: /The twin’s picture of the same latent/ }).waitFor()
    expect(await page.locator('.twin-portrait canvas').count()).toBe(1)
    expect((await page.evaluate(() => window.ganvas.twin.snapshot()))?.step).toBe(2)
  })
})

describe('the page while two are compared', () => {
  test.for([
    ['light', 1280, 800],
    ['dark', 390, 844],
  ] as const)(
    'in the %s theme at %d × %d: nothing hangs out, axe finds nothing serious',
    async ([colorScheme, width, height], { visit }) => {
      const page = await visit(TINY, { colorScheme, viewport: { width, height } })
      await page.evaluate(() => window.ganvas.train(20))
      await button(page, 'Compare').click()
      expect(await serious(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.evaluate(() =>
        window.ganvas.twin.start(
          { penalty: 'r1', gamma: 0.1, labelSmoothing: 0.1, dSteps: 2, gLr: 0.001 },
          'now',
        ),
      )
      await page.evaluate(() => window.ganvas.train(20))
      expect(await serious(page)).toEqual([])
      const { across, down } = await page.evaluate(() => {
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
        return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight }
      })
      expect(across).toBe(0)
      if (width >= 1280) expect(down).toBe(0)
    },
  )
})
