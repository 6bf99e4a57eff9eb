/** An id column of 10,000 values beside others: what is learnt is the same without it, and nothing of it comes out again. */
import { describe, expect, test } from 'vitest'
import { permutation, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { spansOf, widthOf } from '../../../../src/common/tables/encoding-spans.ts'
import { decodeRows } from '../../../../src/worker/data/rows/encoding/decode.ts'
import { encodeRows } from '../../../../src/worker/data/rows/encoding/encode.ts'
import { textRows } from '../../../../src/worker/data/rows/encoding/text-rows.ts'
import { toColumns } from '../../../../src/worker/data/rows/to-columns.ts'
import { allRows, fitOn, times, understoodFrom } from '../../../helpers/data/rows.ts'

const ROWS = 10_000
const draws = uniforms(streamFor(1, 'data'), 2 * ROWS)
const others = times(ROWS, (i) => {
  const [kind = 0, amount = 0] = [draws[2 * i], draws[2 * i + 1]]
  return `${kind < 0.6 ? 'cash' : kind < 0.95 ? 'card' : 'gift'},${(100 * amount).toFixed(2)}`
})
// Of six digits in no order, so that it is no running number.
const numbers = permutation(streamFor(2, 'data'), 900_000).subarray(0, ROWS)
const ids = Array.from(
  numbers,
  (number) => `K${String.fromCodePoint(65 + (number % 26))}-${100_000 + number}`,
)

const plain = understoodFrom(['kind,amount', ...others, ''].join('\n'))
const named = understoodFrom(
  ['customer,kind,amount', ...others.map((row, i) => `${ids[i] ?? ''},${row}`), ''].join('\n'),
)

describe('an id column of 10,000 values', () => {
  test('is seen as one', () => {
    expect(named.profiles.map(({ meaning }) => meaning)).toEqual(['id', 'category', 'number'])
    expect(new Set(ids).size).toBe(ROWS)
  })

  test('costs no number of an item, no choice of a condition and no column of a learner', () => {
    const [without, beside] = [fitOn(plain), fitOn(named)]
    expect(widthOf(beside)).toBe(widthOf(without))
    expect(spansOf(beside).map(({ is, width }) => [is, width])).toEqual(
      spansOf(without).map(({ is, width }) => [is, width]),
    )
    const encoded = encodeRows(beside, named.readings, allRows(named), streamFor(3, 'data'))
    expect(encoded.length).toBe(ROWS * widthOf(without))
    expect(toColumns(named.readings, ['customer', 'kind', 'amount']).map(({ at }) => at)).toEqual([1, 2])
  })

  test('leaks no value: neither in what is fitted nor in as many rows made', () => {
    const encoding = fitOn(named)
    const text = JSON.stringify(encoding)
    expect(ids.filter((id) => text.includes(id))).toEqual([])
    const width = widthOf(encoding)
    const noise = Float32Array.from(uniforms(streamFor(4, 'data'), ROWS * width, -1, 1))
    const made = textRows(decodeRows(encoding, noise, streamFor(5, 'data')), streamFor(6, 'data'))
    expect(made.length).toBe(ROWS)
    const real = new Set(ids)
    const names = made.map(([name = '']) => name)
    expect(names.filter((name) => real.has(name))).toEqual([])
    expect(new Set(names).size).toBe(ROWS)
    expect(names.every((name) => /^[A-Z]{2}-\d{6}$/u.test(name))).toBe(true)
  })
})
