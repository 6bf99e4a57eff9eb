/** MNIST's 60,000 training images, split into what the judge learns from and what it is tested on. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Digits {
  count: number
  /** [count, 28, 28] */
  pixels: Uint8Array
  labels: Uint8Array
}

const LENGTH = 28 * 28
const TRAINED_ON = 50_000

/** The first 50,000 and the last 10,000. The 20,000 digits the page ships are among the first. */
export function readDigits(folder: string): { training: Digits; test: Digits } {
  const pixels = readFileSync(join(folder, 'train-images-idx3-ubyte')).subarray(16)
  const labels = readFileSync(join(folder, 'train-labels-idx1-ubyte')).subarray(8)
  const part = (from: number, to: number): Digits => ({
    count: to - from,
    pixels: pixels.subarray(from * LENGTH, to * LENGTH),
    labels: labels.subarray(from, to),
  })
  return { training: part(0, TRAINED_ON), test: part(TRAINED_ON, labels.length) }
}

/** These digits as [n, 28, 28] in [0, 1], each moved by up to `shift` pixels by a word of chance; what enters is black. */
export function batchOf(
  digits: Digits,
  indices: Uint32Array,
  shift: number,
  words: Uint32Array,
): Float32Array {
  const out = new Float32Array(indices.length * LENGTH)
  const span = 2 * shift + 1
  indices.forEach((index, i) => {
    const word = words[i] ?? 0
    const dx = (word % span) - shift
    const dy = (Math.floor(word / 65_536) % span) - shift
    for (let y = Math.max(0, dy); y < 28 + Math.min(0, dy); y++)
      for (let x = Math.max(0, dx); x < 28 + Math.min(0, dx); x++)
        out[i * LENGTH + y * 28 + x] = (digits.pixels[index * LENGTH + (y - dy) * 28 + x - dx] ?? 0) / 255
  })
  return out
}
