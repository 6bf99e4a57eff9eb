import { gzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect } from 'vitest'
import { idx } from '../helpers/data/files.ts'
import { fixture } from '../helpers/data/fixtures.ts'
import { button, figureNumber, TINY, untilPaused, untilStep } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, drawn, stage } from '../helpers/app/canvas.ts'
import { drop, temporaryFolder } from '../helpers/app/drop.ts'
import { asPng, shippedPictures } from '../helpers/data/shipped.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const facts = (page: Page) => page.locator('.facts-numbers').innerText()
const said = (page: Page, sentence: string) =>
  page.getByRole('status').filter({ hasText: sentence }).waitFor()
const config = (page: Page) => page.evaluate(() => window.ganvas.config())

/** What of the page depends on the kind of the data. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
    const of = (selector: string, key: string) =>
      [...document.querySelectorAll(selector)].map((element) => element.getAttribute(key))
    return {
      tools: [...document.querySelectorAll('.stage-toolbar button')].map(({ textContent }) => textContent),
      settings: of('.setting', 'data-setting'),
      portrait: of('.latent-body', 'data-portrait'),
      /** A large desk: the panel stands beside the stage, not under it. */
      beside: (box('.lower')?.left ?? 0) >= (box('.stage')?.right ?? Infinity),
    }
  })

/** Small enough for this machine, then a few steps by the button. */
async function trainABit(page: Page): Promise<void> {
  await page.evaluate(() => window.ganvas.configure({ width: 4, batch: 4, latent: 4 }))
  await button(page, 'Train').click()
  await untilStep(page, 4)
  await button(page, 'Pause').click()
  await untilPaused(page)
  expect(await figureNumber(page, 'Generator loss')).toBeGreaterThan(0)
}

describe('pictures of one’s own', () => {
  test('a dropped zip of real pictures in nested folders becomes classes, and is trained on', async ({
    visit,
  }) => {
    const entries: Record<string, Uint8Array> = {}
    for (const [i, picture] of (await shippedPictures('emoji', 24)).entries()) {
      entries[`set/${i % 2 === 0 ? 'even' : 'odd/deeper'}/${i}.png`] = asPng(picture)
    }
    const path = folder.write('emoji.zip', zipSync(entries))
    const page = await visit(TINY)
    await drop(page, [path])
    await said(page, '24 pictures ready at 32 × 32, colour.')
    expect(await facts(page)).toBe('24 pictures · 32 × 32 px · colour · 2 classes')
    expect(await config(page)).toMatchObject({ dataset: 'own', model: 'dcgan', size: 32 })
    await expect.poll(() => stage(page).getAttribute('aria-label')).toContain('emoji.zip')
    expect((await drawn(stage(page))).colours).toBeGreaterThan(200)

    await untilPaused(page)
    const before = await digest(stage(page))
    await trainABit(page)
    expect(await digest(stage(page))).not.toBe(before)
  })

  test('a dropped folder is walked to the bottom, PNG beside JPEG and WebP', async ({ visit }) => {
    for (const [i, picture] of (await shippedPictures('mnist', 6)).entries()) {
      folder.write(`album/digits/sub/sub/${i}.png`, asPng(picture))
    }
    folder.write('album/photos/a.jpg', fixture('photo.jpg'))
    folder.write('album/photos/b.webp', fixture('photo.webp'))
    const page = await visit(TINY)
    await drop(page, [`${folder.path}/album`])
    await said(page, '8 pictures ready at 32 × 32, colour.')
    expect(await facts(page)).toContain('2 classes')
  })

  test('good files among bad ones are used, and each bad one is listed with its reason', async ({
    visit,
  }) => {
    const [first, second, third] = await shippedPictures('emoji', 3)
    if (!first || !second || !third) throw new Error('Too few emoji.')
    const paths = [
      folder.write('mix/one.png', asPng(first)),
      folder.write('mix/two.png', asPng(second)),
      folder.write('mix/cut.png', asPng(third).subarray(0, 200)),
      folder.write('mix/nothing.jpg', new Uint8Array()),
      folder.write('mix/letter.txt', 'Dear all, this is no picture.'),
    ]
    const page = await visit(TINY)
    await drop(page, paths)
    await said(page, '2 pictures ready at 32 × 32, colour; 3 files skipped.')
    await page.getByText('3 files were skipped').click()
    const list = await page.locator('.skipped li').allInnerTexts()
    expect(list.join('\n')).toMatch(/cut\.png is cut off: its end is missing or damaged\./)
    expect(list.join('\n')).toMatch(/nothing\.jpg is empty: it has zero bytes\./)
    expect(list.join('\n')).toMatch(/letter\.txt is a text, neither a picture nor a table of points\./)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('another image side prepares the same files anew, and another dataset and back finds them again', async ({
    visit,
  }) => {
    const pictures = await shippedPictures('emoji', 4, 40)
    const paths = pictures.map((picture, i) => folder.write(`again/${i}.png`, asPng(picture)))
    const page = await visit(TINY)
    await page.getByLabel('Add files', { exact: true }).setInputFiles(paths)
    await said(page, '4 pictures ready at 32 × 32, colour.')
    await page.getByLabel('Image side', { exact: true }).selectOption('16')
    await expect.poll(() => facts(page)).toContain('4 pictures · 16 × 16 px')
    await page.getByRole('radio', { name: 'Spiral' }).check()
    await expect.poll(() => facts(page)).toBe('Fresh points at every step')
    await untilPaused(page)
    await page.getByRole('radio', { name: 'Your files' }).check()
    await expect.poll(() => facts(page)).toContain('4 pictures · 32 × 32 px')
  })

  test('pasted pictures add up: a single one waits for the next, and that is said', async ({ visit }) => {
    const page = await visit(TINY)
    const pictures = (await shippedPictures('emoji', 3)).map((picture) => [...asPng(picture)])
    await paste(page, pictures.slice(0, 1))
    await said(page, 'One picture pasted. Paste another: a set needs at least two.')
    expect((await config(page)).dataset).toBe('ring')
    await paste(page, pictures.slice(1, 2))
    await said(page, '2 pictures ready at 32 × 32, colour.')
    await paste(page, pictures.slice(2))
    await said(page, '3 pictures ready at 32 × 32, colour.')
    expect((await config(page)).dataset).toBe('own')
  })
})

describe('pasted cells', () => {
  const cells = Array.from({ length: 100 }, (_, i) => `${((i * 37) % 100) / 10}\t${((i * 53) % 100) / 10}`)

  test('go before the picture of them; other text is told to be none; a field keeps what is pasted into it', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await pasteText(page, 'body', 'Once upon a time')
    await said(page, 'The pasted text is no table of numbers.')
    await pasteText(page, 'input[type=text]', cells.join('\r\n'))
    expect((await config(page)).dataset).toBe('ring')
    const [picture] = await shippedPictures('emoji', 1)
    await pasteText(page, 'body', cells.join('\r\n'), picture === undefined ? [] : [...asPng(picture)])
    await said(page, '100 points ready.')
    expect((await config(page)).dataset).toBe('own')
  })
})

describe('other data of one’s own', () => {
  test('a table of points is trained on with the networks for points', async ({ visit }) => {
    const lines = Array.from({ length: 200 }, (_, i) => `${Math.cos(i) * 30 + 100};${Math.sin(i) * 30}`)
    const path = folder.write('circle.csv', ['x;y', ...lines].join('\n'))
    const page = await visit(TINY)
    await drop(page, [path])
    await said(page, '200 points ready.')
    expect(await facts(page)).toBe('200 points')
    expect(await config(page)).toMatchObject({ dataset: 'own', model: 'mlp', latent: 2 })
    await untilPaused(page)
    await page.evaluate(() => window.ganvas.configure({ gLayers: [8], dLayers: [8], batch: 16 }))
    await untilPaused(page)
    const before = await digest(stage(page))
    await button(page, 'Train').click()
    await untilStep(page, 30)
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    // Moved and scaled to fit: reals are a circle around the middle.
    const { real } = await page.evaluate(async () => {
      await window.ganvas.pause()
      return (
        (await window.ganvas.trace()).discriminator[0] ?? { real: { shape: [], data: new Float32Array() } }
      )
    })
    expect(real.shape).toEqual([16, 2])
    const points = Object.values(real.data)
    const lengths = Array.from({ length: 16 }, (_, i) =>
      Math.hypot(points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN),
    )
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.1)
  })

  test('a table of points has the page that the ring has: layers, layout, settings and cures', async ({
    visit,
  }) => {
    const lines = Array.from({ length: 200 }, (_, i) => `${Math.cos(i) * 30 + 100};${Math.sin(i) * 30}`)
    const path = folder.write('wide.csv', lines.join('\n'))
    const page = await visit(TINY, { viewport: { width: 1920, height: 1080 } })
    const ofRing = await seen(page)
    await drop(page, [path])
    await said(page, '200 points ready.')
    await untilPaused(page)
    expect(await seen(page)).toEqual({
      ...ofRing,
      settings: ofRing.settings.filter((key) => !['modes', 'radius', 'std'].includes(key ?? '')),
    })
    expect(await page.getByRole('button', { name: 'Fakes', exact: true }).isVisible()).toBe(true)
    expect(await page.getByRole('radiogroup', { name: 'Pictures shown' }).count()).toBe(0)
    expect(await page.locator('.latent-portrait-box').count()).toBe(0)
    expect(ofRing.beside).toBe(true)
    expect(ofRing.settings).not.toContain('augment')

    await button(page, 'Compare').click()
    const offers = await page.locator('.compare-list .remedy-name').allInnerTexts()
    expect(offers).toContain('R1 penalty')
    expect(offers).not.toContain('Augment what the detective sees')
    await page.keyboard.press('Escape')
    const refusal = (ask: 'configure' | 'start a twin' | 'configure the twin') =>
      page.evaluate(async (what) => {
        const { ganvas } = window
        const change = { augment: 'diffaugment' } as const
        try {
          if (what === 'configure') await ganvas.configure(change)
          else if (what === 'start a twin') await ganvas.twin.start(change)
          else await ganvas.twin.configure(change)
          return ''
        } catch (thrown) {
          return String(thrown)
        }
      }, ask)
    expect(await refusal('configure')).toContain('DiffAugment')
    expect(await refusal('start a twin')).toContain('DiffAugment')
    await page.evaluate(() => window.ganvas.twin.start({}))
    expect(await refusal('configure the twin')).toContain('DiffAugment')
  })

  test('IDX files, packed with gzip, become pictures with their labels as classes', async ({ visit }) => {
    const digits = await shippedPictures('mnist', 30)
    const side = digits[0]?.side ?? 0
    const pixels = digits.flatMap((digit) => [...digit.pixels])
    const labels = digits.map((_, i) => i % 3)
    const paths = [
      folder.write('idx/some-images-idx3-ubyte.gz', gzipSync(idx([30, side, side], pixels))),
      folder.write('idx/some-labels-idx1-ubyte', idx([30], labels)),
    ]
    const page = await visit(TINY)
    await drop(page, paths)
    await said(page, '30 pictures ready at 28 × 28, gray.')
    expect(await facts(page)).toBe('30 pictures · 28 × 28 px · gray · 3 classes')
    await untilPaused(page)
    await trainABit(page)
  })

  test('reading many files can be cancelled, and the run that was there goes on', async ({ visit }) => {
    const entries: Record<string, Uint8Array> = {}
    const [picture] = await shippedPictures('emoji', 1)
    if (!picture) throw new Error('No emoji.')
    const png = asPng(picture)
    for (let i = 0; i < 6000; i++) entries[`${i}.png`] = png
    const path = folder.write('many.zip', zipSync(entries, { level: 0 }))
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(5))
    await drop(page, [path])
    await page.getByRole('progressbar', { name: 'Reading files' }).waitFor()
    await button(page, 'Cancel').click()
    await untilPaused(page)
    expect((await config(page)).dataset).toBe('ring')
    expect((await page.evaluate(() => window.ganvas.train(1))).step).toBe(6)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('a density painted by hand is what the reals are drawn from, by pointer and by keys', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.getByRole('radio', { name: 'Drawn by you' }).check()
    await untilPaused(page)
    await page.evaluate(() => window.ganvas.configure({ gLayers: [8], dLayers: [8], batch: 64 }))
    const reals = async () => {
      const trace = await page.evaluate(() => window.ganvas.trace())
      const values = Object.values(trace.discriminator[0]?.real.data ?? [])
      return Array.from({ length: values.length / 2 }, (_, i) => ({
        x: values[2 * i] ?? NaN,
        y: values[2 * i + 1] ?? NaN,
      }))
    }
    expect((await reals()).some(({ y }) => y < 0)).toBe(true)

    const canvas = page.getByRole('application', { name: 'Drawing of the density' })
    await canvas.scrollIntoViewIfNeeded()
    const box = await canvas.boundingBox()
    if (box === null) throw new Error('There is nothing to paint on.')
    await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.2 * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.2 * box.height, { steps: 5 })
    await page.mouse.up()
    await page.getByText(/% of the square holds ink/).waitFor()
    const stroke = await reals()
    expect(stroke.every(({ y }) => y > 0)).toBe(true)
    expect(Math.max(...stroke.map(({ x }) => x))).toBeGreaterThan(0.2)
    expect(Math.min(...stroke.map(({ x }) => x))).toBeLessThan(-0.2)

    await button(page, 'Clear').click()
    await canvas.focus()
    for (let press = 0; press < 3; press++) await canvas.press('Shift+ArrowDown')
    await canvas.press('Space')
    // Space paints here: it does not train.
    expect(await button(page, 'Train').count()).toBe(1)
    await expect.poll(async () => (await reals()).every(({ y }) => y < 0)).toBe(true)
  })
})

/** Pastes pictures as a file manager's copy does. */
async function paste(page: Page, pictures: readonly number[][]): Promise<void> {
  await page.evaluate((all) => {
    const clipboardData = new DataTransfer()
    for (const [i, bytes] of all.entries())
      clipboardData.items.add(new File([Uint8Array.from(bytes)], `image ${i}.png`, { type: 'image/png' }))
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, pictures)
}

/** Pastes text as a spreadsheet does: with a picture of the cells, or without. */
async function pasteText(page: Page, into: string, text: string, png: readonly number[] = []): Promise<void> {
  await page
    .locator(into)
    .first()
    .evaluate(
      (target, { words, bytes }) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', words)
        if (bytes.length > 0)
          clipboardData.items.add(new File([Uint8Array.from(bytes)], 'image.png', { type: 'image/png' }))
        target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      },
      { words: text, bytes: png },
    )
}
