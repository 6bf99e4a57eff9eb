import { expect, test } from 'vitest'
import {
  drawLabels,
  isLabelled,
  itemsOfClasses,
  labelsAt,
  type LabelledSet,
} from '../../../src/worker/data/labels.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { splitFor } from '../../../src/worker/data/split.ts'
import { fork, streamFor } from '../../../src/common/numbers/random.ts'

/** 200 pictures of one pixel, three of class 0 to one of class 1; a pixel's byte tells its index. */
const COUNT = 200
const labels = Uint16Array.from({ length: COUNT }, (_, i) => (i % 4 === 3 ? 1 : 0))
const pixels = Uint8Array.from({ length: COUNT }, (_, i) => i)
const named = (classes: string[], of: Uint16Array | null = labels) =>
  picturesOf({ size: 1, pixels, labels: of }, { fingerprint: 'abc', classes })
const set = told(named(['dark', 'bright']))
const byteOf = (value: number) => Math.round((value + 1) * 127.5)

function told(pictures: ReturnType<typeof named>): LabelledSet {
  if (!isLabelled(pictures)) throw new Error('no classes')
  return pictures
}

test('labels are those of the very items a stream draws, as often as training has them', () => {
  const stream = fork(streamFor(3, 'data'), 7)
  const indices = set.list.drawn(stream, 1000)
  const values = set.draw(stream, 1000)
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
  const pictures = itemsOfClasses(set, streamFor(1, 'evaluate'), wanted)
  const found = [...pictures].map(byteOf)
  expect(found.map((index) => labels[index])).toEqual([...wanted])
  const { heldOut } = splitFor(set, 'abc', COUNT)
  expect(found.some((index) => heldOut.includes(index))).toBe(false)
  expect(new Set(found).size).toBeGreaterThan(100)
  expect([...itemsOfClasses(set, streamFor(1, 'evaluate'), wanted)]).toEqual([...pictures])
})

test('one class, no labels, or a thousand and one names are no classes', () => {
  expect(isLabelled(set)).toBe(true)
  expect(isLabelled(named(['dark', 'bright'], null))).toBe(false)
  expect(isLabelled(named(['one']))).toBe(false)
  expect(isLabelled(named(Array.from({ length: 1001 }, (_, i) => String(i))))).toBe(false)
})
