/** Pictures from the webcam: Chromium's own fake camera, a disc that turns. */
import { describe, expect } from 'vitest'
import { TINY } from '../helpers/app/app.ts'
import { test } from '../helpers/app/visit.ts'

describe('pictures from the webcam', () => {
  test('are taken in bursts whose names become classes, and are trained on', async ({ visit }) => {
    const page = await visit(TINY, { permissions: ['camera'] })
    await page.getByRole('button', { name: 'Take pictures with the webcam' }).click()
    await page.getByRole('spinbutton', { name: 'Pictures' }).fill('4')
    for (const name of ['ana', 'ben']) {
      await page.getByLabel('Of what').fill(name)
      await page.getByRole('button', { name: 'Take 4' }).click()
      await page.getByText(`4 of ${name}.`).waitFor()
    }
    await page.getByRole('button', { name: 'Train on these' }).click()
    await page.getByRole('status').filter({ hasText: '8 pictures ready' }).waitFor()
    const card = await page.evaluate(() => window.ganvas.data())
    expect(card?.classes).toEqual([
      { name: 'ana', count: 4 },
      { name: 'ben', count: 4 },
    ])
  })

  test('where the camera is not allowed, what to do is said', async ({ visit }) => {
    const page = await visit(TINY)
    await page.getByRole('button', { name: 'Take pictures with the webcam' }).click()
    const alert = page.getByRole('dialog').getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toContain('Allow it beside the address')
    expect(await page.getByRole('button', { name: /^Take \d+$/ }).isDisabled()).toBe(true)
  })
})
