import { describe, expect } from 'vitest'
import { button, figure, figureNumber, output, TINY, untilPaused, untilStep } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, drawn, stage } from '../helpers/app/canvas.ts'

describe('a first visit without a GPU', () => {
  test('opens on the ring, one click from motion: the step counts, the losses and the canvas move', async ({
    visit,
  }) => {
    const page = await visit()
    expect(await figure(page, 'Back end')).toBe('WASM')
    await expect.poll(async () => (await drawn(stage(page))).colours).toBeGreaterThan(10)
    const before = await digest(stage(page))

    await button(page, 'Train').click()
    await untilStep(page, 5)
    const [lossG, lossD] = [
      await figureNumber(page, 'Generator loss'),
      await figureNumber(page, 'Discriminator loss'),
    ]
    expect(lossG).toBeGreaterThan(0)
    expect(lossD).toBeGreaterThan(0)
    await expect.poll(() => figureNumber(page, 'Generator loss')).not.toBe(lossG)
    await expect.poll(() => figureNumber(page, 'Discriminator loss')).not.toBe(lossD)
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    await untilStep(page, 60)
    expect(await figureNumber(page, 'Steps per second')).toBeGreaterThan(0)

    await button(page, 'Pause').click()
    await untilPaused(page)
    const { lossG: told } = await page.evaluate(() => window.ganvas.snapshot())
    expect(await figureNumber(page, 'Generator loss')).toBeCloseTo(told, 2)
    await expect
      .poll(() => stage(page).getAttribute('aria-label'))
      .toContain(`at step ${await figure(page, 'Step')}.`)
  })

  test('pause holds the step, Step makes exactly one, Reset goes back to zero', async ({ visit }) => {
    const page = await visit(TINY)
    const fresh = await page.evaluate(() => window.ganvas.weights())
    await button(page, 'Train').click()
    await untilStep(page, 5)
    await button(page, 'Pause').click()
    await untilPaused(page)
    const held = await page.evaluate(() => window.ganvas.snapshot())
    expect(held.state).toBe('paused')
    await button(page, 'Step').click()
    await untilStep(page, held.step + 1)
    await untilPaused(page)
    expect(await figureNumber(page, 'Step')).toBe(held.step + 1)
    expect(await page.evaluate(() => window.ganvas.history()['step']?.at(-1))).toBe(held.step + 1)

    await button(page, 'Reset').click()
    await expect.poll(() => figureNumber(page, 'Step')).toBe(0)
    expect(await page.evaluate(() => window.ganvas.history()['step'])).toEqual([])
    expect(await page.evaluate(() => window.ganvas.weights())).toEqual(fresh)
    expect(await figure(page, 'Generator loss')).toBe('–')
  })

  test('every live figure is an output of its exact name, and holds a number while training', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(60))
    const numbers = [
      'Step',
      'Generator loss',
      'Discriminator loss',
      'Score on real',
      'Score on fake',
      'Modes covered',
      'High-quality samples',
    ]
    for (const name of [...numbers, 'Steps per second', 'Back end', 'Verdict']) {
      expect(await output(page, name).count(), name).toBe(1)
      expect(await output(page, name).evaluate((element) => element.tagName), name).toBe('OUTPUT')
    }
    for (const name of numbers) expect(await figureNumber(page, name), name).not.toBeNaN()
    expect(await figure(page, 'Modes covered')).toMatch(/^[0-8] \/ 8$/)
    expect(await figure(page, 'Verdict')).toMatch(/\w/)

    // Only mixtures have modes to count.
    await page.evaluate(() => window.ganvas.configure({ dataset: 'spiral' }))
    await expect.poll(() => output(page, 'Modes covered').count()).toBe(0)
    expect(await output(page, 'High-quality samples').count()).toBe(0)
    expect(await output(page, 'Generator loss').count()).toBe(1)
  })

  test('nothing on the page or in the worker can reach another address', async ({ visit }) => {
    visit.expectError(/Content Security Policy/)
    const page = await visit(TINY)
    const blocked: string[] = []
    page.on('console', (message) => blocked.push(message.text()))
    const reach = () =>
      fetch('http://127.0.0.2:9/', { mode: 'no-cors' }).then(
        () => 'reached',
        (error: unknown) => String(error),
      )
    expect(await page.evaluate(reach)).toContain('Failed to fetch')
    expect(page.workers()).toHaveLength(1)
    for (const worker of page.workers()) expect(await worker.evaluate(reach)).toContain('Failed to fetch')
    const refusals = () => blocked.filter((text) => text.includes('Content Security Policy')).length
    await expect.poll(refusals).toBeGreaterThanOrEqual(2)
  })
})
