import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import {
  button,
  figure,
  listenForErrors,
  TINY,
  untilPaused,
  untilReady,
  untilStep,
} from '../helpers/app/app.ts'
import { test as base } from '../helpers/app/visit.ts'
import { plainHost } from '../helpers/engine/plain-host.ts'
import { openTabs } from '../helpers/app/tabs.ts'

const test = base.extend('host', { scope: 'file' }, async ({}, { onCleanup }) => {
  const host = await plainHost('/a/course/of-mine/')
  onCleanup(() => host.close())
  return host
})

/** What a page may load before it can be used, gzip, bytes. The worker and the parts opened later are not in it. */
const BUDGET = 250_000

test('the page itself loads within its budget of JavaScript', () => {
  const dist = new URL('../../dist/', import.meta.url)
  const html = readFileSync(new URL('index.html', dist), 'utf8')
  const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path]) => path ?? '')
  expect(scripts.length).toBeGreaterThan(0)
  const sizes = scripts.map((path) => gzipSync(readFileSync(new URL(path, dist))).length)
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(BUDGET)
})

test('the preview server sends the isolation headers, also when it says that nothing has changed', async ({
  app,
}) => {
  const first = await fetch(app.address)
  const again = await fetch(app.address, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })
  expect([first.status, again.status]).toEqual([200, 304])
  for (const { headers } of [first, again])
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
})

describe('on a plain static host, deep in a path, without a header', () => {
  test('it opens, loads a shipped set, trains, and shows every picture of its gallery', async ({
    visit,
    host,
  }) => {
    const page = await visit('dataset=mnist&width=4&batch=4', { address: host.address })
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    expect(await figure(page, 'Back end')).toBe('WASM')
    await button(page, 'Train').click()
    await untilStep(page, 3)
    const broken = await page
      .locator('img')
      .evaluateAll(
        (images) => images.filter((image) => (image as HTMLImageElement).naturalWidth === 0).length,
      )
    expect(broken).toBe(0)
  })

  test('nothing can leave it either, from the page or from the worker', async ({ visit, host }) => {
    visit.expectError(/Content Security Policy/)
    const page = await visit(TINY, { address: host.address })
    const elsewhere = await plainHost('/')
    const blocked: string[] = []
    page.on('console', (message) => blocked.push(message.text()))
    const reach = (address: string) =>
      fetch(address, { mode: 'no-cors' }).then(
        () => 'reached',
        (error: unknown) => String(error),
      )
    // It can be reached from anywhere else.
    const blank = await page.context().newPage()
    expect(await blank.evaluate(reach, elsewhere.address)).toBe('reached')
    expect(await page.evaluate(reach, elsewhere.address)).toContain('Failed to fetch')
    expect(page.workers()).toHaveLength(1)
    for (const worker of page.workers())
      expect(await worker.evaluate(reach, elsewhere.address)).toContain('Failed to fetch')
    await expect
      .poll(() => blocked.filter((text) => text.includes('Content Security Policy')).length)
      .toBeGreaterThanOrEqual(2)
    await elsewhere.close()
  })
})

describe('while nobody looks', () => {
  test('a hidden tab goes on training, and shows where it stands when it comes to the front', async ({
    app,
  }) => {
    const tabs = await openTabs()
    const page = await tabs.context.newPage()
    const errors = listenForErrors(page)
    await page.goto(`${app.address}#${TINY}`)
    await page.waitForFunction(() => 'ganvas' in window)
    await untilReady(page)
    await button(page, 'Train').click()
    await untilStep(page, 10)
    const other = await tabs.context.newPage()
    await other.bringToFront()
    const visibility = () => page.evaluate(() => document.visibilityState)
    await expect.poll(visibility).toBe('hidden')
    const step = () => page.evaluate(async () => (await window.ganvas.snapshot()).step)
    const left = await step()
    await expect.poll(step).toBeGreaterThan(left + 200)
    expect(await visibility()).toBe('hidden')
    await page.bringToFront()
    await expect.poll(visibility).toBe('visible')
    await untilStep(page, left + 200)
    await button(page, 'Pause').click()
    await untilPaused(page)
    const steps = await page.evaluate(() => window.ganvas.history()['step'] ?? [])
    expect(steps.length).toBe(steps.at(-1))
    expect(errors).toEqual([])
    await tabs.close()
  })
})
