/** Reads test/fixtures/data: files that other programs wrote. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(fileURLToPath(new URL(`../../fixtures/data/${name}`, import.meta.url))))
}
