/** Networks that begin with what others learnt: chosen, the same again from the same link, missed without harm. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { untilReady } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'

const START = 'dataset=emoji&size=16&width=32&latent=4&batch=4&backend=wasm'

const lossesAfter = (page: Page, steps: number) =>
  page.evaluate(async (n) => {
    await window.ganvas.train(n)
    return [...(window.ganvas.history().lossD ?? [])]
  }, steps)

test('the same link gives the same run, another than chance gives', async ({ visit }) => {
  const learnt = await lossesAfter(await visit(`${START}&transfer=drawings`), 3)
  expect(learnt).toHaveLength(3)
  expect(await lossesAfter(await visit(`${START}&transfer=drawings`), 3)).toEqual(learnt)
  expect((await lossesAfter(await visit(START), 3))[0]).not.toBe(learnt[0])
})

test('chosen later, both networks are built anew with it, and back with chance', async ({ visit }) => {
  const page = await visit(START)
  const change = async (transfer: 'none' | 'drawings') => {
    await page.evaluate((value) => window.ganvas.configure({ transfer: value }), transfer)
    await untilReady(page)
    return (await lossesAfter(page, 1))[0]
  }
  const [learnt, chance, again] = [await change('drawings'), await change('none'), await change('drawings')]
  expect(again).toBe(learnt)
  expect(chance).not.toBe(learnt)
})

test('where the file cannot be had the run begins by chance, and says so', async ({ visit }) => {
  const page = await visit(START)
  const chance = (await lossesAfter(page, 1))[0]
  await page.context().route('**/data/learnt.bin', (route) => route.fulfill({ status: 404, body: '' }))
  await page.evaluate(() => window.ganvas.configure({ transfer: 'drawings' }))
  await page.getByRole('status').filter({ hasText: 'The networks begin by chance' }).waitFor()
  await untilReady(page)
  expect((await lossesAfter(page, 1))[0]).toBe(chance)
})
