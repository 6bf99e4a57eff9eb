/** Restoring as a person does it: chosen beside the data, trained, steered while it trains, tried by hand and on a picture of one's own. */
import { decode } from 'fast-png'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { asPng, shippedPictures } from '../helpers/data/shipped.ts'
import { button, figureNumber, untilPaused, untilStep } from '../helpers/app/app.ts'
import { digest, digestWhenStill } from '../helpers/app/canvas.ts'
import { drop, temporaryFolder } from '../helpers/app/drop.ts'
import { test } from '../helpers/app/visit.ts'

/** Steps of some milliseconds; no warm start, so that both networks train at once. */
const SMALL = 'dataset=emoji&size=16&width=4&batch=4&warmStart=0&backend=wasm'

/** A radio button that lies, unseen, over its picture. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check({ force: true })
}

const hash = (page: Page): string => new URL(page.url()).hash
const madeOf = (page: Page) => page.locator('.pad-made')
const held = (page: Page) => page.evaluate(() => window.ganvas.profile().then(({ handMs }) => handMs))

describe('a run that restores', () => {
  test('is chosen beside the data, says so in its link, and goes on with other pictures', async ({
    visit,
  }) => {
    const page = await visit('dataset=emoji&backend=wasm')
    await choose(page, 'Restore')
    await choose(page, 'Without colour')
    await expect.poll(() => hash(page)).toContain('task=restore&source=gray')
    await expect.poll(() => page.locator('.source-tiles canvas').count()).toBe(8)
    const looks = await page
      .locator('.source-tiles canvas')
      .evaluateAll((all) => all.map((one) => (one as HTMLCanvasElement).toDataURL()))
    expect(new Set(looks).size).toBe(8)
    // Clothes have no colour: what is lost of them is another thing, and why is said to whoever asks for it.
    await choose(page, 'Fashion-MNIST')
    await expect.poll(() => hash(page)).toMatch(/dataset=fashion&task=restore(?!&source)/)
    await page.getByRole('radio', { name: 'Without colour' }).click({ force: true })
    await expect
      .poll(() => page.locator('.sources [role=status]').innerText())
      .toBe('These pictures have no colour that could be given back; choose another thing to restore.')
    await choose(page, 'Make new pictures')
    await expect.poll(() => hash(page)).not.toContain('task')
  })

  test('makes one picture of each pair from the other, where two folders of the same names are dropped', async ({
    visit,
  }) => {
    const page = await visit('backend=wasm&width=4&batch=4')
    const folder = temporaryFolder()
    const pictures = await shippedPictures('emoji', 60)
    for (const [i, picture] of pictures.entries()) {
      folder.write(`both/pictures/${i}.png`, asPng(picture))
      const negative = { ...picture, pixels: picture.pixels.map((byte) => 255 - byte) }
      if (i !== 7) folder.write(`both/Sketches/${i}_sketch.png`, asPng(negative))
    }
    await drop(page, [`${folder.path}/both`])
    await expect.poll(() => hash(page)).toContain('task=restore&source=pairs')
    expect(await page.evaluate(() => window.ganvas.data())).toMatchObject({
      count: 59,
      pairs: { source: 'Sketches', target: 'pictures' },
      leftOut: [{ code: 'no-partner', count: 1 }],
    })
    expect(await page.getByRole('radio', { name: 'Its partner' }).isChecked()).toBe(true)
    await page.evaluate(() => window.ganvas.configure({ warmStart: 0 }))
    await page.evaluate(() => window.ganvas.train(12))
    const { psnr, restored } = await page.evaluate(() => window.ganvas.evaluate())
    expect(psnr).toBeGreaterThan(0)
    expect(restored?.baselines.map(({ id }) => id).sort()).toEqual(['input', 'mean-picture'])
    // The other way round is one choice on the card.
    await page.evaluate(() => window.ganvas.reread({ pairs: { from: 'pictures', to: 'Sketches' } }))
    expect((await page.evaluate(() => window.ganvas.data()))?.pairs).toEqual({
      source: 'pictures',
      target: 'Sketches',
    })
    // And without pairs new pictures are made.
    await page.evaluate(() => window.ganvas.reread({ pairs: 'none' }))
    await expect.poll(() => hash(page)).not.toContain('task')
    folder.remove()
  })

  test('trains, and is made faithful or lively while it does', async ({ visit }) => {
    const page = await visit(`${SMALL}&task=restore`)
    await button(page, 'Train').click()
    await untilStep(page, 20)
    const slider = page.getByRole('slider', { name: 'Faithful to lively' })
    await slider.focus()
    await slider.press('Home')
    await expect.poll(() => hash(page)).toContain('lively=0')
    const step = await figureNumber(page, 'Step')
    await untilStep(page, step + 10)
    await button(page, 'Pause').click()
    await untilPaused(page)
    // Nothing was built anew, and what trains now minds the true picture alone.
    const { lossG = [], step: steps = [] } = await page.evaluate(() => window.ganvas.history())
    expect(steps[0]).toBe(1)
    expect(lossG.at(-1)).toBeLessThan(Math.max(...lossG.slice(0, 15)))
  })
})

describe('the pad', () => {
  test('follows a finger: what is wiped out is filled, and comes back', async ({ app }) => {
    const { page, close, errors } = await app.open(`${SMALL}&task=restore&source=hole`, {
      viewport: { width: 390, height: 844 },
    })
    await page.evaluate(() => window.ganvas.train(5))
    const pad = page.getByRole('application', { name: 'Drawing' })
    await pad.scrollIntoViewIfNeeded()
    await expect.poll(() => held(page)).not.toBeNaN()
    await button(page, 'Clear').click()
    const whole = await digestWhenStill(madeOf(page))
    const box = await pad.boundingBox()
    if (box === null) throw new Error('The pad is not on the page.')
    const finger = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd' ? [] : [{ x: box.x + share * box.width, y: box.y + 0.5 * box.height }],
      })
    await touch('touchStart', 0.3)
    for (const share of [0.4, 0.5, 0.6, 0.7]) await touch('touchMove', share)
    await touch('touchEnd', 0.7)
    await expect.poll(() => digest(madeOf(page))).not.toBe(whole)
    await page.getByRole('button', { name: 'Undo the last stroke' }).click()
    await expect.poll(() => digest(madeOf(page))).toBe(whole)
    // And by keys.
    await pad.focus()
    await pad.press('Space')
    await expect.poll(() => digest(madeOf(page))).not.toBe(whole)
    expect(await page.getByRole('tab', { name: 'Directions' }).count()).toBe(0)
    expect(errors).toEqual([])
    await close()
  })
})

const [picture] = await shippedPictures('emoji', 1)
if (picture === undefined) throw new Error('There is no emoji.')
const PNG = Uint8Array.from(asPng(picture))

describe('a picture of one’s own', () => {
  test('comes back at twice its side, is seen and saved; a damaged one is refused', async ({ visit }) => {
    const page = await visit(`${SMALL}&task=restore`)
    await page.evaluate(() => window.ganvas.train(3))
    await button(page, 'A picture of yours').click()
    const dialog = page.getByRole('dialog', { name: 'A picture of yours' })
    const folder = temporaryFolder()
    const small = folder.write('small.png', PNG)
    const cut = folder.write('cut.png', PNG.subarray(0, PNG.length - 40))
    await dialog.locator('input[type=file]').setInputFiles(cut)
    await expect.poll(() => dialog.getByRole('alert').innerText()).toMatch(/^cut\.png is cut off/)
    await dialog.locator('input[type=file]').setInputFiles(small)
    await dialog.getByText(/^64 × 64 pixels\.$/).waitFor()
    const saving = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save as PNG' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('small restored.png')
    const bytes = await saved.createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()))
    expect(decode(bytes)).toMatchObject({ width: 64, height: 64, channels: 3 })
  })

  test('that is dropped on the page is restored, and the data stay', async ({ visit }) => {
    const page = await visit(`${SMALL}&task=restore&source=blur`)
    await page.evaluate(() => window.ganvas.train(3))
    await drop(page, [temporaryFolder().write('mine.png', PNG)])
    const dialog = page.getByRole('dialog', { name: 'A picture of yours' })
    await dialog.getByText(/^32 × 32 pixels\.$/).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => window.ganvas.config().dataset)).toBe('emoji')
  })

  test('is restored for scripts, in tiles, and all but its hole stays to the byte', async ({ visit }) => {
    const page = await visit(`${SMALL}&task=restore&source=hole`)
    await page.evaluate(() => window.ganvas.train(3))
    const { size, before, after } = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(57, 41)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (context === null) throw new Error('No canvas.')
      const image = context.createImageData(57, 41)
      for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : (i * i * 7) % 256
      context.putImageData(image, 0, 0)
      context.clearRect(20, 10, 9, 9)
      const given = context.getImageData(0, 0, 57, 41).data
      const file = await window.ganvas.restore(canvas.transferToImageBitmap())
      const bitmap = await createImageBitmap(file)
      const out = new OffscreenCanvas(bitmap.width, bitmap.height)
      const there = out.getContext('2d')
      there?.drawImage(bitmap, 0, 0)
      return {
        size: [bitmap.width, bitmap.height],
        before: [...given],
        after: [...(there?.getImageData(0, 0, 57, 41).data ?? [])],
      }
    })
    expect(size).toEqual([57, 41])
    const [changed, filled] = [{ count: 0 }, { count: 0 }]
    for (let i = 0; i < before.length; i += 4) {
      const known = before[i + 3] === 255
      const same = [0, 1, 2].every((c) => before[i + c] === after[i + c])
      if (known && !same) changed.count++
      if (!known && after[i + 3] === 255) filled.count++
    }
    expect([changed.count, filled.count]).toEqual([0, 81])
    const refused = await page.evaluate(async () => {
      await window.ganvas.configure({ task: 'imagine' })
      return window.ganvas
        .restore(new Blob(['nothing']))
        .catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)))
    })
    expect(refused).toMatch(/^This run makes new items, and none of a picture\./)
  })
})
