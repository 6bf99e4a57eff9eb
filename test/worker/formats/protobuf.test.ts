/** The wire format by the values of its own documentation. */
import { expect, test } from 'vitest'
import { double, float, joined, message, text, whole } from '../../../src/worker/formats/protobuf.ts'

const bytes = (...pieces: Parameters<typeof joined>[0][]) => [...joined(pieces.flat())]

test('whole numbers are varints of seven bits, those below zero of ten bytes', () => {
  expect(bytes(whole(1, 150))).toEqual([0x08, 0x96, 0x01])
  expect(bytes(whole(2, 0))).toEqual([0x10, 0])
  expect(bytes(whole(1, -2))).toEqual([0x08, 0xfe, ...new Array<number>(8).fill(0xff), 0x01])
  expect(bytes(whole(20, 2 ** 40))).toEqual([0xa0, 0x01, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20])
})

test('words and messages come with their length', () => {
  expect(bytes(text(2, 'testing'))).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67])
  expect(bytes(message(3, whole(1, 150)))).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01])
  expect(bytes(text(1, 'ä'))).toEqual([0x0a, 0x02, 0xc3, 0xa4])
})

test('floats are little endian', () => {
  expect(bytes(float(2, 1.5))).toEqual([0x15, 0, 0, 0xc0, 0x3f])
  expect(bytes(double(1, -2))).toEqual([0x09, 0, 0, 0, 0, 0, 0, 0, 0xc0])
})
