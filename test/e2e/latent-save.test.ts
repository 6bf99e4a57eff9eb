import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { describe, expect } from 'vitest'
import { button, TINY } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { countGifFrames, gifPixels } from '../helpers/app/gif.ts'

const PICTURES = 'dataset=mnist&width=4&latent=6&batch=8&size=16'
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })

async function openSave(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Save' }).click()
}

/** Presses a button and reads what is downloaded. */
async function saved(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download', { timeout: 60_000 })
  await button(page, name).click()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

describe('saving', () => {
  test('a PNG holds the very pixels of the seeds asked for, row by row', async ({ visit }) => {
    const page = await visit(PICTURES)
    await openSave(page)
    await field(page, 'From seed').fill('7')
    await field(page, 'Columns').fill('3')
    await field(page, 'Rows').fill('2')
    await choice(page, 'Scale').selectOption('2')
    const { name, bytes } = await saved(page, 'Save PNG')
    expect(name).toBe('ganvas-mnist-samples-step-0.png')
    // Told beside the button, so that nothing lies over the lab.
    await expect.poll(() => page.locator('.lab-save [role=status]').textContent()).toContain(`Saved ${name}`)
    const png = PNG.sync.read(bytes)
    expect([png.width, png.height]).toEqual([3 * 16 * 2, 2 * 16 * 2])
    // Seed 11 is the fifth: second row, second column.
    await page.getByRole('tab', { name: 'Hand' }).click()
    const told = (at: number) =>
      page.getByRole('slider', { name: `z ${at}`, exact: true }).getAttribute('aria-valuetext')
    const before = await told(1)
    const seed = page.getByRole('textbox', { name: /^Latent seed/ })
    await seed.fill('11')
    await seed.press('Enter')
    await expect.poll(() => told(1)).not.toBe(before)
    const texts = await Promise.all([1, 2, 3, 4, 5, 6].map(told))
    const zs = texts.map((text) => Number((text ?? '').replace('−', '-')))
    const data = await page.evaluate(async (z) => [...(await window.ganvas.generate([z])).data], zs)
    const differences = Array.from({ length: 256 }, (_, i) => {
      const [x, y] = [(16 + (i % 16)) * 2, (16 + Math.floor(i / 16)) * 2]
      return Math.abs((png.data[(y * png.width + x) * 4] ?? 0) - ((data[i] ?? 0) + 1) * 127.5)
    })
    // The sliders tell two places of each number.
    expect(Math.max(...differences)).toBeLessThan(3)
  })

  test('a GIF has as many frames as were asked for, of the right size, and they differ', async ({
    visit,
  }) => {
    const page = await visit(PICTURES)
    await openSave(page)
    await choice(page, 'What to save').selectOption('walk')
    await field(page, 'Frames').fill('9')
    await choice(page, 'Scale').selectOption('4')
    const { name, bytes } = await saved(page, 'Save GIF')
    expect(name).toBe('ganvas-mnist-walk-step-0.gif')
    expect(bytes.subarray(0, 6).toString('latin1')).toBe('GIF89a')
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([64, 64])
    expect(bytes.at(-1)).toBe(0x3b)
    expect(countGifFrames(bytes)).toBe(9)
    const shown = await gifPixels(page, bytes, [0, 8])
    expect(shown[0]).not.toEqual(shown[1])
  })

  test('a WebM of a loop through pins can be played', async ({ visit }) => {
    const page = await visit(PICTURES)
    await button(page, 'Pin this sample').click()
    await button(page, 'Zero').click()
    await expect
      .poll(() => page.getByRole('slider', { name: 'z 1', exact: true }).getAttribute('aria-valuetext'))
      .toBe('0.00')
    await button(page, 'Pin this sample').click()
    await openSave(page)
    await choice(page, 'What to save').selectOption('loop')
    await choice(page, 'Format').selectOption('webm')
    await field(page, 'Frames').fill('20')
    await choice(page, 'Scale').selectOption('8')
    const { bytes } = await saved(page, 'Save WebM')
    expect(bytes.readUInt32BE(0)).toBe(0x1a45dfa3)
    // The page’s own policy plays no media: a page without one does.
    const blank = await page.context().newPage()
    const film = await blank.evaluate(
      async (values) => {
        const video = document.createElement('video')
        video.src = URL.createObjectURL(new Blob([Uint8Array.from(values)], { type: 'video/webm' }))
        await new Promise((resolve, reject) => {
          video.onloadedmetadata = resolve
          video.onerror = () => reject(new Error(video.error?.message ?? 'unplayable'))
        })
        return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration }
      },
      [...bytes],
    )
    expect(film).toEqual({ width: 128, height: 128, seconds: expect.closeTo(1, 1) as number })
  })

  test('an MP4 is one, or the page says that this browser cannot make it', async ({ visit }) => {
    const page = await visit(PICTURES)
    await openSave(page)
    await choice(page, 'What to save').selectOption('walk')
    await choice(page, 'Format').selectOption('mp4')
    await field(page, 'Frames').fill('5')
    const coming = page.waitForEvent('download', { timeout: 60_000 }).catch(() => null)
    const refused = page
      .getByRole('alert')
      .filter({ hasText: 'no encoder for MP4' })
      .waitFor({ timeout: 60_000 })
    await button(page, 'Save MP4').click()
    const first = await Promise.race([coming, refused.then(() => 'refused' as const)])
    if (first !== 'refused') {
      const bytes = await readFile(await (first ?? { path: () => '' }).path())
      expect(bytes.subarray(4, 8).toString('latin1')).toBe('ftyp')
    }
  })

  test('points: a picture of many samples, and a GIF of the moving one', async ({ visit }) => {
    const page = await visit(TINY)
    await openSave(page)
    await choice(page, 'Scale').selectOption('2')
    const picture = PNG.sync.read((await saved(page, 'Save PNG')).bytes)
    expect([picture.width, picture.height]).toEqual([280, 280])
    const colours = new Set(Array.from({ length: 280 * 280 }, (_, i) => picture.data.readUInt32BE(4 * i)))
    // Ground, reals and fakes.
    expect(colours.size).toBeGreaterThan(20)
    await choice(page, 'What to save').selectOption('walk')
    await field(page, 'Frames').fill('4')
    await choice(page, 'Scale').selectOption('1')
    const { bytes } = await saved(page, 'Save GIF')
    expect([bytes.readUInt16LE(6), countGifFrames(bytes)]).toEqual([140, 4])
  })

  test('the film of the run has a frame for each kept step', async ({ visit }) => {
    const page = await visit(PICTURES)
    await page.evaluate(() => window.ganvas.train(30))
    await openSave(page)
    const kept = async () => (await page.evaluate(() => window.ganvas.timeline())).length
    await expect.poll(kept).toBeGreaterThan(1)
    await choice(page, 'What to save').selectOption('film')
    const frames = await kept()
    const { bytes } = await saved(page, 'Save GIF')
    expect(countGifFrames(bytes)).toBe(frames)
  })
})
