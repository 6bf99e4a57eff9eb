import type { Page, Worker } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, engineWorker, figure, TINY, untilPaused, untilReady, untilStep } from '../helpers/app/app.ts'
import { gpuTest as test } from '../helpers/app/visit.ts'
import { digest, drawn, stage } from '../helpers/app/canvas.ts'

/** A GPU in software: slow, and otherwise like any other. */
/** Remembers the engine's device as soon as it makes a buffer, so that a test can take it away. */
async function catchDevice(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    type Make = (this: GPUDevice, descriptor: GPUBufferDescriptor) => GPUBuffer
    const prototype: { createBuffer: Make } = GPUDevice.prototype
    const original = prototype.createBuffer
    prototype.createBuffer = function (descriptor) {
      Object.assign(self, { caught: this })
      return original.call(this, descriptor)
    }
  })
}

const destroyDevice = (worker: Worker) =>
  worker.evaluate(() => {
    const { caught } = self as { caught?: GPUDevice }
    if (caught === undefined) throw new Error('No device was used.')
    caught.destroy()
  })

const step = (page: Page) => page.evaluate(async () => (await window.ganvas.snapshot()).step)

describe('on WebGPU', () => {
  test('a software adapter is passed over by itself, and the badge says why', async ({ visit }) => {
    const page = await visit(TINY)
    expect(await figure(page, 'Back end')).toBe('WASM')
    await button(page, 'About the back end').click()
    const why = page.getByRole('dialog', { name: 'About the back end' })
    expect(await why.innerText()).toMatch(
      /WebGPU\s+WebGPU would run on a software renderer \(.*swiftshader.*\)\./i,
    )
  })

  test('asked for by name it is taken and named, trains, and draws', async ({ visit }) => {
    const page = await visit(`${TINY}&backend=webgpu`)
    expect(await figure(page, 'Back end')).toBe('WebGPU (software)')
    await expect.poll(async () => (await drawn(stage(page))).colours).toBeGreaterThan(10)
    const before = await digest(stage(page))
    const told = await page.evaluate(() => window.ganvas.train(3))
    expect(told).toMatchObject({ step: 3, backend: 'webgpu' })
    expect(told.adapter).toMatch(/swiftshader/i)
    expect(Number.isFinite(told.lossG)).toBe(true)
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    const profile = await page.evaluate(() => window.ganvas.profile())
    expect(profile.dispatchesPerStep).toBeGreaterThan(10)
    expect(profile.gpuBytes).toBeGreaterThan(1000)

    // The same run on WASM: same seed, same first losses up to rounding.
    const here = await page.evaluate(() => window.ganvas.history())
    await page.evaluate(() => window.ganvas.configure({ backend: 'wasm' }))
    expect(await figure(page, 'Back end')).toBe('WASM')
    // Another back end goes on from the same step.
    expect(await step(page)).toBe(3)
    await page.evaluate(() => window.ganvas.reset())
    await page.evaluate(() => window.ganvas.train(3))
    const there = await page.evaluate(() => window.ganvas.history())
    for (const key of ['lossD', 'lossG', 'gradNormD', 'gradNormG'])
      for (const [at, value] of (here[key] ?? [NaN]).entries())
        expect(value, key).toBeCloseTo(there[key]?.[at] ?? NaN, 3)
  })

  test('steps are recorded once and replayed, also with other settings', async ({ visit }) => {
    const page = await visit(`${TINY}&backend=webgpu`)
    const said = page.getByText('Compiling', { exact: true }).waitFor({ timeout: 60_000 })
    const [readable, replayed, changed] = await page.evaluate(async () => {
      const { ganvas } = window
      await ganvas.train(3)
      const before = await ganvas.profile()
      await ganvas.train(40)
      const after = await ganvas.profile()
      await ganvas.configure({ gLr: 0.0005, instanceNoise: 0.1 })
      await ganvas.train(20)
      return [before, after, await ganvas.profile()] as const
    })
    await said
    expect([readable.recorded, replayed.recorded, changed.recorded]).toEqual([false, true, true])
    expect(replayed.encodeMsPerStep).toBeLessThan(readable.encodeMsPerStep)
    expect(await page.getByText('not replayed').count()).toBe(0)
    const history = await page.evaluate(() => window.ganvas.history())
    expect(history['step']).toEqual(Array.from({ length: 63 }, (_, at) => at + 1))
    expect(history['lossD']?.every(Number.isFinite)).toBe(true)
    const recording = await page.evaluate(() => window.ganvas.recording())
    expect(recording?.length).toBeGreaterThan(10)
    expect(changed.dispatchesPerStep).toBe(recording?.length)
  })

  test('hardly anything is read back while it trains, and the stage is drawn all the same', async ({
    visit,
  }) => {
    const page = await visit(`${TINY}&backend=webgpu`)
    const before = await digest(stage(page))
    const profile = await page.evaluate(async () => {
      await window.ganvas.train(60)
      return window.ganvas.profile()
    })
    expect(profile.readbacksPerStep).toBeGreaterThan(0)
    expect(profile.readbacksPerStep).toBeLessThanOrEqual(0.1)
    await expect.poll(() => digest(stage(page))).not.toBe(before)
    // Figures of all steps came, if later.
    expect((await page.evaluate(() => window.ganvas.history()))['step']?.length).toBe(60)
  })

  test('a lost device is noticed and the run goes on from its last step', async ({ visit }) => {
    const page = await visit(`${TINY}&backend=webgpu`, { ready: false })
    const worker = await engineWorker(page)
    await catchDevice(worker)
    await untilReady(page)
    await page.evaluate(() => window.ganvas.train(3))
    await button(page, 'Train').click()
    await untilStep(page, 4)
    await destroyDevice(worker)
    const notice = page
      .getByRole('status')
      .filter({ hasText: /The GPU was taken away from this page.* The run goes on from step/ })
    await notice.waitFor({ timeout: 60_000 })
    const from = Number(/from step ([\d,]+)/.exec(await notice.innerText())?.[1]?.replaceAll(',', ''))
    expect(from).toBeGreaterThanOrEqual(3)
    await untilStep(page, from + 2)
    expect(await figure(page, 'Back end')).toBe('WebGPU (software)')
    await button(page, 'Pause').click()
    await untilPaused(page)
    const steps = await page.evaluate(() => window.ganvas.history()['step'] ?? [])
    expect(steps).toEqual(Array.from({ length: steps.length }, (_, at) => at + 1))
    // One clear alert, not the many echoes of a dead device.
    expect(await page.getByRole('alert').locator('.notice-sentence').allInnerTexts()).toEqual([
      expect.stringMatching(/^The GPU was taken away from this page/),
    ])
  })
})
