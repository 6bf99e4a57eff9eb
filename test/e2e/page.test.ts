import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { button, figureNumber, TINY, untilPaused, untilStep } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { test } from '../helpers/app/visit.ts'
import { drawn, stage } from '../helpers/app/canvas.ts'

/** How far the page itself can be scrolled, in CSS pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
    return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight }
  })

/** Points, pictures with their portrait, a canvas to paint on, nothing yet. */
const CONTENTS = [
  { dataset: 'ring' },
  { dataset: 'mnist', width: 4, batch: 4 },
  { dataset: 'drawn', gLayers: [8], dLayers: [8], batch: 8 },
  { dataset: 'own' },
] as const

async function show(page: Page, content: (typeof CONTENTS)[number]): Promise<void> {
  await page.evaluate((change) => window.ganvas.configure(structuredClone(change) as object), content)
  if (content.dataset === 'own') await page.getByText('Bring your data').waitFor()
  else await page.evaluate(() => window.ganvas.train(2))
}

describe('the layout', () => {
  test('fits 1280 × 800 without scrolling the page, whatever is shown', async ({ visit }) => {
    const page = await visit(TINY)
    for (const content of CONTENTS) {
      await show(page, content)
      expect(await overflow(page), content.dataset).toEqual({ across: 0, down: 0 })
      for (const name of ['Train', 'Step', 'Reset', 'Share'])
        expect(await onScreen(page, name), name).toBe(true)
    }
  })

  test('on phones and tablets it stacks, nothing hangs out at the side, and it trains', async ({ visit }) => {
    const page = await visit(TINY, { viewport: { width: 390, height: 844 } })
    for (const content of CONTENTS) {
      await show(page, content)
      for (const width of [360, 390, 768]) {
        await page.setViewportSize({ width, height: 844 })
        expect((await overflow(page)).across, `${content.dataset} on ${width}`).toBe(0)
        // What scrolls away of the header is one row.
        const rows = ['.header-name', '.header-page'].map((part) => page.locator(part).boundingBox())
        expect(new Set((await Promise.all(rows)).map((box) => box?.y)).size, `header on ${width}`).toBe(1)
      }
    }
    // Scrolled away, it comes back for whoever walks to it by keyboard.
    await page.setViewportSize({ width: 390, height: 844 })
    await page.evaluate(() => window.scrollTo(0, 900))
    await page.keyboard.press('Tab')
    await button(page, 'Share').focus()
    await expect.poll(async () => (await button(page, 'Share').boundingBox())?.y).toBeGreaterThan(0)
    await page.evaluate(() =>
      window.ganvas.configure({ dataset: 'ring', gLayers: [8], dLayers: [8], batch: 8 }),
    )
    await button(page, 'Train').click()
    await untilStep(page, 20)
    expect((await overflow(page)).across).toBe(0)
  })
})

describe('the keyboard', () => {
  test('Tab reaches Train among the first stops, and Space presses it', async ({ visit }) => {
    const page = await visit(TINY)
    const stops: string[] = []
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    for (let stop = 0; stop < 5 && stops.at(-1) !== 'Train'; stop++) {
      await page.keyboard.press('Tab')
      stops.push(await focused())
    }
    expect(stops.at(-1)).toBe('Train')
    await page.keyboard.press('Space')
    await untilStep(page, 3)
    // The same button, now Pause, keeps the focus.
    await page.keyboard.press('Space')
    await untilPaused(page)
  })

  test('Space toggles training from anywhere, S makes one step, R starts over, ? opens the help', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await page.keyboard.press('Space')
    await untilStep(page, 5)
    await page.keyboard.press('Space')
    await untilPaused(page)
    const held = await figureNumber(page, 'Step')
    await page.keyboard.press('s')
    await expect.poll(() => figureNumber(page, 'Step')).toBe(held + 1)
    await untilPaused(page)
    await page.keyboard.press('r')
    await expect.poll(() => figureNumber(page, 'Step')).toBe(0)
    await page.keyboard.press('?')
    const help = page.getByRole('dialog')
    await help.waitFor()
    // Nothing behind an open dialog moves.
    await page.keyboard.press('s')
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    expect(await figureNumber(page, 'Step')).toBe(0)
  })

  test('the evidence of the verdict is opened and shut again with the keys', async ({ visit }) => {
    const page = await visit(TINY)
    await page.evaluate(() => window.ganvas.train(1))
    await button(page, 'Why').focus()
    await page.keyboard.press('Enter')
    const why = page.getByRole('dialog', { name: 'Why' })
    await expect.poll(() => why.textContent()).toContain('Too few steps to judge.')
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })
    const focused = () => button(page, 'Why').evaluate((node) => node === document.activeElement)
    await expect.poll(focused).toBe(true)
  })

  test('typing in a field is typing: no key of the page is taken from it', async ({ visit }) => {
    const page = await visit(TINY)
    const field = page.getByRole('textbox', { name: 'Latent seed' })
    await field.fill('')
    await field.pressSequentially('1 s')
    expect(await field.inputValue()).toBe('1 s')
    expect(await figureNumber(page, 'Step')).toBe(0)
  })
})

/** One after the other on the same page: what brings each state about, and what leaves it. */
const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  'points, some steps on': (page) => page.evaluate(() => window.ganvas.train(30)),
  'looking back': async (page) => {
    await page.evaluate(() => window.ganvas.rewind(0))
    await button(page, 'Back to now').waitFor()
  },
  'every panel unfolded': unfoldAll,
  'the presets menu': async (page) => {
    await button(page, 'Presets').click()
    await page.getByRole('menu').waitFor()
  },
  'the back end’s dialog': async (page) => {
    await page.keyboard.press('Escape')
    await button(page, 'About the back end').click()
    await page.getByRole('dialog').waitFor()
  },
  help: async (page) => {
    await page.keyboard.press('Escape')
    await button(page, 'Help').click()
    await page.getByRole('heading', { name: 'Keys' }).waitFor()
  },
  pictures: async (page) => {
    await page.keyboard.press('Escape')
    await page.evaluate(() => window.ganvas.configure({ dataset: 'mnist', width: 4, batch: 4 }))
    await page.evaluate(() => window.ganvas.train(2))
  },
  'an alert': async (page) => {
    const buffer = Buffer.from('hello')
    await page
      .getByLabel('Add files', { exact: true })
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer })
    await page.getByRole('alert').waitFor()
  },
  'waiting for files': async (page) => {
    await page.evaluate(() => window.ganvas.configure({ dataset: 'own' }))
    await page.getByText('Bring your data').waitFor()
  },
}

describe('nothing that shuts anybody out', () => {
  test.for(['light', 'dark'] as const)(
    'in the %s theme axe finds nothing serious or critical',
    async (colorScheme, { visit }) => {
      const found: string[] = []
      const page = await visit(TINY, { colorScheme })
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(page)
        found.push(...(await serious(page)).map((violation) => `${state}: ${violation}`))
      }
      expect(found).toEqual([])
    },
  )

  test('every control has a name, and every canvas and chart a text alternative', async ({ visit }) => {
    const page = await visit(TINY)
    await unfoldAll(page)
    const nameless: string[] = []
    for (const role of ['button', 'textbox', 'slider', 'combobox', 'radio', 'switch', 'checkbox'] as const) {
      const total = await page.getByRole(role).count()
      const named = await page.getByRole(role, { name: /\S/ }).count()
      expect(total, role).toBeGreaterThanOrEqual(named)
      if (named < total) nameless.push(`${total - named} of ${role}`)
    }
    expect(nameless).toEqual([])
    for (const canvas of await page.locator('canvas').all()) {
      expect(await canvas.locator('xpath=ancestor::*[@role="img"]').getAttribute('aria-label')).toMatch(
        /\w{3}/,
      )
    }
  })

  test('the theme follows the system until the person chooses, on the page and on the canvas', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await ground()
    expect(await brightness(page)).toBeGreaterThan(150)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(ground).not.toBe(light)
    await expect.poll(() => brightness(page)).toBeLessThan(110)
    await page.getByRole('button', { name: 'Theme: system' }).click()
    await expect.poll(ground).toBe(light)
    await expect.poll(() => brightness(page)).toBeGreaterThan(150)
    await page.reload()
    await page.getByRole('button', { name: 'Theme: light' }).waitFor()
    expect(await ground()).toBe(light)
  })
})

const brightness = async (page: Page) => (await drawn(stage(page))).brightness

async function unfoldAll(page: Page): Promise<void> {
  const folded = page.locator('.setup details:not([open]) > summary')
  while ((await folded.count()) > 0) await folded.first().click()
}

async function onScreen(page: Page, name: string): Promise<boolean> {
  const box = await button(page, name).boundingBox()
  const size = page.viewportSize()
  if (box === null || size === null) return false
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height
}
