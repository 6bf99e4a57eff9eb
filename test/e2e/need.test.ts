/** What a run will need: said before the click, measured in the idle page, and how far it has come afterwards. */
import { describe, expect } from 'vitest'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'

describe('what will it need', () => {
  test('the page measures itself, says a time before the click, then how far it has come; the handle says the same', async ({
    visit,
  }) => {
    const page = await visit('dataset=mnist&width=4&batch=8&latent=4')
    const words = () => page.getByRole('region', { name: 'What will it need?' }).textContent()
    await expect
      .poll(words)
      .toMatch(/^(About|At most) .+ here to recognisable pictures: .+ steps at .+ a second/)
    expect(await words()).toContain('20,000 pictures are plenty.')
    const before = await page.evaluate(() => window.ganvas.need())
    expect(before?.step).toBe(0)
    expect(before?.stepsPerSecond).toBeGreaterThan(0)
    expect(before?.recognisable?.seconds).toBeCloseTo(
      (before?.recognisable?.steps ?? NaN) / (before?.stepsPerSecond ?? NaN),
      6,
    )
    // Measuring trained nothing.
    expect((await page.evaluate(() => window.ganvas.snapshot())).step).toBe(0)
    await page.evaluate(() => window.ganvas.train(12))
    await expect.poll(words).toMatch(/^Step 12 of about .+ to recognisable pictures/)
    const after = await page.evaluate(() => window.ganvas.need())
    expect(after?.recognisable?.stepsLeft).toBe((after?.recognisable?.steps ?? NaN) - 12)
    expect(await serious(page)).toEqual([])
  })
})
