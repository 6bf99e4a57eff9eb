/** Real files on a disk, dropped on the page as the operating system does it, or pasted. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'

export interface Folder {
  /** Writes one file, and the folders it lies in. Returns its path. */
  write(name: string, content: Uint8Array | string): string
  readonly path: string
  remove(): void
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'ganvas-e2e-'))
  return {
    path,
    write(name, content) {
      const target = join(path, name)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, content)
      return target
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** Drags files and folders from outside over the middle of the page and lets go. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  }
  await session.detach()
}
