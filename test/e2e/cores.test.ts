/** The other cores on hosts without isolation headers: one at first, the others after a reload that the person asks for. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, figureNumber, untilPaused, untilReady, untilStep } from '../helpers/app/app.ts'
import { plainHost } from '../helpers/engine/plain-host.ts'
import { test } from '../helpers/app/visit.ts'

const RUN = 'gLayers=8&dLayers=8&batch=8&backend=wasm'
const MANY = { serviceWorkers: 'allow', cores: 8 } as const
const OFFER = 'Reload to use 7 cores'

const adapter = (page: Page) => page.evaluate(async () => (await window.ganvas.snapshot()).adapter)
const isolated = (page: Page) => page.evaluate(() => crossOriginIsolated)
const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'WASM uses one core' })

async function aboutBackend(page: Page) {
  await button(page, 'About the back end').click()
  return page.getByRole('dialog', { name: 'About the back end' })
}

async function reloadBy(page: Page, press: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), press()])
  await page.waitForFunction(() => 'ganvas' in window)
  await untilReady(page)
}

test('the first visit trains at once on one core, and takes the others after the reload it offers', async ({
  visit,
}) => {
  const host = await plainHost('/course/')
  const page = await visit(RUN, { ...MANY, address: host.address })
  await button(page, 'Train').click()
  await untilStep(page, 20)
  expect([await isolated(page), await adapter(page)]).toEqual([false, 'SIMD, 1 thread'])

  // It is said while it trains, and nothing happens by itself.
  await notice(page).getByRole('button', { name: OFFER }).waitFor()
  const said = await figureNumber(page, 'Step')
  await untilStep(page, said + 20)
  expect(await isolated(page)).toBe(false)
  await notice(page).getByRole('button', { name: 'Dismiss' }).click()
  const about = await aboutBackend(page)
  await about.getByText('A reload gives it 7; your run is kept, paused.').waitFor()

  const before = await figureNumber(page, 'Step')
  await reloadBy(page, () => about.getByRole('button', { name: OFFER }).click())
  // The run comes back with an engine of its own, which takes the place of the first.
  await untilStep(page, before)
  await untilPaused(page)
  expect([await isolated(page), await adapter(page)]).toEqual([true, 'SIMD, 7 threads'])
  await button(page, 'Train').click()
  await untilStep(page, before + 10)
  await button(page, 'Pause').click()
  await untilPaused(page)
  expect(await (await aboutBackend(page)).textContent()).not.toContain('one core')
  expect(await notice(page).count()).toBe(0)

  await host.close()
  await page.reload()
  await untilReady(page)
  expect([await isolated(page), await adapter(page)]).toEqual([true, 'SIMD, 7 threads'])
  expect((await page.evaluate(() => window.ganvas.train(2))).step).toBe(2)
})

test('a reload that does not help is not offered again; the back end says so', async ({ visit }) => {
  const host = await plainHost('/', (file, bytes) =>
    file.endsWith('service-worker.js')
      ? Buffer.from(bytes.toString().replaceAll('require-corp', 'unsafe-none'))
      : bytes,
  )
  const page = await visit(RUN, { ...MANY, address: host.address })
  await reloadBy(page, () => notice(page).getByRole('button', { name: OFFER }).click())
  expect([await isolated(page), await adapter(page)]).toEqual([false, 'SIMD, 1 thread'])
  const about = await aboutBackend(page)
  await about.getByText('this browser gave it no others after a reload').waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  expect(await about.getByRole('button', { name: OFFER }).count()).toBe(0)
  expect(await notice(page).count()).toBe(0)
  await host.close()
})

test('a browser that refuses the service worker trains on one core, and the back end says why', async ({
  visit,
}) => {
  const host = await plainHost('/', (file, bytes) =>
    file.endsWith('service-worker.js') ? Buffer.from('throw new Error("refused")') : bytes,
  )
  const page = await visit(RUN, { ...MANY, address: host.address })
  const about = await aboutBackend(page)
  await about.getByText('as in some private windows').waitFor()
  expect((await page.evaluate(() => window.ganvas.train(2))).step).toBe(2)
  expect(await notice(page).count()).toBe(0)
  await host.close()
})
