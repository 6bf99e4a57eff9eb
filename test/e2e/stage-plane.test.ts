/** The 2-D stage under a hand: one point looked at closely, zoom, and the keyboard. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Inspection } from '../../src/common/protocol/inspection.ts'
import type { NamedTensor } from '../../src/common/protocol/report.ts'
import { button, TINY } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { gpuTest, test } from '../helpers/app/visit.ts'
import { digest, stage } from '../helpers/app/canvas.ts'

const hand = (page: Page) => page.getByRole('application', { name: 'Points on the stage' })
const card = (page: Page) => page.locator('.inspect-card')

/** A dense network written out over plain numbers: leaky ReLU of slope 0.2 but for the last layer. */
function dense(weights: NamedTensor[], input: number[]): number[] {
  let values = input
  for (let at = 0; at < weights.length; at += 2) {
    const [kernel, bias] = [weights[at], weights[at + 1]]
    const out = kernel?.shape[1] ?? 0
    const last = at + 2 >= weights.length
    values = Array.from({ length: out }, (_, j) => {
      const sum = values.reduce(
        (total, value, i) => total + value * (kernel?.data[i * out + j] ?? NaN),
        bias?.data[j] ?? NaN,
      )
      return last || sum > 0 ? sum : 0.2 * sum
    })
  }
  return values
}

/** Where a point lies in the window, CSS pixels: the panel is the largest centred square. */
async function pixelOf(page: Page, { at }: Inspection): Promise<{ x: number; y: number }> {
  const box = await hand(page).boundingBox()
  if (box === null) throw new Error('There is no stage.')
  const side = Math.min(box.width, box.height)
  return {
    x: box.x + box.width / 2 + (at.x * side) / 2,
    y: box.y + box.height / 2 - (at.y * side) / 2,
  }
}

/** The canvas is another one after `act`. */
async function changes(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await digest(stage(page))
  await act()
  await expect.poll(() => digest(stage(page))).not.toBe(before)
}

const looked = (page: Page, index: number) =>
  page.evaluate<Inspection | null, number>((i) => window.ganvas.inspect('fake', i), index)

/** A fake looked at is where the weights, written out over plain numbers, put it, and is judged as they judge. */
async function expectFromWeights(page: Page): Promise<void> {
  const { seen, made, weights, config } = await page.evaluate(async () => {
    const point = await window.ganvas.inspect('fake', 7)
    const noise = [...(point?.noise ?? [])]
    const plain = (tensors: NamedTensor[]) => tensors.map((one) => ({ ...one, data: [...one.data] }))
    const { generator, discriminator } = await window.ganvas.weights()
    return {
      seen: point,
      made: [...(await window.ganvas.generate([noise])).data],
      weights: { generator: plain(generator), discriminator: plain(discriminator) },
      config: window.ganvas.config(),
    }
    type NamedTensor = { data: Float32Array }
  })
  if (seen === null) throw new Error('Nothing was seen.')
  expect(config.activation).toBe('leaky-relu')
  expect(seen.place.x).toBeCloseTo(made[0] ?? NaN, 4)
  expect(seen.place.y).toBeCloseTo(made[1] ?? NaN, 4)
  const judged = weights.discriminator as unknown as NamedTensor[]
  const logit = (x: number, y: number) => dense(judged, [x, y])[0] ?? NaN
  const { x, y } = seen.place
  expect(seen.score).toBeCloseTo(1 / (1 + Math.exp(-logit(x, y))), 4)
  // Non-saturating: −∂softplus(−D)/∂x, by central differences.
  const loss = (px: number, py: number) => Math.log1p(Math.exp(-logit(px, py)))
  const h = 1e-4
  expect(seen.pull?.x).toBeCloseTo(-(loss(x + h, y) - loss(x - h, y)) / (2 * h), 2)
  expect(seen.pull?.y).toBeCloseTo(-(loss(x, y + h) - loss(x, y - h)) / (2 * h), 2)
  const distances = Array.from({ length: config.modes }, (_, k) => {
    const angle = (2 * Math.PI * k) / config.modes
    return Math.hypot(x - config.radius * Math.cos(angle), y - config.radius * Math.sin(angle))
  })
  const least = Math.min(...distances)
  expect(seen.nearest).toMatchObject({
    kind: 'mode',
    index: distances.indexOf(least),
    count: config.modes,
  })
  if (seen.nearest.kind === 'mode') expect(seen.nearest.sigmas).toBeCloseTo(least / config.std, 2)
}

describe('a point looked at', () => {
  test('has the place, score, pull and mode that follow from the weights', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(30))
    await expectFromWeights(page)
  })

  gpuTest('has them on WebGPU too, under every layer of the stage', async ({ visit }) => {
    const page = await visit(`${TINY}&backend=webgpu`)
    // A software GPU takes its time.
    await page.evaluate(() => window.ganvas.train(4))
    for (const name of [
      'Generator’s grid',
      'Gradient arrows',
      'Detective’s gradient field',
      'Density side by side',
    ])
      await changes(page, () => button(page, name).click())
    await expectFromWeights(page)
  })

  test('shows its card under the pointer, keeps it after a click, and follows the training', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(5))
    const point = await looked(page, 3)
    if (point === null) throw new Error('Nothing was seen.')
    const { x, y } = await pixelOf(page, point)
    await page.mouse.move(x, y)
    await card(page).waitFor()
    expect(await card(page).textContent()).toMatch(/Fake \d+ of 512Score/)
    await page.mouse.move(2, 2)
    await card(page).waitFor({ state: 'detached' })
    await page.mouse.click(x, y)
    await card(page).waitFor()
    await page.mouse.move(2, 2)
    const before = await card(page).textContent()
    await page.evaluate(() => window.ganvas.train(40))
    await expect.poll(() => card(page).textContent()).not.toBe(before)
    const name = (text: string | null) => text?.split('Score')[0]
    expect(name(await card(page).textContent())).toBe(name(before))
  })

  test('is walked to with the keys, marked on the picture, said once, and left with Escape', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(5))
    const plain = await digest(stage(page))
    await hand(page).focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => card(page).textContent()).toContain('Fake 1 of 512')
    await expect.poll(() => digest(stage(page))).not.toBe(plain)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => card(page).textContent()).toContain('Fake 2 of 512')
    await page.getByText(/^Fake 2 of 512 at .* nearest mode \d of 8/).waitFor({ state: 'attached' })
    await page.keyboard.press('m')
    await expect.poll(() => card(page).textContent()).toContain('Real 2 of 512')
    expect(await card(page).textContent()).not.toContain('Pull')
    await page.keyboard.press('Escape')
    await card(page).waitFor({ state: 'detached' })
    await expect.poll(() => digest(stage(page))).toBe(plain)
  })
})

describe('zoom', () => {
  test('by wheel, drag, buttons and keys; the whole comes back exactly as it was', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(5))
    const whole = await digest(stage(page))
    const now = () => digest(stage(page))
    expect(await button(page, 'Whole stage').isDisabled()).toBe(true)
    const box = await hand(page).boundingBox()
    if (box === null) throw new Error('There is no stage.')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const seen = new Set([whole])
    const turns: (() => Promise<void>)[] = [
      async () => {
        await page.mouse.move(x, y)
        await page.mouse.wheel(0, -300)
      },
      async () => {
        await page.mouse.down()
        await page.mouse.move(x + 60, y + 30, { steps: 3 })
        await page.mouse.up()
        await page.mouse.move(2, 2)
      },
      () => button(page, 'Zoom in').click(),
      () => hand(page).press('Shift+ArrowLeft'),
      () => hand(page).press('-'),
    ]
    for (const turn of turns) {
      const before = await now()
      await turn()
      await expect.poll(now).not.toBe(before)
      seen.add(await now())
    }
    await button(page, 'Whole stage').click()
    await expect.poll(now).toBe(whole)
  })

  test('on a phone two fingers zoom, and a tap looks', async ({ visit }) => {
    const page = await visit(TINY, { viewport: { width: 390, height: 844 } })
    await page.evaluate(() => window.ganvas.train(5))
    await hand(page).scrollIntoViewIfNeeded()
    const point = await looked(page, 3)
    if (point === null) throw new Error('Nothing was seen.')
    const touch = (type: string, id: number, x: number, y: number) =>
      hand(page).dispatchEvent(type, {
        pointerId: id,
        pointerType: 'touch',
        button: 0,
        isPrimary: id === 1,
        clientX: x,
        clientY: y,
        bubbles: true,
      })
    const { x, y } = await pixelOf(page, point)
    await page.evaluate(() => {
      // Made-up pointers cannot be captured.
      Element.prototype.setPointerCapture = () => undefined
    })
    await touch('pointerdown', 1, x, y)
    await touch('pointerup', 1, x, y)
    await card(page).waitFor()
    const before = await digest(stage(page))
    await touch('pointerdown', 1, x - 20, y)
    await touch('pointerdown', 2, x + 20, y)
    await touch('pointermove', 1, x - 60, y)
    await touch('pointermove', 2, x + 60, y)
    await touch('pointerup', 1, x - 60, y)
    await touch('pointerup', 2, x + 60, y)
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    expect(await button(page, 'Whole stage').isEnabled()).toBe(true)
  })
})

describe('drawing on the stage', () => {
  test('the reals follow the brush while it moves; undo, shapes and clear', async ({ visit }) => {
    const page = await visit(`dataset=drawn&${TINY}`)
    const place = () => page.evaluate(async () => (await window.ganvas.inspect('real', 0))?.at ?? null)
    await button(page, 'Draw here').click()
    const canvas = page.getByRole('application', { name: 'Drawing on the stage' })
    const box = await canvas.boundingBox()
    if (box === null) throw new Error('There is nothing to draw on.')
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
    // A level stroke at three quarters of the height: y = −½, with the brush's radius around it.
    await page.mouse.move(...at(0.2, 0.75))
    await page.mouse.down()
    // The button stays down, and the brush goes to and fro.
    let x = 0.5
    await expect
      .poll(async () => {
        x = x === 0.5 ? 0.6 : 0.5
        await page.mouse.move(...at(x, 0.75), { steps: 4 })
        return Math.abs(((await place())?.y ?? NaN) + 0.5) < 0.15
      })
      .toBe(true)
    await page.mouse.up()
    await button(page, 'Clear drawing').click()
    await button(page, 'Undo stroke').click()
    await expect.poll(async () => Math.abs(((await place())?.y ?? NaN) + 0.5) < 0.15).toBe(true)
    await page
      .getByRole('group', { name: 'Drawing tools' })
      .getByRole('button', { name: 'Shapes', exact: true })
      .click()
    const before = await digest(stage(page))
    await button(page, 'Star').click()
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    await button(page, 'Done drawing').click()
    await hand(page).waitFor()
    // Both places to draw show the same drawing: 48 × 48 cells, of which the star fills a good quarter.
    await page.getByText(/2\d % of the square holds ink/).waitFor()
  })
})

describe('with everything on it', () => {
  test.for([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])('axe finds nothing serious and nothing hangs out at $width × $height', async (viewport, { visit }) => {
    const page = await visit(`dataset=drawn&${TINY}`, { viewport })
    await page.evaluate(() => window.ganvas.train(5))
    for (const name of [
      'Generator’s grid',
      'Gradient arrows',
      'Detective’s gradient field',
      'Density side by side',
    ])
      await button(page, name).click()
    await hand(page).press('ArrowRight')
    await card(page).waitFor()
    expect(await serious(page, '.stage')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    await button(page, 'Draw here').click()
    expect(await serious(page, '.stage')).toEqual([])
    const tools = await page.getByRole('group', { name: 'Drawing tools' }).boundingBox()
    expect(tools?.x).toBeGreaterThanOrEqual(0)
    expect((tools?.x ?? 0) + (tools?.width ?? Infinity)).toBeLessThanOrEqual(viewport.width)
  })
})
