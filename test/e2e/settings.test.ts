import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import {
  button,
  figure,
  figureNumber,
  TINY,
  type,
  unfold,
  untilPaused,
  untilReady,
  untilStep,
} from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'

const losses = (page: Page) => page.getByRole('region', { name: 'Losses' })
const lossesInWords = (page: Page) => losses(page).getByRole('img').first().getAttribute('aria-label')
const notices = (page: Page) =>
  page.locator('[role=status]:has(button), [role=alert]:visible').allInnerTexts()

describe('the link', () => {
  test('a shared link opens the same experiment: the same first 50 losses, to the last bit', async ({
    visit,
  }) => {
    const hash =
      'dataset=grid&side=3&gLayers=24,16&dLayers=16&batch=32&latent=5&loss=hinge&penalty=r1&gamma=0.1&gNorm=batch&dSteps=2&gLr=0.003&ema=0.9&seed=4711&steps=50'
    const first = await visit(hash, { permissions: ['clipboard-read', 'clipboard-write'] })
    const told = await trainToTheEnd(first)
    expect(told['step']).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
    expect(new Set(told['lossG']).size).toBeGreaterThan(40)
    expect(told['penalty']?.every((value) => value > 0)).toBe(true)

    await button(first, 'Share').click()
    await first.getByText('Link copied.').waitFor()
    const link = await first.evaluate(() => navigator.clipboard.readText())

    const second = await visit(link.split('#')[1])
    expect(await trainToTheEnd(second)).toEqual(told)

    const other = await visit(link.split('#')[1]?.replace('seed=4711', 'seed=4712'))
    expect((await trainToTheEnd(other))['lossD']).not.toEqual(told['lossD'])
  })

  test('what the address says wrongly is named, one notice each, and the default is used', async ({
    visit,
  }) => {
    const page = await visit(`gLr=7000&colour=blue&loss=mystery&batch=8&gLayers=8`)
    const said = (await notices(page)).join('\n')
    expect(said).toMatch(
      /In the address: gLr must be a number from 0\.000001 to 1; 7000 is not\. The default is used\./,
    )
    expect(said).toMatch(/In the address: colour is not a setting\. The default is used\./)
    expect(said).toMatch(/In the address: loss must be one of non-saturating, .*; “mystery” is not\./)
    const config = await page.evaluate(() => window.ganvas.config())
    expect(config).toMatchObject({ gLr: 0.002, loss: 'non-saturating', batch: 8, gLayers: [8] })
  })

  test('autostart trains by itself, a change is in the address at once, and a link pasted into it is followed', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&autostart=1`)
    await untilStep(page, 3)
    await unfold(page, 'Optimiser')
    await type(page, 'Generator rate', '0.0005')
    await expect.poll(() => new URL(page.url()).hash).toContain('gLr=0.0005')
    await page.evaluate(() => {
      window.location.hash = 'dataset=spiral&gLayers=8&dLayers=8&batch=8&dLr=0.004'
    })
    await expect
      .poll(() => page.evaluate(() => window.ganvas.config()))
      .toMatchObject({ dataset: 'spiral', dLr: 0.004, gLr: 0.002 })
  })
})

describe('settings while training', () => {
  test('a live one takes effect at the next step, is marked on every chart, and resets nothing', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await unfold(page, 'Optimiser')
    await button(page, 'Train').click()
    await untilStep(page, 20)
    await type(page, 'Generator rate', '0.0004')
    await expect
      .poll(() => lossesInWords(page))
      .toMatch(/Last change at step [\d,]+: Generator rate 0\.002 → 0\.0004\./)
    const step = Number(
      /change at step ([\d,]+)/.exec((await lossesInWords(page)) ?? '')?.[1]?.replaceAll(',', ''),
    )
    expect(step).toBeGreaterThanOrEqual(20)
    await untilStep(page, step + 20)
    expect(await button(page, 'Pause').count()).toBe(1)
    const { step: steps = [] } = await page.evaluate(() => window.ganvas.history())
    expect(steps[0]).toBe(1)
    expect(steps.length).toBe(steps.at(-1))
    for (const chart of ['Losses', 'Scores', 'Gradient norms']) {
      const picture = page.getByRole('region', { name: chart }).getByRole('img').first()
      // What is scrolled out of sight is not drawn.
      await picture.scrollIntoViewIfNeeded()
      await expect.poll(() => picture.getAttribute('aria-label')).toContain('Generator rate 0.002 → 0.0004')
      await expect.poll(() => picture.locator('.plot-mark').count(), { message: chart }).toBe(1)
    }
  })

  test('a rate of almost nothing really stops the forger', async ({ visit }) => {
    const page = await visit(`${TINY}&ema=0`)
    await page.evaluate(() => window.ganvas.train(3))
    const generator = () =>
      page.evaluate(async () => (await window.ganvas.weights()).generator.map(({ data }) => [...data]))
    const moved = (a: number[][], b: number[][]) =>
      Math.max(...a.flat().map((value, at) => Math.abs(value - (b.flat()[at] ?? NaN))))
    const before = await generator()
    await page.evaluate(() => window.ganvas.train(3))
    const quick = await generator()
    expect(moved(before, quick)).toBeGreaterThan(1e-3)
    await page.evaluate(() => window.ganvas.configure({ gLr: 1e-6 }))
    await page.evaluate(() => window.ganvas.train(3))
    expect(moved(quick, await generator())).toBeLessThan(1e-5)
  })

  test('one that needs new networks says so before the click, and starts over', async ({ visit }) => {
    const page = await visit(TINY)
    await unfold(page, 'Networks')
    const field = page.getByRole('textbox', { name: 'Latent', exact: true })
    expect(
      await field.evaluate(
        (input) => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent,
      ),
    ).toContain('Builds both networks anew: training starts over.')
    await page.evaluate(() => window.ganvas.train(10))
    await type(page, 'Latent', '7')
    await expect.poll(() => figureNumber(page, 'Step')).toBe(0)
    await untilPaused(page)
    const shape = await page.evaluate(async () => (await window.ganvas.weights()).generator[0]?.shape)
    expect(shape).toEqual([7, 8])
    expect(await page.evaluate(() => window.ganvas.history()['step'])).toEqual([])
    await expect.poll(() => lossesInWords(page)).toContain('nothing yet')
  })

  test('a value out of range is refused with its range beside the field, and the old one stands', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await unfold(page, 'Optimiser')
    await type(page, 'Batch', 'many')
    const complaint = page.locator('[data-setting=batch]').getByRole('alert')
    await expect
      .poll(() => complaint.innerText())
      .toMatch(/^Batch must be a whole number from 1 to 1024; “many” is not\.$/)
    expect(await page.getByRole('textbox', { name: 'Batch', exact: true }).inputValue()).toBe('8')
    await type(page, 'Batch', '16')
    await expect.poll(() => complaint.count()).toBe(0)
    await expect.poll(() => page.evaluate(() => window.ganvas.config().batch)).toBe(16)
    // As the page writes it, and as it would silently be a thousandth.
    await type(page, 'Batch', '1,024')
    await expect.poll(() => page.evaluate(() => window.ganvas.config().batch)).toBe(1024)
    await type(page, 'Batch', '1.024')
    await expect
      .poll(() => complaint.innerText())
      .toMatch(/^Batch must be a whole number from 1 to 1024; “1\.024” is not\.$/)
    expect(await page.evaluate(() => window.ganvas.config().batch)).toBe(1024)
  })
})

describe('controls', () => {
  test('a rate’s slider is worked by keys, stop by stop, and by typing; both say the same', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await unfold(page, 'Optimiser')
    const slider = page.getByRole('slider', { name: 'Generator rate slider' })
    const rate = () => page.evaluate(() => window.ganvas.config().gLr)
    await slider.press('ArrowRight')
    await expect.poll(rate).toBeGreaterThan(0.002)
    const higher = await rate()
    await slider.press('ArrowLeft')
    await slider.press('ArrowLeft')
    await expect.poll(rate).toBeLessThan(0.002)
    expect(await rate()).toBeLessThan(higher)
    await slider.press('End')
    await expect.poll(rate).toBe(1)
    await type(page, 'Generator rate', '3e-4')
    await expect.poll(rate).toBe(0.0003)
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toContain('0.0003')
  })
})

describe('presets', () => {
  test('the menu holds the six experiments by name; the collapse is three detective steps, and its link opens it', async ({
    visit,
  }) => {
    const page = await visit('seed=5')
    await button(page, 'Presets').click()
    const names = await page.getByRole('menuitem').locator('.menu-name').allInnerTexts()
    for (const name of [
      'Ring of eight: watch it collapse',
      'Ring of eight: healthy',
      'Digits',
      'Fashion',
      'Emoji',
      'Your images',
    ])
      expect(names).toContain(name)
    await page.getByRole('menuitem', { name: 'Ring of eight: watch it collapse' }).click()
    await expect
      .poll(() => page.evaluate(() => window.ganvas.config()))
      .toMatchObject({ dataset: 'ring', dSteps: 3, seed: 5 })
    await untilPaused(page)
    const link = page.url()
    const again = await visit(new URL(link).hash.slice(1))
    expect(await again.evaluate(() => window.ganvas.config())).toMatchObject({
      dataset: 'ring',
      dSteps: 3,
      seed: 5,
    })
  })

  test('Digits loads the pictures and trains on them', async ({ visit }) => {
    const page = await visit(TINY)
    await button(page, 'Presets').click()
    await page.getByRole('menuitem', { name: /^Digits(?!,)/ }).click()
    await expect
      .poll(() => page.locator('.facts').innerText(), { timeout: 30_000 })
      .toContain('20,000 pictures · 28 × 28 px · gray · 10 classes')
    await untilPaused(page)
    // The preset's own networks, on a batch that a machine without a GPU can bear.
    await page.evaluate(() => window.ganvas.configure({ batch: 4, width: 4 }))
    await button(page, 'Train').click()
    await untilStep(page, 3)
    expect(await figureNumber(page, 'Generator loss')).toBeGreaterThan(0)
    expect(await figure(page, 'Step')).not.toBe('0')
  })
})

describe('divergence', () => {
  test('stops at the last good state, says so in a sentence, and goes on from there once cured', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&loss=least-squares&optimizer=sgd&gLr=1&dLr=1&initScale=4`)
    await button(page, 'Train').click()
    const alert = page.getByRole('alert').filter({ hasText: 'Training diverged' })
    await alert.waitFor({ timeout: 30_000 })
    expect(await alert.innerText()).toMatch(
      /Training diverged: at step [\d,]+ a loss was no longer a number\.\s+Lower a learning rate/,
    )
    expect(await figure(page, 'Verdict')).toBe('Diverged')
    const { step, state } = await page.evaluate(() => window.ganvas.snapshot())
    expect(state).toBe('failed')
    const finite = () =>
      page.evaluate(async () => {
        const { generator, discriminator } = await window.ganvas.weights()
        return [...generator, ...discriminator].every(({ data }) => data.every(Number.isFinite))
      })
    expect(await finite()).toBe(true)
    expect(await page.evaluate(() => window.ganvas.history()['lossG']?.every(Number.isFinite))).toBe(true)

    // The verdict offers what may help, and a click does it.
    await button(page, 'Cures').click()
    await page.getByRole('button', { name: /^Halve both rates/ }).click()
    await expect.poll(() => page.evaluate(() => window.ganvas.config())).toMatchObject({ gLr: 0.5, dLr: 0.5 })
    await page.evaluate(() => window.ganvas.configure({ gLr: 1e-6, dLr: 1e-6 }))
    await button(page, 'Train').click()
    await untilStep(page, step + 20)
    await expect.poll(() => figure(page, 'Verdict')).not.toBe('Diverged')
    await button(page, 'Pause').click()
    await untilPaused(page)
    expect(await finite()).toBe(true)
  })
})

async function trainToTheEnd(page: Page): Promise<Record<string, number[]>> {
  await untilReady(page)
  await button(page, 'Train').click()
  await untilStep(page, 50)
  await untilPaused(page)
  return page.evaluate(() => window.ganvas.history())
}
