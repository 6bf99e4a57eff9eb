/** The data card: what was understood stands on the page, and each guess can be changed without opening again. */
import { zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect } from 'vitest'
import { TINY } from '../helpers/app/app.ts'
import { serious } from '../helpers/app/axe.ts'
import { drop, temporaryFolder } from '../helpers/app/drop.ts'
import { test } from '../helpers/app/visit.ts'
import { png } from '../helpers/data/files.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** A bar that grows from picture to picture, left in cats and right in dogs: no two alike, and none its own mirror image. */
function pets(): Uint8Array {
  const entries: Record<string, Uint8Array> = { 'pets/notes.txt': Uint8Array.from(Buffer.from('hello')) }
  for (const [c, name] of ['cats', 'dogs'].entries())
    for (let i = 0; i < 12; i++)
      entries[`pets/${name}/${i}.png`] = png(16, 16, (x, y) => {
        const inBar = y < i + 2 && (c === 0 ? x < 4 : x >= 12)
        return inBar ? [200, 30 * c, 20] : [250, 250, 250]
      })
  return zipSync(entries)
}

const card = (page: Page) => page.getByRole('region', { name: 'What was read' })

describe('the data card', () => {
  test('tells classes, what was left out and what may trouble training, without a fault for axe', async ({
    visit,
  }) => {
    const page = await visit(TINY)
    await drop(page, [folder.write('pets.zip', pets())])
    await card(page).waitFor()
    const words = await card(page).innerText()
    expect(words).toContain('pictures of 16 × 16 pixels')
    expect(words).toContain('24 pictures are few')
    expect(words).toContain('Classes from the folders: cats, dogs')
    expect(words).toMatch(/cats\s+12/)
    await card(page).getByText('1 file was skipped').click()
    await card(page).getByText('notes.txt is a text', { exact: false }).waitFor()
    expect(await serious(page)).toEqual([])
  })

  test('a guess is changed on the spot: the same files are read again', async ({ visit }) => {
    const page = await visit(TINY)
    await drop(page, [folder.write('again.zip', pets())])
    await card(page).waitFor()
    await card(page).getByLabel('Classes from').selectOption({ label: 'No classes' })
    await card(page).getByText('No classes.').waitFor()
    expect((await page.evaluate(() => window.ganvas.data()))?.classes).toEqual([])
  })

  test('a script reads it, and rereads', async ({ visit }) => {
    const page = await visit(TINY)
    await drop(page, [folder.write('script.zip', pets())])
    await card(page).waitFor()
    const told = await page.evaluate(async () => {
      const before = await window.ganvas.data()
      const mirrored = await window.ganvas.reread({ mirror: true })
      const small = await window.ganvas.reread({ side: 8 })
      const refused = await window.ganvas.reread({ turn: 45 } as never).then(
        () => 'taken',
        (thrown: unknown) => String(thrown),
      )
      return { before, mirrored, small, refused }
    })
    expect(told.before?.classes).toEqual([
      { name: 'cats', count: 12 },
      { name: 'dogs', count: 12 },
    ])
    expect(told.mirrored.choice.mirror).toBe(true)
    expect(told.small.item).toMatchObject({ kind: 'picture', size: 8 })
    expect(told.refused).toContain('turn')
  })
})
