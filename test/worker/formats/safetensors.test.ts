/** safetensors: bytes as the format has them, a round trip, and files that want to do harm. */
import { expect, test } from 'vitest'
import {
  floats,
  floatsOf,
  readSafetensors,
  safetensorsPieces,
} from '../../../src/worker/formats/safetensors.ts'
import { joined } from '../../../src/worker/formats/protobuf.ts'

const TENSORS = [
  { name: 'bytes', type: 'U8', shape: [3], bytes: Uint8Array.of(1, 2, 3) } as const,
  floats('weights', [2, 2], Float32Array.of(1, -2, 0.5, 1e-20)),
  floats('nothing', [0, 4], new Float32Array(0)),
  floats('one', [], Float32Array.of(7)),
]

test('a file comes back as it went, names, shapes, types and words', () => {
  const { tensors, metadata } = readSafetensors(
    joined(safetensorsPieces({ tensors: TENSORS, metadata: { step: '12', words: 'ä “ü”' } })),
  )
  expect(metadata).toEqual({ step: '12', words: 'ä “ü”' })
  expect(tensors.map(({ name, type, shape }) => [name, type, shape]).toSorted()).toEqual(
    TENSORS.map(({ name, type, shape }) => [name, type, [...shape]]).toSorted(),
  )
  const weights = tensors.find(({ name }) => name === 'weights')
  expect(weights && [...floatsOf(weights)]).toEqual([1, -2, 0.5, Math.fround(1e-20)])
})

test('the bytes are those of the format: eight of length, padded JSON, wide tensors first', () => {
  const file = joined(safetensorsPieces({ tensors: TENSORS.slice(0, 2), metadata: {} }))
  const view = new DataView(file.buffer)
  const length = Number(view.getBigUint64(0, true))
  expect(length % 8).toBe(0)
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as object
  expect(header).toEqual({
    __metadata__: {},
    weights: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
    bytes: { dtype: 'U8', shape: [3], data_offsets: [16, 19] },
  })
  expect(file).toHaveLength(8 + length + 19)
  expect(view.getFloat32(8 + length + 4, true)).toBe(-2)
})

const withHeader = (header: string, body = 4): Uint8Array => {
  const text = new TextEncoder().encode(header)
  const file = new Uint8Array(8 + text.length + body)
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true)
  file.set(text, 8)
  return file
}
const entry = (rest: string) => `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],${rest}}}`

test.for<[string, () => Uint8Array]>([
  ['empty', () => new Uint8Array(0)],
  ['shorter than its length', () => Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 123)],
  ['with a length beyond all files', () => new Uint8Array(16).fill(255)],
  ['whose header is no JSON', () => withHeader('{"a":')],
  ['whose header is a list', () => withHeader('[1]')],
  ['whose header is no text', () => withHeader('{"a\u0000"}').fill(255, 8, 12)],
  ['of numbers nobody knows', () => withHeader('{"a":{"dtype":"F8","shape":[4],"data_offsets":[0,4]}}')],
  [
    'of a type that every object has',
    () => withHeader('{"a":{"dtype":"toString","shape":[4],"data_offsets":[0,4]}}'),
  ],
  ['longer than its shape', () => withHeader('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}')],
  ['with sides below nought', () => withHeader('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}')],
  ['with half a side', () => withHeader('{"a":{"dtype":"F32","shape":[0.5],"data_offsets":[0,2]}}')],
  ['that reaches beyond its end', () => withHeader('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}')],
  ['with a hole', () => withHeader('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8)],
  [
    'that overlaps',
    () =>
      withHeader(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      ),
  ],
  [
    'that overlaps and leaves a hole as large',
    () =>
      withHeader(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        8,
      ),
  ],
  ['with something after its end', () => withHeader(entry('"x":0').replace(',"x":0', ''), 5)],
  ['whose words are numbers', () => withHeader('{"__metadata__":{"a":1}}', 0)],
  ['whose tensor is null', () => withHeader('{"a":null}', 0)],
])('a file %s is refused in a sentence', ([, made]) => {
  expect(() => readSafetensors(made())).toThrow(expect.objectContaining({ code: 'tensors-damaged' }) as Error)
})
