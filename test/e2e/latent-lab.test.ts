import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { PNG } from 'pngjs'
import { button, TINY } from '../helpers/app/app.ts'
import { findings } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, digestWhenStill, portrait, stage } from '../helpers/app/canvas.ts'

const PICTURES = 'dataset=mnist&width=4&latent=6&batch=8'

const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true })
const tab = async (page: Page, name: string) => {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
}

describe('the latent lab', () => {
  test('directions: found for the forger as it is, renewed by training, and they move the sample', async ({
    visit,
  }) => {
    const page = await visit(PICTURES)
    await tab(page, 'Directions')
    await expect.poll(() => slider(page, 'Direction 6').count()).toBe(1)
    const before = await digest(portrait(page))
    await slider(page, 'Direction 1').press('End')
    await expect.poll(() => slider(page, 'Direction 1').getAttribute('aria-valuetext')).toContain('3.00 σ')
    await expect.poll(() => digest(portrait(page))).not.toBe(before)
    await page.evaluate(() => window.ganvas.train(3))
    const told = () => page.locator('.lab-directions .lab-note').textContent()
    await expect.poll(told).toContain('step 3')
    // The lab works at a past step as well: its directions are of those networks.
    const now = await digest(portrait(page))
    // There is somewhere to go back from once the film has the step.
    await expect.poll(() => slider(page, 'Timeline').getAttribute('aria-valuemax')).toBe('3')
    await slider(page, 'Timeline').press('Home')
    await expect.poll(told).toContain('step 0')
    await expect.poll(() => digest(portrait(page))).not.toBe(now)
    await button(page, 'Back to now').click()
    await expect.poll(told).toContain('step 3')
    await expect.poll(() => digest(portrait(page))).toBe(now)
    await page.getByRole('radio', { name: 'SeFa' }).check({ force: true })
    await expect
      .poll(() => page.locator('.lab-directions .lab-note').textContent())
      .toContain('first layer’s response')
    const plain = await digest(portrait(page))
    await slider(page, 'Truncation ψ of what is shown').press('Home')
    await expect.poll(() => digest(portrait(page))).not.toBe(plain)
  })

  test('the map: a drag and a key move the sample, a whole place is its seed', async ({ visit }) => {
    const page = await visit(PICTURES)
    await tab(page, 'Map')
    // The hand begins at seed 1, and so does the map.
    expect(await slider(page, 'Latent map').getAttribute('aria-valuetext')).toBe('x 1.00, y 0.00, seed 1')
    const map = slider(page, 'Latent map')
    const first = await digest(portrait(page))
    const box = await map.boundingBox()
    if (box === null) throw new Error('No map.')
    await page.mouse.move(box.x + 200, box.y + 60)
    await page.mouse.down()
    await page.mouse.move(box.x + 200 - 84, box.y + 60, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => map.getAttribute('aria-valuetext')).toBe('x 2.50, y 0.00, near seed 3')
    await expect.poll(() => digest(portrait(page))).not.toBe(first)
    await map.press('Home')
    await expect.poll(() => map.getAttribute('aria-valuetext')).toBe('x 3.00, y 0.00, seed 3')
    const mapped = await digestWhenStill(portrait(page))
    await tab(page, 'Hand')
    const seed = page.getByRole('textbox', { name: /^Latent seed/ })
    await seed.fill('3')
    await seed.press('Enter')
    await expect.poll(() => digest(portrait(page))).toBe(mapped)
  })

  test('pins: kept, blended, reckoned with and travelled through', async ({ visit }) => {
    const page = await visit(PICTURES)
    for (const seed of ['11', '12']) {
      const before = await digest(portrait(page))
      const field = page.getByRole('textbox', { name: /^Latent seed/ })
      await field.fill(seed)
      await field.press('Enter')
      await expect.poll(() => digest(portrait(page))).not.toBe(before)
      await button(page, 'Pin this sample').click()
    }
    await tab(page, 'Pins')
    const second = await digestWhenStill(portrait(page))
    await button(page, 'Pin A').click()
    await expect.poll(() => digest(portrait(page))).not.toBe(second)
    await slider(page, 'Way between two pins').press('End')
    await expect.poll(() => digest(portrait(page))).toBe(second)
    await button(page, 'Through all pins').click()
    await expect.poll(() => digest(portrait(page))).not.toBe(second)
    await button(page, 'Pin A').press('Delete')
    await expect.poll(() => button(page, 'Pin A').count()).toBe(0)
  })

  test('projection: a picture of the dataset is looked for while training goes on, and the difference is told', async ({
    visit,
  }) => {
    const page = await visit(PICTURES)
    await page.evaluate(() => window.ganvas.train(20))
    await tab(page, 'Project')
    await button(page, 'Picture 2 of the dataset').click()
    const told = page.getByRole('status', { name: 'Remaining difference' })
    await button(page, 'Train').click()
    await button(page, 'Search its latent').click()
    await button(page, 'Stop the search').waitFor()
    await button(page, 'Pause').click()
    await button(page, 'Search its latent').waitFor({ timeout: 60_000 })
    expect(await told.textContent()).toMatch(
      /^[\d.]+ % of what the average picture leaves \(MSE [\d.e-]+\)\.$/,
    )
  })

  test('projection: one’s own picture is fitted to the dataset, a text is refused with its reason', async ({
    visit,
  }) => {
    const page = await visit(PICTURES)
    await tab(page, 'Project')
    const own = page.getByLabel('Picture to look for')
    const png = new PNG({ width: 40, height: 40 })
    png.data.fill(255)
    await own.setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: PNG.sync.write(png) })
    await expect.poll(() => button(page, 'Search its latent').isEnabled()).toBe(true)
    await expect.poll(() => middleOf(page.locator('.project-target canvas'))).toBe(255)
    await own.setInputFiles({ name: 'not.png', mimeType: 'image/png', buffer: Buffer.from('hello there') })
    await page.getByRole('alert').filter({ hasText: 'not.png' }).waitFor()
  })

  test('projection of a point: the sample comes to rest where it was asked for', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(30))
    await tab(page, 'Project')
    const before = await digest(stage(page))
    await slider(page, 'Place to look for').press('ArrowRight')
    await button(page, 'Search its latent').click()
    await button(page, 'Search its latent').waitFor({ timeout: 60_000 })
    const told = page.getByRole('status', { name: 'Remaining difference' })
    await expect.poll(() => told.textContent()).toContain('from the place')
    await expect.poll(() => digest(stage(page))).not.toBe(before)
  })

  test.for(['light', 'dark'] as const)(
    'every tab is clean for assistive technology: %s',
    async (colorScheme, { visit }) => {
      const page = await visit(PICTURES, { colorScheme })
      for (let pins = 0; pins < 3; pins++) await button(page, 'Pin this sample').click()
      const height = async () => (await page.locator('.latent').boundingBox())?.height
      const first = await height()
      for (const name of ['Hand', 'Directions', 'Map', 'Pins', 'Project', 'Save']) {
        await tab(page, name)
        expect(await findings(page, '.latent'), name).toEqual([])
        // Nothing jumps from tab to tab.
        expect(await height(), name).toBe(first)
      }
    },
  )
})

/** The red of the middle pixel of a canvas that the page draws. */
function middleOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement
    const context = (element as HTMLCanvasElement).getContext('2d')
    return context?.getImageData(width / 2, height / 2, 1, 1).data[0] ?? NaN
  })
}
