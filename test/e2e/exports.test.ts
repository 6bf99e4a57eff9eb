/** Taking a run away, and bringing it back: by the dialog, by keyboard, by scripts, on another visit, with and without the data. */
import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { InferenceSession, Tensor } from 'onnxruntime-web'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, figureNumber, untilReady, untilStep } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'

const START = 'gLayers=8&dLayers=8&batch=8&backend=wasm&seed=5'

/** What `export` gives, as bytes. */
async function exported(page: Page, format: string, options: object = {}): Promise<Uint8Array> {
  const text = await page.evaluate(
    async ([asked, how]) => {
      const blob = await window.ganvas.export(asked as 'onnx', how)
      const bytes = new Uint8Array(await blob.arrayBuffer())
      let all = ''
      for (const byte of bytes) all += String.fromCharCode(byte)
      return btoa(all)
    },
    [format, options] as const,
  )
  return Uint8Array.from(Buffer.from(text, 'base64'))
}

async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes)
  await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer })
}

const said = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor()

test('every format that is offered for points is saved by the dialog, by keyboard alone', async ({
  visit,
}) => {
  const page = await visit(START)
  await page.evaluate(() => window.ganvas.train(5))
  await button(page, 'Take away').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Take away' })
  await dialog.waitFor()
  expect(await serious(page)).toEqual([])
  const names: string[] = []
  const formats = dialog.getByRole('radiogroup', { name: 'Format' }).getByRole('radio')
  const count = await formats.count()
  await formats.first().focus()
  for (let i = 0; i < count; i++) {
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save').press('Enter')])
    names.push(download.suggestedFilename())
    expect(readFileSync(await download.path()).length).toBeGreaterThan(50)
    await dialog.getByText(`Saved ${download.suggestedFilename()}`).waitFor()
    await formats.nth(i).focus()
    await page.keyboard.press('ArrowDown')
  }
  expect(names).toEqual([
    'ganvas-ring-step-5-run.ganvas',
    'ganvas-ring-step-5-pytorch.zip',
    'ganvas-ring-step-5-generator.onnx',
    'ganvas-ring-step-5-generator.zip',
    'ganvas-ring-step-5-generator.safetensors',
    'ganvas-ring-step-5-fakes.csv',
    'ganvas-ring-step-5-figures.csv',
    'ganvas-ring-step-5-tensorboard.zip',
  ])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('a generator in ONNX Runtime makes what the page makes', async ({ visit }) => {
  const page = await visit(START)
  await page.evaluate(() => window.ganvas.train(20))
  const session = await InferenceSession.create(await exported(page, 'onnx'))
  const z = [
    [0.5, -1],
    [2, 0.25],
  ]
  const wanted = await page.evaluate(async (latents) => [...(await window.ganvas.generate(latents)).data], z)
  const { point } = await session.run({ z: new Tensor('float32', Float32Array.from(z.flat()), [2, 2]) })
  wanted.forEach((value, i) => expect(Number(point?.data[i])).toBeCloseTo(value, 5))
})

test('a run in a file goes on elsewhere, to the bit, with its charts', async ({ visit }) => {
  const page = await visit(`${START}&ema=0.9`)
  await page.evaluate(() => window.ganvas.train(30))
  const file = await exported(page, 'ganvas')
  const before = await page.evaluate(() => window.ganvas.history())
  const onwards = await page.evaluate(async () => {
    await window.ganvas.train(10)
    return window.ganvas.history().lossD?.slice(30)
  })

  const other = await visit('dataset=spiral&backend=wasm')
  await drop(other, 'mine.zip', file)
  await said(other, 'mine.zip is open at step 30.')
  expect(await figureNumber(other, 'Step')).toBe(30)
  expect(await other.evaluate(() => window.ganvas.history())).toEqual(before)
  expect(await other.evaluate(() => window.ganvas.config())).toMatchObject({
    dataset: 'ring',
    seed: 5,
    ema: 0.9,
  })
  const again = await other.evaluate(async () => {
    await window.ganvas.train(10)
    return window.ganvas.history().lossD?.slice(30)
  })
  expect(again).toEqual(onwards)
})

/** Some plain squares. */
const SQUARES = zipSync(
  Object.fromEntries(
    Array.from({ length: 80 }, (_, i) => [
      `squares/${i}.pgm`,
      Uint8Array.from([...Buffer.from('P5 8 8 255\n'), ...new Array<number>(64).fill((i * 3) % 256)]),
    ]),
  ),
)
const OWN = `${START}&size=8&width=4&latent=4&warmStart=0&transfer=none&augment=none`

async function ownRun(page: Page): Promise<void> {
  await drop(page, 'squares.zip', SQUARES)
  await page.waitForFunction(() => window.ganvas.config().dataset === 'own')
  await untilReady(page)
  await page.evaluate(() => window.ganvas.configure({ size: 8, width: 4, latent: 4, batch: 4 }))
  await untilReady(page)
  await page.evaluate(() => window.ganvas.train(6))
}

test('own pictures: with the data in it a file goes on at once; without, once they are added again', async ({
  visit,
}) => {
  const page = await visit(OWN)
  await ownRun(page)
  const [whole, bare] = [await exported(page, 'ganvas', { data: true }), await exported(page, 'ganvas')]
  expect(Object.keys(unzipSync(whole))).toContain('data.safetensors')
  expect(Object.keys(unzipSync(bare))).not.toContain('data.safetensors')
  const onwards = await page.evaluate(async () => {
    await window.ganvas.train(3)
    return window.ganvas.history().lossG?.slice(6)
  })
  const goOn = (on: Page) =>
    on.evaluate(async () => {
      await window.ganvas.train(3)
      return window.ganvas.history().lossG?.slice(-3)
    })

  const one = await visit('backend=wasm')
  await drop(one, 'whole.ganvas', whole)
  await said(one, 'whole.ganvas is open at step 6.')
  expect(await goOn(one)).toEqual(onwards)

  const other = await visit('backend=wasm')
  await drop(other, 'bare.ganvas', bare)
  await said(other, 'Its pictures are not in it: add them, and it goes on at step 6.')
  await drop(other, 'squares.zip', SQUARES)
  await untilStep(other, 6)
  expect(await goOn(other)).toEqual(onwards)
})

test('pictures leave as single files that come back as the same set', async ({ visit }) => {
  const page = await visit(OWN)
  await ownRun(page)
  const fakes = unzipSync(await exported(page, 'samples', { count: 5, seed: 7 }))
  expect(Object.keys(fakes)).toEqual([
    ...Array.from({ length: 5 }, (_, i) => `seed${String(7 + i).padStart(6, '0')}.png`),
    'dataset.json',
  ])
  const reals = await exported(page, 'samples', { which: 'reals' })
  expect(Object.keys(unzipSync(reals)).filter((name) => name.endsWith('.png'))).toHaveLength(80)
  // Opened again they are the very same set.
  const fingerprint = async () => {
    const { 'ganvas.json': manifest = new Uint8Array() } = unzipSync(await exported(page, 'ganvas'))
    const { checkpoint } = JSON.parse(new TextDecoder().decode(manifest)) as {
      checkpoint: { fingerprint: string }
    }
    return checkpoint.fingerprint
  }
  const before = await fingerprint()
  await drop(page, 'reals.zip', reals)
  // The networks begin anew on what was dropped.
  await expect.poll(() => figureNumber(page, 'Step')).toBe(0)
  await untilReady(page)
  expect(await fingerprint()).toBe(before)
})

test('what cannot be is said in a sentence, and the run stays', async ({ visit }) => {
  const page = await visit(START)
  await page.evaluate(() => window.ganvas.train(7))
  const file = await exported(page, 'ganvas')
  const parts = unzipSync(file)
  const forged = zipSync(
    { ...parts, 'state.safetensors': (parts['state.safetensors'] ?? file).slice(0, 99) },
    { level: 0 },
  )
  await drop(page, 'forged.ganvas', forged)
  await page.getByRole('alert').filter({ hasText: 'The file of tensors cannot be read' }).waitFor()
  expect(await figureNumber(page, 'Step')).toBe(7)

  // Whole in itself, but of other networks than its settings say.
  const manifest = JSON.parse(new TextDecoder().decode(parts['ganvas.json'])) as {
    checkpoint: { config: object }
  }
  const { checkpoint } = manifest
  const swapped = {
    ...manifest,
    checkpoint: { ...checkpoint, config: { ...checkpoint.config, gLayers: [9, 9] } },
  }
  const text = new TextEncoder().encode(JSON.stringify(swapped))
  await drop(page, 'swapped.ganvas', zipSync({ ...parts, 'ganvas.json': text }, { level: 0 }))
  await page.getByRole('alert').filter({ hasText: 'does not fit' }).first().waitFor()
  await untilStep(page, 7)
  expect(await page.evaluate(() => window.ganvas.config().gLayers)).toEqual([8])

  const refusal = (format: string) =>
    page.evaluate((asked) => window.ganvas.export(asked as 'onnx').catch(String), format)
  expect(await refusal('samples')).toContain('points do not leave as “Single files”')
  expect(await refusal('docx')).toContain('There is no format docx')
})
