/** PNGs that are packed beside the thread, read back by another program’s reader. */
import { decode } from 'fast-png'
import { expect, test } from 'vitest'
import { streamedPng } from '../../../src/worker/formats/streamed-png.ts'

test.each([1, 3, 4] as const)('%i channels come back to the byte', async (channels) => {
  const [width, height] = [37, 5]
  const bytes = Uint8Array.from({ length: width * height * channels }, (_, i) => (i * i * 7 + i) % 256)
  const file = await streamedPng(width, height, channels, bytes)
  expect(file.type).toBe('image/png')
  const read = decode(new Uint8Array(await file.arrayBuffer()), { checkCrc: true })
  expect(read).toMatchObject({ width, height, channels, depth: 8 })
  expect([...read.data]).toEqual([...bytes])
})
