import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { figure, figureNumber, startApp, untilReady, type App } from '../helpers/app.ts'

let app: App
beforeAll(async () => {
  app = await startApp('none')
})
afterAll(() => app.close())

describe('a first visit without a GPU', () => {
  test('opens on the ring, one click from motion: the step counts, the losses and the canvas move', async () => {
    const { page, errors, close } = await app.open()
    await untilReady(page)
    expect(await figure(page, 'Back end')).toMatch(/WASM/i)
    const stage = page.getByRole('img', { name: /stage|ring/i }).first()
    const before = await stage.screenshot()
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await page.waitForFunction(() => window.ganvas.history()['step']?.at(-1) ?? 0 > 60, null, {
      timeout: 60_000,
    })
    const first = await figureNumber(page, 'Generator loss')
    await expect.poll(() => figureNumber(page, 'Step'), { timeout: 30_000 }).toBeGreaterThan(100)
    expect(first).toBeGreaterThan(0)
    expect(await figureNumber(page, 'Generator loss')).not.toBe(first)
    expect(await figureNumber(page, 'Steps per second')).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    expect(Buffer.compare(before, await stage.screenshot())).not.toBe(0)
    expect(errors).toEqual([])
    await close()
  })

  test('pause holds the step, Step makes exactly one, Reset goes back to zero', async () => {
    const { page, close } = await app.open('gLayers=16&dLayers=16&batch=16')
    await untilReady(page)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    await expect.poll(() => figureNumber(page, 'Step')).toBeGreaterThan(5)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.getByRole('button', { name: 'Train', exact: true }).waitFor()
    const held = await page.evaluate(() => window.ganvas.snapshot())
    expect(held.state).toBe('paused')
    await page.getByRole('button', { name: 'Step', exact: true }).click()
    await expect.poll(() => figureNumber(page, 'Step')).toBe(held.step + 1)
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    await expect.poll(() => figureNumber(page, 'Step')).toBe(0)
    await close()
  })

  test('nothing on the page or in the worker can reach another address', async () => {
    const { page, close } = await app.open()
    await untilReady(page)
    const reach = () =>
      fetch('http://127.0.0.2:9/', { mode: 'no-cors' }).then(
        () => 'reached',
        (error: unknown) => String(error),
      )
    const blocked: string[] = []
    page.on('console', (message) => blocked.push(message.text()))
    expect(await page.evaluate(reach)).not.toBe('reached')
    for (const worker of page.workers()) expect(await worker.evaluate(reach)).not.toBe('reached')
    await expect
      .poll(() => blocked.filter((text) => text.includes('Content Security Policy')).length)
      .toBeGreaterThanOrEqual(2)
    await close()
  })
})
