/** Without a network, on hosts without headers, and when a new version is there. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, figure, figureNumber, untilPaused, untilReady, untilStep } from '../helpers/app/app.ts'
import { plainHost } from '../helpers/engine/plain-host.ts'
import { test } from '../helpers/app/visit.ts'

const TINY_RUN = 'gLayers=8&dLayers=8&batch=8&backend=wasm'

/** Until the page's files are kept and its answers come from where they are. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

test('after one visit the page opens and trains with the host gone, with the datasets it has used', async ({
  visit,
}) => {
  const host = await plainHost('/course/')
  const page = await visit(`dataset=emoji&size=8&width=4&batch=4&backend=wasm`, {
    address: host.address,
    serviceWorkers: 'allow',
  })
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  await untilKept(page)
  // The set that was there before the page was kept is asked for once more.
  await page.reload()
  await untilReady(page)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await host.close()

  await page.reload()
  await untilReady(page)
  await page.evaluate(() => window.ganvas.train(2))
  expect(await figureNumber(page, 'Step')).toBe(2)
  expect(await figure(page, 'Back end')).toBe('WASM')
  const refused = await page.evaluate(() =>
    window.ganvas.configure({ dataset: 'fashion' }).then(() => '', String),
  )
  expect(refused).toContain('there is no network, and it was not kept')
  expect(await figureNumber(page, 'Step')).toBe(2)
})

test('everything is kept on demand, and then every dataset opens', async ({ visit }) => {
  const host = await plainHost('/')
  const page = await visit(TINY_RUN, { address: host.address, serviceWorkers: 'allow' })
  await untilKept(page)
  await button(page, 'Help').click()
  await page.getByRole('button', { name: /^Keep everything \(\d\d MB\)$/u }).click()
  await page.getByText('Everything is kept on this machine').waitFor()
  await host.close()
  await page.goto(`${host.address}#dataset=fashion&width=4&batch=4&backend=wasm`)
  await page.reload()
  await untilReady(page)
  await page.evaluate(() => window.ganvas.train(1))
  expect(await page.evaluate(() => window.ganvas.config().dataset)).toBe('fashion')
})

test('a new version waits until it is let in; the run goes on where it was', async ({ visit }) => {
  let version = 1
  const host = await plainHost('/', (file, bytes) =>
    file.endsWith('service-worker.js') ? Buffer.concat([bytes, Buffer.from(`\n// ${version}`)]) : bytes,
  )
  const page = await visit(TINY_RUN, { address: host.address, serviceWorkers: 'allow' })
  await untilKept(page)
  await button(page, 'Train').click()
  await untilStep(page, 20)
  // Chromium looks for another version only while nothing trains.
  await button(page, 'Pause').click()
  await untilPaused(page)
  version = 2
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update())
  const notice = page.getByRole('status').filter({ hasText: 'A new version of Ganvas is there.' })
  await notice.waitFor()
  // It trains on meanwhile.
  const before = await figureNumber(page, 'Step')
  await button(page, 'Train').click()
  await untilStep(page, before + 5)
  await Promise.all([page.waitForEvent('load'), notice.getByRole('button', { name: 'Reload' }).click()])
  await page.waitForFunction(() => 'ganvas' in window)
  await untilStep(page, before + 5)
  await button(page, 'Train').click()
  await untilStep(page, before + 10)
  await host.close()
})

test('what keeps the page asks its own host alone, and no other can be reached through it', async ({
  visit,
}) => {
  visit.expectError(/Content Security Policy/)
  const asked: string[] = []
  const elsewhere = await plainHost('/', (file, bytes) => {
    asked.push(file)
    return bytes
  })
  const host = await plainHost('/')
  const page = await visit(TINY_RUN, { address: host.address, serviceWorkers: 'allow' })
  await untilKept(page)
  const reach = (address: string) =>
    fetch(address, { mode: 'no-cors' }).then(
      () => 'reached',
      (error: unknown) => String(error),
    )
  expect(await page.evaluate(reach, elsewhere.address)).toContain('Failed to fetch')
  for (const worker of page.workers())
    expect(await worker.evaluate(reach, elsewhere.address)).toContain('Failed to fetch')
  expect(asked).toEqual([])
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect(names.filter((name) => name.startsWith('http') && !name.startsWith(host.address))).toEqual([])
  await Promise.all([host.close(), elsewhere.close()])
})

test('the page can be installed: a manifest with its icons, all there', async ({ app }) => {
  const manifest = (await (await fetch(`${app.address}manifest.webmanifest`)).json()) as {
    icons: { src: string; sizes: string }[]
    start_url: string
  }
  expect(manifest.start_url).toBe('./')
  for (const { src } of manifest.icons) expect((await fetch(app.address + src)).status, src).toBe(200)
})
