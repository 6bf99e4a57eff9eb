/** Directions for words, from the first press to a saved strip, on networks that know next to nothing yet. */
import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { PNG } from 'pngjs'
import { button } from '../helpers/app/app.ts'
import { findings } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'

test('words are chosen, found while the run trains on, moved along and saved', async ({ visit }) => {
  const page = await visit('dataset=avatars&width=4&latent=6&batch=8')
  await page.evaluate(() => window.ganvas.train(20))
  await page.getByRole('tab', { name: 'Directions' }).click()
  await page.getByRole('radio', { name: 'Your words' }).check({ force: true })
  const words = page.getByRole('group', { name: 'Words' })
  for (const name of ['Beard', 'Hat', 'Grey hair', 'Skin tone'])
    await words.getByRole('button', { name }).click()
  await button(page, 'Find directions').click()
  await page.evaluate(() => window.ganvas.train(5))
  await button(page, 'Find anew').waitFor({ timeout: 90_000 })
  const slider = page.getByRole('slider', { name: 'Glasses', exact: true })
  await slider.press('End')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toContain('3.00 σ')
  expect(await page.locator('.lab-words').textContent()).toContain('The forger is another now')
  expect(await findings(page, '.latent')).toEqual([])
  const coming = page.waitForEvent('download', { timeout: 60_000 })
  await button(page, 'Save a strip of Glasses as PNG').click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('ganvas-avatars-glasses-strip-step-25.png')
  const { width, height } = PNG.sync.read(await readFile(await download.path()))
  expect([width, height]).toEqual([7 * 128, 128])
}, 180_000)
