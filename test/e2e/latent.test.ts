import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, TINY } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, gray, portrait, stage } from '../helpers/app/canvas.ts'
import { bestMatch } from '../helpers/engine/match.ts'

const slider = (page: Page, at: number) => page.getByRole('slider', { name: `z ${at}`, exact: true })
const told = (page: Page, at: number) => slider(page, at).getAttribute('aria-valuetext')
const pad = (page: Page) => page.getByRole('slider', { name: 'Latent pad' })

/** Presses the mouse in the pad's middle, drags, and lets go. Shares of the pad: x to the right, y down. */
async function dragOnPad(page: Page, x: number, y: number): Promise<void> {
  const box = await pad(page).boundingBox()
  if (box === null) throw new Error('The pad is not on the page.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 })
  await page.mouse.up()
}

describe('the sample under the hand', () => {
  test('points: a key on a slider and a drag on the pad move it on the stage', async ({ visit }) => {
    const page = await visit(TINY)
    await expect.poll(() => told(page, 1)).not.toBe('0.00')
    const first = await digest(stage(page))
    await slider(page, 1).press('End')
    await expect.poll(() => told(page, 1)).toBe('3.00')
    await expect.poll(() => digest(stage(page))).not.toBe(first)

    const second = await digest(stage(page))
    await dragOnPad(page, 0.25, 0.25)
    await expect.poll(() => told(page, 1)).toBe('−1.50')
    expect(await told(page, 2)).toBe('1.50')
    await expect.poll(() => digest(stage(page))).not.toBe(second)

    const third = await digest(stage(page))
    await pad(page).press('Home')
    await expect.poll(() => told(page, 1)).toBe('0.00')
    expect(await told(page, 2)).toBe('0.00')
    await expect.poll(() => digest(stage(page))).not.toBe(third)
  })

  test('pictures: what is shown is what the generator makes of that very latent, at every place', async ({
    visit,
  }) => {
    const page = await visit('dataset=mnist&width=4&latent=4&batch=4')
    await page.evaluate(() => window.ganvas.train(3))
    await button(page, 'Zero').click()
    await expect.poll(() => told(page, 1)).toBe('0.00')
    const pictures: number[][] = []
    for (const [at, latent] of [
      [1, [3, 0, 0, 0]],
      [2, [3, 3, 0, 0]],
      [3, [3, 3, 3, 0]],
    ] as const) {
      const before = await digest(portrait(page))
      await slider(page, at).press('End')
      await expect.poll(() => digest(portrait(page))).not.toBe(before)
      const picture = await generated(page, latent)
      await expect.poll(async () => bestMatch(await gray(portrait(page)), picture, 28)).toBeGreaterThan(0.995)
      for (const other of pictures)
        expect(bestMatch(await gray(portrait(page)), other, 28)).toBeLessThan(0.99)
      pictures.push(picture)
    }
    await expect
      .poll(() => portrait(page).getAttribute('aria-label'))
      .toContain('z 1 3.00, z 2 3.00, z 3 3.00, z 4 0.00')
  })

  test('a seed names a place, chance finds another, a walk goes on by itself until the hand takes over', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    const place = async () => `${await told(page, 1)} ${await told(page, 2)}`
    const seed = page.getByRole('textbox', { name: 'Latent seed' })
    const hold = async (value: string) => {
      await seed.fill(value)
      await seed.press('Enter')
    }
    await expect.poll(place).not.toBe('0.00 0.00')
    const start = await place()
    await hold('77')
    await expect.poll(place).not.toBe(start)
    const named = await place()
    await button(page, 'Random').click()
    await expect.poll(place).not.toBe(named)
    await hold('77')
    await expect.poll(place).toBe(named)

    await button(page, 'Walk').click()
    await expect.poll(place).not.toBe(named)
    const passed = await place()
    await expect.poll(place).not.toBe(passed)
    await slider(page, 2).press('Home')
    await expect.poll(() => told(page, 2)).toBe('−3.00')
    expect(await button(page, 'Walk').getAttribute('aria-pressed')).toBe('false')
  })
})

async function generated(page: Page, latent: readonly number[]): Promise<number[]> {
  return page.evaluate(async (z) => [...(await window.ganvas.generate([[...z]])).data], latent)
}
