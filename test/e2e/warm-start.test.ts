/** The warm start of a run on pictures, as a person meets it: said, walked, marked, kept, and over when the game begins. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, figure, TINY, untilReady } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'

const START = `dataset=mnist&model=mlp&size=8&latent=4&backend=cpu&warmStart=30&${TINY}`
const train = (page: Page, steps: number) => page.evaluate((n) => window.ganvas.train(n), steps)

test('says what it is, shows no figure of a detective that was not asked, then begins the game', async ({
  visit,
}) => {
  const page = await visit(START)
  await train(page, 12)
  expect(await page.locator('.verdict').textContent()).toContain('the game begins at step 30')
  expect(await page.getByRole('progressbar', { name: 'Warm start' }).getAttribute('aria-valuenow')).toBe('40')
  expect(Number(await figure(page, 'Generator loss'))).toBeGreaterThan(0)
  expect(await figure(page, 'Discriminator loss')).toBe('–')
  await train(page, 20)
  await expect.poll(() => figure(page, 'Discriminator loss')).toMatch(/\d/)
  await expect.poll(() => page.getByRole('progressbar', { name: 'Warm start' }).count()).toBe(0)
  const { step, lossG, lossD } = await page.evaluate(() => window.ganvas.history())
  expect(step?.at(-1)).toBe(32)
  expect(lossG?.every(Number.isFinite)).toBe(true)
  expect(lossD?.map(Number.isFinite)).toEqual(step?.map((at) => at > 30))
  const losses = page.getByRole('img', { name: /^Losses/ })
  await expect
    .poll(() => losses.getAttribute('aria-label'))
    .toContain('Last change at step 30: Warm start is over, the game begins.')
})

test('is walked in slow motion with its own stages', async ({ visit }) => {
  const page = await visit(START)
  await page.getByRole('tab', { name: 'Slow motion', exact: true }).click()
  await button(page, 'Walk').click()
  await expect.poll(() => page.locator('.slow-title').textContent()).toBe('Latents of pictures in')
  await button(page, 'Stop').click()
  const region = page.getByRole('region', { name: 'Slow motion', exact: true })
  const titles: (string | null)[] = []
  for (let i = 0; i < 5; i++) {
    titles.push(await page.locator('.slow-title').textContent())
    if (i < 4) await region.press('ArrowRight')
  }
  expect(titles).toEqual([
    'Latents of pictures in',
    'Redrawn',
    'How far off',
    'The error flows back into the forger',
    'The forger’s weights move',
  ])
  expect((await page.evaluate(() => window.ganvas.snapshot())).step).toBe(1)
})

test('is gone back into on the timeline, and leads to the same game again', async ({ visit }) => {
  const page = await visit(START)
  await train(page, 20)
  await train(page, 15)
  const first = await page.evaluate(() => window.ganvas.history())
  const kept = await page.evaluate(() => window.ganvas.timeline())
  const within = kept.find((step) => step > 0 && step < 30)
  expect(within).toBeDefined()
  await page.evaluate((step) => window.ganvas.branch(step), within ?? 0)
  await train(page, 35 - (within ?? 0))
  const again = await page.evaluate(() => window.ganvas.history())
  expect(again.step?.at(-1)).toBe(35)
  expect(again.lossD?.slice(-5)).toEqual(first.lossD?.slice(-5))
})

test('is a setting of its own, left out for points', async ({ visit }) => {
  const page = await visit(START)
  const setting = page.locator('[data-setting=warmStart]')
  expect(await setting.count()).toBe(1)
  expect(await page.locator('[data-setting=warmNoise]').count()).toBe(1)
  await page.evaluate(() => window.ganvas.configure({ dataset: 'ring' }))
  await untilReady(page)
  expect(await setting.count()).toBe(0)
})

test.for(['wasm', 'webgl'])(
  'is trained on %s as well, and so is the game after it',
  async (backend, { visit }) => {
    const page = await visit(START.replace('backend=cpu', `backend=${backend}`))
    await train(page, 33)
    const { lossG, lossD } = await page.evaluate(() => window.ganvas.history())
    expect((await page.evaluate(() => window.ganvas.snapshot())).backend).toBe(backend)
    expect(lossG?.every(Number.isFinite)).toBe(true)
    expect(lossG?.[29]).toBeLessThan(lossG?.[0] ?? NaN)
    expect(lossD?.filter(Number.isFinite)).toHaveLength(3)
  },
)
