import { describe, expect, test } from 'vitest'
import { integers, streamFor } from '../../../../src/common/numbers/random.ts'
import { idPattern } from '../../../../src/worker/data/rows/ids/id-pattern.ts'
import { makeIds } from '../../../../src/worker/data/rows/ids/make-ids.ts'
import { takenBits, takenTest } from '../../../../src/worker/data/rows/ids/taken.ts'
import { times } from '../../../helpers/data/rows.ts'

const stream = streamFor(7, 'data')
const make = (ids: readonly string[], count = 200) => makeIds(idPattern(ids), count, stream)
const random = integers(streamFor(5, 'data'), 4000, 2 ** 31)
const hex = (i: number, digits: number) => (random[i] ?? 0).toString(16).padStart(digits, '0').slice(-digits)

describe('ids', () => {
  test('numbers in a row go on behind the largest', () => {
    expect(
      make(
        times(50, (i) => String(50 - i)),
        3,
      ),
    ).toEqual(['51', '52', '53'])
    expect(
      make(
        times(120, (i) => `C-${String(i).padStart(5, '0')}/x`),
        2,
      ),
    ).toEqual(['C-00120/x', 'C-00121/x'])
    expect(
      make(
        times(90, (i) => String(i + 10).padStart(2, '0')),
        1,
      ),
    ).toEqual(['100'])
  })

  test.each<[string, (i: number) => string, RegExp]>([
    [
      'letters and digits',
      (i) => `AB${hex(i, 2).toUpperCase().replace(/[A-F]/g, '7')}-${1000 + ((random[i] ?? 0) % 9000)}`,
      /^AB\d\d-\d{4}$/,
    ],
    [
      'UUIDs',
      (i) => `${hex(i, 8)}-${hex(i + 1, 4)}-4${hex(i + 2, 3)}`,
      /^[0-9a-f]{8}-[0-9a-f]{4}-4?[0-9a-f]{3,4}$/,
    ],
    [
      'UUIDs of version 4',
      (i) =>
        `${hex(i, 8)}-${hex(i + 1, 4)}-4${hex(i + 2, 3)}-${'89ab'[i % 4]}${hex(i + 3, 3)}-${hex(i + 4, 6)}${hex(i + 5, 6)}`,
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    [
      'names',
      (i) => `${['Ann', 'Bo', 'Eva'][i % 3]} ${['Smith', 'Ng', 'Okoro'][(i >> 1) % 3]}${'xyz'[i % 3]}`,
      /^[A-Z][a-z]{1,2} [A-Z][a-z]{2,5}$/,
    ],
    ['addresses', (i) => `user${random[i]}@example.org`, /^user\d+@example\.org$/],
  ])('of %s have the same pattern, are none that is there, and differ', (_, id, pattern) => {
    const there = [...new Set(times(1000, id))]
    const made = make(there)
    for (const one of made) expect(one).toMatch(pattern)
    expect(new Set(made).size).toBe(200)
    expect(made.filter((one) => there.includes(one))).toEqual([])
  })

  test('where the pattern is used up they grow longer', () => {
    const all = times(10, (i) => String.fromCharCode(97 + i)).flatMap((a) => times(10, (i) => `${a}${i}`))
    const there = all.filter((_, i) => i % 2 === 0 || i > 40)
    const made = make(there, 400)
    expect(made.some((one) => one.length > 2)).toBe(true)
    expect(made.filter((one) => there.includes(one))).toEqual([])
    expect(new Set(made).size).toBe(400)
  })

  test('of one letter only become new ones too, by a pattern that can be carried', () => {
    const there = times(20, (i) => 'あ'.repeat(i + 1))
    const made = make(there, 30)
    expect(new Set(made).size).toBe(30)
    expect(made.filter((one) => there.includes(one))).toEqual([])
    const pattern = idPattern(there)
    expect(pattern.is === 'pieces' && pattern.pieces[0]).toMatchObject({
      letters: '0123456789あ',
      least: 1,
      most: 20,
    })
  })

  test('the pattern holds none of the ids, and does not tell whether one is there', () => {
    const there = times(5000, (i) => `k${hex(i % 4000, 7)}${i}`)
    const pattern = idPattern(there)
    const text = JSON.stringify(pattern)
    expect(there.filter((id) => text.includes(id))).toEqual([])
    expect(text.length).toBeLessThan(2000)
    const isTaken = takenTest(takenBits(there))
    expect(there.every(isTaken)).toBe(true)
    const never = times(5000, (i) => `n${hex(i % 4000, 7)}${i}`).filter(isTaken).length
    // 5,000 on 8,192 bits: 1 − e^(−5000/8192) = 45.7 % of those that never were there.
    expect(never / 5000).toBeGreaterThan(0.42)
    expect(never / 5000).toBeLessThan(0.49)
  })

  test('the same stream makes the same ids, another one others', () => {
    const pattern = idPattern(times(100, (i) => `k${hex(i, 7)}`))
    expect(makeIds(pattern, 5, stream)).toEqual(makeIds(pattern, 5, stream))
    expect(makeIds(pattern, 5, stream)).not.toEqual(makeIds(pattern, 5, streamFor(8, 'data')))
  })
})
