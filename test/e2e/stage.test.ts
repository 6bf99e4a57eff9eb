import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, TINY } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, drawn, stage } from '../helpers/app/canvas.ts'

const words = (page: Page) => stage(page).getAttribute('aria-label')

/** The canvas is another one after `act`. */
async function changes(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await digest(stage(page))
  await act()
  await expect.poll(() => digest(stage(page))).not.toBe(before)
}

describe('what is shown on the stage', () => {
  test('points: each layer is switched off and on again, and the words say so', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(5))
    await expect
      .poll(() => words(page))
      .toMatch(/^Ring, 8 modes: reals as dots, fakes as crosses, the detective’s scores/)
    for (const [name, said] of [
      ['Real', 'reals as dots'],
      ['Fakes', 'fakes as crosses'],
      ['Detective’s surface', 'coloured surface'],
      ['Generator’s grid', 'warped grid'],
      ['Gradient arrows', 'an arrow on each fake'],
      ['Detective’s gradient field', 'gradient as blue arrows'],
      ['Density side by side', 'densities of reals and of fakes'],
    ] as const) {
      const toggle = button(page, name)
      const first = (await toggle.getAttribute('aria-pressed')) === 'true'
      for (const on of [!first, first]) {
        await changes(page, () => toggle.click())
        expect(await toggle.getAttribute('aria-pressed')).toBe(String(on))
        await expect.poll(async () => (await words(page))?.includes(said)).toBe(on)
      }
    }
  })

  test('pictures: fakes, reals or both, larger or smaller; nothing of it changes the run', async ({
    visit,
  }) => {
    const page = await visit('dataset=mnist&width=4&batch=4&latent=4')
    await page.evaluate(() => window.ganvas.train(2))
    const held = await page.evaluate(async () =>
      (await window.ganvas.weights()).generator.map(({ data }) => [...data]),
    )
    await changes(page, () => page.getByRole('radio', { name: 'Fake', exact: true }).check())
    await expect.poll(() => words(page)).toContain('fake pictures, 8 across')
    await changes(page, () => page.getByRole('radio', { name: 'Real', exact: true }).check())
    await expect.poll(() => words(page)).toContain('real pictures, 8 across')
    await changes(page, () => button(page, 'Fewer, larger pictures').click())
    await expect.poll(() => words(page)).toContain('real pictures, 7 across')
    expect(
      await page.evaluate(async () => (await window.ganvas.weights()).generator.map(({ data }) => [...data])),
    ).toEqual(held)
  })

  test('a window of another size is filled anew, as sharp as its screen', async ({ visit }) => {
    const page = await visit(TINY)
    const before = await drawn(stage(page))
    await page.setViewportSize({ width: 1600, height: 1000 })
    await expect.poll(async () => (await drawn(stage(page))).width).toBeGreaterThan(before.width)
    const box = await stage(page).boundingBox()
    const density = await page.evaluate(() => devicePixelRatio)
    await expect
      .poll(async () => Math.abs((await drawn(stage(page))).width - (box?.width ?? NaN) * density))
      .toBeLessThanOrEqual(1)
    expect((await drawn(stage(page))).colours).toBeGreaterThan(10)
    // A plane is a square: on a large desk the panel under it stands beside it, and the square has the height.
    await page.setViewportSize({ width: 1920, height: 1080 })
    const least = async () =>
      Math.min(...Object.values((await stage(page).boundingBox()) ?? {}).slice(2)) / 1080
    await expect.poll(least).toBeGreaterThan(0.75)
  })
})
