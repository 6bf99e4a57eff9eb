/** The past of a run, driven end to end: kept, looked at, gone back to; cures that keep the forger. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startApp, TINY, untilReady, type App } from '../helpers/app.ts'

let app: App
beforeAll(async () => {
  app = await startApp('none')
})
afterAll(() => app.close())

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
  test('more steps than memory holds are kept, and each looks exactly as it did then', async () => {
    const { page, errors, close } = await app.open(TINY)
    await untilReady(page)
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
    expect(errors).toEqual([])
    await close()
  })

  test('a branch repeats what followed, step by step, unless a setting changes', async () => {
    const { page, errors, close } = await app.open(TINY)
    await untilReady(page)
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
    // What is saved for a restart is the branch, too: another back end goes on from there.
    await branch()
    await page.evaluate(() => window.ganvas.configure({ backend: 'cpu' }))
    expect(await page.evaluate(async () => (await window.ganvas.snapshot()).step)).toBe(20)
    expect(await kept(page)).toEqual([20])
    expect(errors).toEqual([])
    await close()
  })

  test('a cure that changes the detective keeps the forger, its step count and the charts', async () => {
    const { page, errors, close } = await app.open(TINY)
    await untilReady(page)
    await train(page, 12)
    const forger = await weights(page, 'generator')
    const detective = await weights(page, 'discriminator')
    await page.evaluate(() => window.ganvas.configure({ diversity: 'packing', pack: 2 }))
    expect(await weights(page, 'generator')).toEqual(forger)
    expect((await weights(page, 'discriminator')).length).not.toBe(detective.length)
    expect(await page.evaluate(async () => (await window.ganvas.snapshot()).step)).toBe(12)
    expect(await page.evaluate(() => window.ganvas.history()['step']?.length)).toBe(12)
    expect(await train(page, 3)).toBe(15)
    expect(await kept(page)).toEqual(expect.arrayContaining([0, 12, 15]))
    await page.getByText('The detective starts anew; the forger keeps what it learnt.').waitFor()
    // Back before the cure, with the cure: the forger of then beside a new detective.
    await rewind(page, 0)
    const start = await fakes(page)
    await page.evaluate(() => window.ganvas.branch(0))
    expect(await fakes(page)).toEqual(start)
    expect((await weights(page, 'discriminator')).length).not.toBe(detective.length)
    expect(errors).toEqual([])
    await close()
  })
})
