/** Class-conditional training as a person meets it: the control, the picker, the columns, and what scripts may ask. */
import { zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect } from 'vitest'
import { unfold } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, gray, portrait, stage } from '../helpers/app/canvas.ts'
import { drop, temporaryFolder } from '../helpers/app/drop.ts'
import { bestMatch } from '../helpers/engine/match.ts'
import { asPng, shippedPictures } from '../helpers/data/shipped.ts'

const SMALL = 'dataset=mnist&size=16&model=mlp&gLayers=16&dLayers=16&latent=4&batch=16&gNorm=none'
const picker = (page: Page) => page.getByRole('combobox', { name: 'Class shown' })
const stageLabel = (page: Page) => stage(page).getAttribute('aria-label')

async function generated(page: Page, label: number): Promise<number[]> {
  return page.evaluate(
    async (asked) => [...(await window.ganvas.generate([[0.5, -1, 0.25, 2]], asked)).data],
    label,
  )
}

describe('classes', () => {
  test('are switched on with a control; then each column is a class, until one is picked', async ({
    visit,
  }) => {
    const page = await visit(SMALL)
    expect(await picker(page).count()).toBe(0)
    await unfold(page, 'Networks')
    await page.getByRole('radiogroup', { name: 'Classes' }).getByRole('radio', { name: 'Projection' }).check()
    await picker(page).waitFor()
    await expect.poll(() => page.evaluate(() => window.ganvas.config().conditional)).toBe('projection')
    expect(new URL(page.url()).hash).toContain('conditional=projection')
    await expect.poll(() => stageLabel(page)).toContain('each column a class: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9')

    await page.evaluate(() => window.ganvas.train(20))
    const every = await digest(stage(page))
    await picker(page).focus()
    await picker(page).selectOption('7')
    await expect.poll(() => digest(stage(page))).not.toBe(every)
    await expect.poll(() => stageLabel(page)).toContain('all of class 7')
    await expect.poll(() => portrait(page).getAttribute('aria-label')).toContain('of class 7 under the hand')
    const seven = await digest(portrait(page))
    await picker(page).selectOption('1')
    await expect.poll(() => digest(portrait(page))).not.toBe(seven)
    await picker(page).selectOption('Every class')
    await expect.poll(() => portrait(page).getAttribute('aria-label')).toContain('one of each class')
  })

  test('under the hand is the picked class of that very latent; a script gets the same', async ({
    visit,
  }) => {
    const page = await visit(`${SMALL}&conditional=projection&gLr=0.003`)
    await page.evaluate(() => window.ganvas.train(150))
    const pictures = [await generated(page, 0), await generated(page, 1)]
    expect(await generated(page, 0)).toEqual(pictures[0])
    const apart = pictures[0]?.map((value, i) => Math.abs(value - (pictures[1]?.[i] ?? NaN))) ?? []
    expect(Math.max(...apart)).toBeGreaterThan(0.1)
    const asked = await page.evaluate(async () => {
      const { ganvas } = window
      const zs = [0, 1, 2].map(() => [0.5, -1, 0.25, 2])
      return {
        inTurn: [...(await ganvas.generate(zs)).data],
        named: [...(await ganvas.generate(zs, [0, 1, 2])).data],
        count: (await ganvas.generate(3, 4)).shape,
        high: await ganvas.generate(3, 10).then(() => 'made', String),
        few: await ganvas.generate(3, [1]).then(() => 'made', String),
      }
    })
    expect(asked.named).toEqual(asked.inTurn)
    // A batch of three is summed in another order than one.
    const off = asked.named.slice(0, 256).map((value, i) => Math.abs(value - (pictures[0]?.[i] ?? NaN)))
    expect(Math.max(...off)).toBeLessThan(1e-5)
    expect(asked.count).toEqual([3, 16, 16, 1])
    expect(asked.high).toContain('10 is not a class')
    expect(asked.few).toContain('1 labels came for 3 samples')

    for (const [at, value] of [0.5, -1, 0.25, 2].entries()) {
      await page.getByRole('slider', { name: `z ${at + 1}`, exact: true }).fill(String(value))
    }
    for (const label of [0, 1]) {
      await picker(page).selectOption(String(label))
      const picture = pictures[label] ?? []
      await expect.poll(async () => bestMatch(await gray(portrait(page)), picture, 16)).toBeGreaterThan(0.99)
    }
  })

  test('a link opens a conditional run that repeats to the bit; what cannot go with it is named', async ({
    visit,
  }) => {
    const hash = `${SMALL}&conditional=projection&seed=3`
    const figures = async () => {
      const page = await visit(hash)
      await page.evaluate(() => window.ganvas.train(8))
      const history = await page.evaluate(() => window.ganvas.history())
      return history['lossD']
    }
    expect(await figures()).toEqual(await figures())

    const page = await visit(`${SMALL}&conditional=projection&diversity=packing`)
    await page
      .getByText(/A pack of several items has no one class/)
      .first()
      .waitFor()
    const refused = await page.evaluate(() =>
      window.ganvas.configure({ dataset: 'ring', conditional: 'projection' }).then(() => 'done', String),
    )
    expect(refused).toContain('Networks are not told the classes of points')
    expect(await page.evaluate(() => window.ganvas.generate(1, 0).then(() => 'made', String))).toContain(
      'no classes to choose among',
    )
  })
})

describe('own folders', () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())
  const zipOf = async (name: string, place: (i: number) => string) => {
    const entries: Record<string, Uint8Array> = {}
    for (const [i, picture] of (await shippedPictures('emoji', 12)).entries()) {
      entries[`${place(i)}${i}.png`] = asPng(picture)
    }
    return folder.write(name, zipSync(entries))
  }
  const small = { size: 16, width: 4, batch: 4, latent: 4 } as const

  test('a folder for each class is told to the networks; without folders the control says why not', async ({
    visit,
  }) => {
    const page = await visit('gLayers=8&dLayers=8&batch=8')
    await drop(page, [await zipOf('told.zip', (i) => (i % 3 === 0 ? 'cats/' : 'dogs/'))])
    await expect.poll(() => page.evaluate(() => window.ganvas.config().dataset)).toBe('own')
    await page.evaluate((change) => window.ganvas.configure({ ...change, conditional: 'projection' }), small)
    await picker(page).waitFor()
    expect(await picker(page).locator('option').allInnerTexts()).toEqual(['Every class', 'cats', 'dogs'])
    await page.evaluate(() => window.ganvas.train(3))
    const { discriminator } = await page.evaluate(() => window.ganvas.weights())
    expect(discriminator.find(({ name }) => name === 'discriminator/classes/kernel')?.shape[0]).toBe(2)

    await drop(page, [await zipOf('untold.zip', () => '')])
    await expect.poll(() => page.evaluate(() => window.ganvas.config().conditional)).toBe('none')
    await page.evaluate((change) => window.ganvas.configure(change), small)
    await unfold(page, 'Networks')
    const projection = page
      .getByRole('radiogroup', { name: 'Classes' })
      .getByRole('radio', { name: 'Projection' })
    await expect.poll(() => projection.isDisabled()).toBe(true)
    expect(await projection.locator('..').getAttribute('title')).toContain('have no classes')
    await page.evaluate(() => window.ganvas.configure({ conditional: 'projection' }))
    await page
      .getByText(/so conditional training is off/)
      .first()
      .waitFor()
    expect(await page.evaluate(() => window.ganvas.config().conditional)).toBe('none')
    expect(await picker(page).count()).toBe(0)
  })
})

test('truncation draws what is shown to the middle, and leaves a script’s own latents alone', async ({
  visit,
}) => {
  const page = await visit(`${SMALL}&seed=5`)
  await page.evaluate(() => window.ganvas.train(20))
  const before = await digest(stage(page))
  const exact = () => page.evaluate(async () => [...(await window.ganvas.generate([[1, -2, 0.5, 3]])).data])
  const [given, drawn] = [
    await exact(),
    await page.evaluate(async () => [...(await window.ganvas.generate(2)).data]),
  ]
  await unfold(page, 'Cures')
  const field = page.getByRole('textbox', { name: 'Truncation ψ' })
  await field.fill('0')
  await field.press('Enter')
  await expect.poll(() => digest(stage(page))).not.toBe(before)
  expect(await exact()).toEqual(given)
  const middle = await page.evaluate(async () => [...(await window.ganvas.generate(2)).data])
  expect(middle).not.toEqual(drawn)
  expect(middle.slice(0, 256)).toEqual(middle.slice(256))
  expect(await page.evaluate(() => window.ganvas.snapshot().then(({ step }) => step))).toBe(20)
})
