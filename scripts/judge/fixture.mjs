/** Writes `test/fixtures/judge-digits.bin`: 30 of each digit from the 10,000 the judge was not taught. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack } from '../data/pack.mjs'

const NOT_TAUGHT = 50_000
const PER_CLASS = 30
const SIDE = 28
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** @param digits folder of MNIST's IDX files */
export function writeFixture(digits, file) {
  const pixels = readFileSync(join(digits, 'train-images-idx3-ubyte')).subarray(16)
  const all = readFileSync(join(digits, 'train-labels-idx1-ubyte')).subarray(8)
  const taken = CLASSES.map(() => 0)
  const labels = []
  const pictures = []
  for (let i = NOT_TAUGHT; i < all.length; i++) {
    if (taken[all[i]]++ >= PER_CLASS) continue
    labels.push(all[i])
    pictures.push(Uint8Array.from(pixels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE)))
  }
  writeFileSync(file, pack({ side: SIDE, channels: 1, classes: CLASSES, labels, pictures }))
}
