/** Threads of our own in the built page: however many there are, a replayed run has the same weights to the last bit. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from '../helpers/app/visit.ts'

/** Large enough that products, convolutions and what lies between them are cut into parts. */
const RUN = 'dataset=mnist&backend=wasm&width=16&batch=48&seed=5'
const STEPS = 9

async function trained(page: Page) {
  await page.evaluate((steps) => window.ganvas.train(steps), STEPS)
  const { adapter } = await page.evaluate(() => window.ganvas.snapshot())
  const { recorded } = await page.evaluate(() => window.ganvas.profile())
  const weights = await page.evaluate(async () => {
    const { generator, discriminator } = await window.ganvas.weights()
    const numbers = Float32Array.from([...generator, ...discriminator].flatMap(({ data }) => [...data]))
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', numbers))
    return { count: numbers.length, hash: [...hash].join(' ') }
  })
  return { adapter, recorded, weights }
}

test('1, 2, 4 and 8 threads train the same weights', async ({ visit }) => {
  const one = await trained(await visit(RUN, { cores: 2 }))
  expect(one).toMatchObject({ adapter: 'SIMD, 1 thread', recorded: true })
  expect(one.weights.count).toBeGreaterThan(50_000)
  for (const threads of [2, 4, 8])
    expect(await trained(await visit(RUN, { cores: threads + 1 }))).toEqual({
      ...one,
      adapter: `SIMD, ${threads} threads`,
    })
})
