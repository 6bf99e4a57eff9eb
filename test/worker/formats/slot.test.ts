/** What is kept in a slot comes back, and of a slot that is not whole nothing does. */
import { describe, expect, test } from 'vitest'
import { floats } from '../../../src/worker/formats/safetensors.ts'
import { generationOf, packSlot, unpackSlot } from '../../../src/worker/formats/slot.ts'

const TENSORS = [
  floats('w', [2, 3], Float32Array.of(1, 2, 3, -4.5, NaN, 0)),
  { name: 'odd', type: 'U8', shape: [3], bytes: Uint8Array.of(7, 8, 9) },
] as const
const whole = () => packSlot({ generation: 5, manifest: '{"name":"ä"}', tensors: TENSORS })

test('all of it comes back, to the bit', () => {
  const slot = unpackSlot(whole())
  expect(slot?.generation).toBe(5)
  expect(slot?.manifest).toBe('{"name":"ä"}')
  expect(
    slot?.tensors.map(({ name, type, shape, bytes }) => ({ name, type, shape, bytes: [...bytes] })),
  ).toEqual(
    TENSORS.map(({ name, type, shape, bytes }) => ({ name, type, shape: [...shape], bytes: [...bytes] })),
  )
})

test('what lay behind it is no part of it: a shorter state in the place of a longer one', () => {
  const bytes = whole()
  const longer = new Uint8Array(bytes.length + 40).fill(255)
  longer.set(bytes)
  expect(unpackSlot(longer)?.generation).toBe(5)
})

test('memory that was used before is used again where it is large enough, and leaves no trace', () => {
  const room = new Uint8Array(4096).fill(255)
  const bytes = packSlot({ generation: 5, manifest: '{"name":"ä"}', tensors: TENSORS }, room)
  expect(bytes.buffer).toBe(room.buffer)
  expect([...bytes]).toEqual([...whole()])
  const small = packSlot({ generation: 5, manifest: '{"name":"ä"}', tensors: TENSORS }, new Uint8Array(8))
  expect([...small]).toEqual([...whole()])
})

describe('is none', () => {
  test('cut short at any byte', () => {
    const bytes = whole()
    for (let length = 0; length < bytes.length; length++)
      expect(unpackSlot(bytes.slice(0, length))).toBeNull()
  })

  test('where any single byte is another', () => {
    for (let at = 0; at < whole().length; at++) {
      const bytes = whole()
      bytes[at] = (bytes[at] ?? 0) ^ 1
      expect(unpackSlot(bytes), `byte ${at}`).toBeNull()
    }
  })

  test('where it was written over by the beginning of another: any number of bytes', () => {
    const other = packSlot({
      generation: 6,
      manifest: '{"name":"ö"}',
      tensors: [floats('w', [2, 3], Float32Array.of(9, 2, 3, 4, 5, 6)), TENSORS[1]],
    })
    expect(other).toHaveLength(whole().length)
    for (let length = 1; length < other.length; length++) {
      const bytes = whole()
      bytes.set(other.subarray(0, length))
      const slot = unpackSlot(bytes)
      // Whole only where what was written over is alike.
      const wholes = [whole(), other].map(String)
      if (slot !== null) expect(wholes).toContain(String(bytes))
    }
  })

  test('where words have changed places', () => {
    const bytes = whole()
    const words = new Uint32Array(bytes.buffer)
    const last = words.length - 3
    ;[words[last], words[last - 1]] = [words[last - 1] ?? 0, words[last] ?? 0]
    expect(unpackSlot(bytes)).toBeNull()
  })
})

test('the head alone says how new it is', () => {
  expect(generationOf(whole().slice(0, 32))).toBe(5)
  expect(generationOf(whole().slice(0, 31))).toBeNull()
  expect(generationOf(new Uint8Array(32))).toBeNull()
})
