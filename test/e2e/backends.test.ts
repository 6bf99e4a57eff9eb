import { describe, expect } from 'vitest'
import { button, figure, figureNumber, TINY, unfold, untilStep } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'
import { digest, stage } from '../helpers/app/canvas.ts'

const CASES = [
  { backend: 'cpu', name: 'CPU' },
  { backend: 'wasm', name: 'WASM' },
  { backend: 'webgl', name: 'WebGL (software)' },
] as const

describe('back ends without a GPU', () => {
  test.for(CASES)('$backend by name is taken, named, and trains', async ({ backend, name }, { visit }) => {
    const page = await visit(`${TINY}&backend=${backend}`)
    expect(await figure(page, 'Back end')).toBe(name)
    const before = await digest(stage(page))
    const told = await page.evaluate(() => window.ganvas.train(10))
    expect(told).toMatchObject({ step: 10, backend })
    expect(Number.isFinite(told.lossD)).toBe(true)
    await expect.poll(() => digest(stage(page))).not.toBe(before)
  })

  test('WebGPU by name where there is none: something else is taken, and the badge says why', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&backend=webgpu`)
    expect(await figure(page, 'Back end')).toBe('WASM')
    await button(page, 'About the back end').click()
    const why = page.getByRole('dialog', { name: 'About the back end' })
    expect(await why.innerText()).toMatch(/WebGPU\s+This browser offers WebGPU but found no adapter for it\./)
  })

  test('another one chosen on the page goes on from the same step, still training', async ({ visit }) => {
    const page = await visit(TINY)
    await button(page, 'Train').click()
    await untilStep(page, 20)
    await unfold(page, 'Run')
    await page.getByRole('combobox', { name: 'Back end' }).selectOption({ label: 'CPU' })
    await expect.poll(() => figure(page, 'Back end')).toBe('CPU')
    const from = await figureNumber(page, 'Step')
    expect(from).toBeGreaterThanOrEqual(20)
    await untilStep(page, from + 10)
    expect(await button(page, 'Pause').count()).toBe(1)
    expect(await page.evaluate(() => window.ganvas.history()['step']?.[0])).toBe(1)
    expect(new URL(page.url()).hash).toContain('backend=cpu')
  })
})
