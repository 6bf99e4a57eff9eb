import { expect, test } from 'vitest'
import { imageBatch } from '../../../src/worker/data/batches.ts'
import {
  drawLabels,
  imagesOfClasses,
  isLabelled,
  labelsAt,
  type LabelledSet,
} from '../../../src/worker/data/labels.ts'
import { splitFor } from '../../../src/worker/data/split.ts'
import { fork, streamFor } from '../../../src/common/numbers/random.ts'

/** 200 pictures of one pixel, three of class 0 to one of class 1; a pixel's byte tells its index. */
const COUNT = 200
const labels = Uint16Array.from({ length: COUNT }, (_, i) => (i % 4 === 3 ? 1 : 0))
const set: LabelledSet = {
  kind: 'images',
  summary: {
    id: 'own',
    label: 'Yours',
    kind: 'images',
    count: COUNT,
    size: 1,
    channels: 1,
    classes: ['dark', 'bright'],
    skipped: [],
    fingerprint: 'abc',
  },
  size: 1,
  channels: 1,
  count: COUNT,
  pixels: Uint8Array.from({ length: COUNT }, (_, i) => i),
  labels,
}
const byteOf = (value: number) => Math.round((value + 1) * 127.5)

test('labels are those of the very items a stream draws, as often as training has them', () => {
  const stream = fork(streamFor(3, 'data'), 7)
  const { indices, values } = imageBatch(set, stream, 1000)
  const drawn = drawLabels(set, stream, 1000)
  expect([...drawn]).toEqual([...indices].map((index) => labels[index]))
  expect([...values].map((value) => labels[byteOf(value)])).toEqual([...drawn])
  const share = drawn.reduce((sum, label) => sum + label, 0) / 1000
  const { training } = splitFor(set, 'abc', COUNT)
  const truth = labelsAt(set, training).reduce((sum, label) => sum + label, 0) / training.length
  expect(Math.abs(share - truth)).toBeLessThan(0.05)
})

test('pictures of classes are of those classes, of the training items, and the same for a stream', () => {
  const wanted = Uint16Array.from({ length: 300 }, (_, i) => i % 2)
  const pictures = imagesOfClasses(set, streamFor(1, 'evaluate'), wanted)
  const found = [...pictures].map(byteOf)
  expect(found.map((index) => labels[index])).toEqual([...wanted])
  const { heldOut } = splitFor(set, 'abc', COUNT)
  expect(found.some((index) => heldOut.includes(index))).toBe(false)
  expect(new Set(found).size).toBeGreaterThan(100)
  expect([...imagesOfClasses(set, streamFor(1, 'evaluate'), wanted)]).toEqual([...pictures])
})

test('one class, no labels, or a thousand and one names are no classes', () => {
  const named = (classes: string[]) => ({ ...set, summary: { ...set.summary, classes } })
  expect(isLabelled(set)).toBe(true)
  expect(isLabelled({ ...set, labels: null })).toBe(false)
  expect(isLabelled(named(['one']))).toBe(false)
  expect(isLabelled(named(Array.from({ length: 1001 }, (_, i) => String(i))))).toBe(false)
})
