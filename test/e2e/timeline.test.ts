/** The past of a run, driven end to end: kept, looked at, gone back to; cures that keep the generator. */
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { button, figure, figureNumber, TINY, untilStep } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, digestWhenStill, stage } from '../helpers/app/canvas.ts'

/** Fakes of a few fixed latents by the networks that are shown. */
function fakes(page: Page): Promise<number[]> {
  return page.evaluate(async () => [...(await window.ganvas.generate(6)).data])
}

function train(page: Page, steps: number): Promise<number> {
  return page.evaluate(async (count) => (await window.ganvas.train(count)).step, steps)
}

function kept(page: Page): Promise<number[]> {
  return page.evaluate(() => window.ganvas.timeline())
}

function rewind(page: Page, step: number | null): Promise<number | null> {
  return page.evaluate((to) => window.ganvas.rewind(to), step)
}

async function weights(page: Page, player: 'generator' | 'discriminator'): Promise<number[]> {
  return page.evaluate(
    async (of) => (await window.ganvas.weights())[of].flatMap(({ data }) => [...data]),
    player,
  )
}

describe('the handle', () => {
  test('more steps than memory holds are kept, and each looks exactly as it did then', async ({ visit }) => {
    const page = await visit(TINY)
    const then: number[][] = [await fakes(page)]
    for (let i = 0; i < 44; i++) {
      await train(page, 1)
      then.push(await fakes(page))
    }
    expect(await kept(page)).toEqual(then.map((_, step) => step))
    const own = await weights(page, 'generator')
    for (const step of [0, 3, 30, 44, 3]) {
      expect(await rewind(page, step)).toBe(step)
      expect(await fakes(page)).toEqual(then[step])
    }
    // Looking back changes nothing of the run.
    expect(await weights(page, 'generator')).toEqual(own)
    expect(await rewind(page, null)).toBeNull()
    expect(await fakes(page)).toEqual(then[44])
    expect(await train(page, 1)).toBe(45)
  })

  test('a branch repeats what followed, step by step, unless a setting changes', async ({ visit }) => {
    const page = await visit(TINY)
    await train(page, 20)
    await train(page, 30)
    const first = await fakes(page)
    const branch = () => page.evaluate(async () => (await window.ganvas.branch(20)).step)
    expect(await branch()).toBe(20)
    expect(await page.evaluate(() => window.ganvas.history()['step']?.at(-1))).toBe(20)
    expect(await kept(page)).toEqual(expect.arrayContaining([0, 20]))
    expect((await kept(page)).at(-1)).toBe(20)
    expect(await train(page, 30)).toBe(50)
    expect(await fakes(page)).toEqual(first)
    await branch()
    await page.evaluate(() => window.ganvas.configure({ gLr: 0.02 }))
    await train(page, 30)
    expect(await fakes(page)).not.toEqual(first)
    // What is saved for a restart is the branch, too: another back end goes on from there, with the film up to it.
    await branch()
    const film = await kept(page)
    await page.evaluate(() => window.ganvas.configure({ backend: 'cpu' }))
    expect(await page.evaluate(async () => (await window.ganvas.snapshot()).step)).toBe(20)
    expect(await kept(page)).toEqual(film)
  })

  test('a run with classes looks back as well, class by class', async ({ visit }) => {
    const page = await visit('dataset=mnist&conditional=projection&width=4&latent=4&batch=4')
    await train(page, 2)
    const sevens = () => page.evaluate(async () => [...(await window.ganvas.generate(3, 7)).data])
    const then = await sevens()
    await train(page, 2)
    expect(await sevens()).not.toEqual(then)
    expect(await rewind(page, 2)).toBe(2)
    expect(await sevens()).toEqual(then)
  })

  test('a cure that changes the detective keeps the forger, its step count and the charts', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await train(page, 12)
    const generator = await weights(page, 'generator')
    const discriminator = await weights(page, 'discriminator')
    await page.evaluate(() => window.ganvas.configure({ diversity: 'packing', pack: 2 }))
    expect(await weights(page, 'generator')).toEqual(generator)
    expect((await weights(page, 'discriminator')).length).not.toBe(discriminator.length)
    expect(await page.evaluate(async () => (await window.ganvas.snapshot()).step)).toBe(12)
    expect(await page.evaluate(() => window.ganvas.history()['step']?.length)).toBe(12)
    expect(await train(page, 3)).toBe(15)
    expect(await kept(page)).toEqual(expect.arrayContaining([0, 12, 15]))
    await page.getByText('The detective starts anew; the forger keeps what it learnt.').waitFor()
    // Back before the cure, with the cure: the generator of then beside a new discriminator.
    await rewind(page, 0)
    const start = await fakes(page)
    await page.evaluate(() => window.ganvas.branch(0))
    expect(await fakes(page)).toEqual(start)
    expect((await weights(page, 'discriminator')).length).not.toBe(discriminator.length)
  })
})

describe('the film', () => {
  const film = (page: Page) => page.getByRole('slider', { name: 'Timeline' })

  test('keys and pointer lead to the past; stage and latent show it while training goes on', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&dataset=ring`)
    await expect.poll(() => film(page).getAttribute('aria-valuetext')).toBe('now, step 0')
    await button(page, 'Zero').click()
    const first = await digestWhenStill(stage(page))
    await train(page, 30)
    await train(page, 30)
    await expect.poll(() => digest(stage(page))).not.toBe(first)
    await film(page).focus()
    await page.keyboard.press('Home')
    await expect.poll(() => film(page).getAttribute('aria-valuetext')).toBe('step 0 of 60')
    await expect.poll(() => digest(stage(page))).toBe(first)
    await expect
      .poll(() => stage(page).getAttribute('aria-label'), { timeout: 30_000 })
      .toContain('as at step 0')
    expect(await page.locator('.past-line').count()).toBeGreaterThanOrEqual(3)

    await button(page, 'Train').click()
    await untilStep(page, 90)
    await expect.poll(() => digest(stage(page))).toBe(first)
    await button(page, 'Pause').click()
    await button(page, 'Back to now').click()
    await expect.poll(() => digest(stage(page))).not.toBe(first)
    expect(await page.locator('.past-line').count()).toBe(0)

    // A press on the second picture, a drag to the right of the film: there and back.
    const box = await film(page).boundingBox()
    if (box === null) throw new Error('There is no film.')
    await page.mouse.move(box.x + 20, box.y + 30)
    await page.mouse.down()
    await expect.poll(() => film(page).getAttribute('aria-valuenow')).toBe('0')
    await page.mouse.move(box.x + box.width - 2, box.y + 30, { steps: 8 })
    await page.mouse.up()
    await expect.poll(() => film(page).getAttribute('aria-valuetext')).toMatch(/^now/)
  })

  test('Branch from here goes on from there: the charts are cut, the place is marked', async ({ visit }) => {
    const page = await visit(TINY)
    await train(page, 15)
    await train(page, 15)
    await rewind(page, 15)
    await button(page, 'Branch from here').click()
    await expect.poll(() => figureNumber(page, 'Step')).toBe(15)
    await expect.poll(() => film(page).getAttribute('aria-valuetext')).toBe('now, step 15')
    expect(await button(page, 'Back to now').count()).toBe(0)
    expect(await page.locator('.film-mark').getAttribute('title')).toBe('Step 15: Branched from step 15')
    const losses = page.getByRole('img', { name: /^Losses/ })
    await expect
      .poll(() => losses.getAttribute('aria-label'))
      .toContain('Last change at step 15: Branched from step 15.')
    await train(page, 5)
    expect(await page.evaluate(() => window.ganvas.history()['step'])).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    )
  })

  test('a run that diverged is rolled back to before it began, by a button of the verdict', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&loss=least-squares&optimizer=sgd&gLr=1e-6&dLr=1e-6&initScale=4`)
    await train(page, 10)
    await page.evaluate(() => window.ganvas.configure({ gLr: 1, dLr: 1 }))
    await button(page, 'Train').click()
    await expect.poll(() => figure(page, 'Verdict')).toBe('Diverged')
    await button(page, 'Cures').click()
    const roll = page.getByRole('button', { name: /^Roll back to step \d+/ })
    const step = Number(/step (\d+)/.exec(await roll.innerText())?.[1])
    await roll.click()
    await expect.poll(() => figureNumber(page, 'Step')).toBe(step)
    await expect.poll(() => figure(page, 'Verdict')).not.toBe('Diverged')
    expect(await page.evaluate(async () => (await window.ganvas.snapshot()).state)).toBe('paused')
    await page.evaluate(() => window.ganvas.configure({ gLr: 1e-5, dLr: 1e-5 }))
    expect(await train(page, 10)).toBe(step + 10)
  })
})
