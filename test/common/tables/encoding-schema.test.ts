import { describe, expect, test } from 'vitest'
import { repairEncoding } from '../../../src/common/tables/encoding-schema.ts'
import { fitOn, times, understoodFrom } from '../../helpers/data/rows.ts'

const text = `key,n,x,kind,when,same,low\n${times(
  120,
  (i) =>
    `k${i * 31},${i},${(i % 2) * 50 + (i % 11)}.5,${'abc'[i % 3]},${(i % 12) + 1}/28/2024 1:05 PM,s,${i % 9 === 0 ? '<5' : i * i}`,
).join('\n')}\n`
const encoding = fitOn(understoodFrom(text))
/** As it comes from a file. */
const carried = (): Record<string, unknown> => JSON.parse(JSON.stringify(encoding)) as Record<string, unknown>

type Loose = Record<string, unknown>

/** With one value in its depth changed. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const whole = carried()
  let place = whole
  for (const key of path.slice(0, -1)) place = place[key] as Loose
  place[path.at(-1) ?? ''] = value
  return whole
}

describe('an encoding that was carried as JSON', () => {
  test('is the same afterwards', () => {
    expect(encoding.columns.map(({ is }) => is)).toEqual(
      'id id number category date constant number'.split(' '),
    )
    expect(repairEncoding(carried())).toEqual(encoding)
  })

  test.each<[string, readonly (string | number)[], unknown]>([
    ['another version', ['version'], 2],
    ['no columns', ['columns'], []],
    ['names for other columns', ['header'], ['a']],
    ['an unknown sort of column', ['columns', 0, 'is'], 'picture'],
    ['a scale of nothing', ['columns', 2, 'number', 'modes', 0, 'scale'], 0],
    ['no modes', ['columns', 2, 'number', 'modes'], []],
    ['a range that is none', ['columns', 2, 'number', 'low'], 1e9],
    ['what is no number', ['columns', 2, 'number', 'step'], null],
    ['a logarithm of what is below zero', ['columns', 6, 'number', 'log'], -1e9],
    ['a label without a count', ['columns', 3, 'labels', 'top', 0], { label: 'a' }],
    ['a date of no parts', ['columns', 4, 'format', 'parts'], []],
    ['a part of no date', ['columns', 4, 'format', 'parts', 0, 'is'], 'century'],
    ['a unit of nothing', ['columns', 4, 'format', 'unit'], 0],
    ['digits that cannot be', ['columns', 2, 'format', 'most'], 200],
    [
      'ids of which all are taken',
      ['columns', 0, 'pattern'],
      { is: 'pieces', pieces: [], taken: btoa('\xff'.repeat(8)) },
    ],
    [
      'ids of bits that are none',
      ['columns', 0, 'pattern'],
      { is: 'pieces', pieces: [], taken: btoa('abc') },
    ],
    ['a counter from below', ['columns', 1, 'pattern', 'next'], -3],
  ])('is refused with %s', (_, path, value) => {
    expect(repairEncoding(changed(path, value))).toBeNull()
  })

  test('is refused where it is none', () => {
    for (const none of [null, undefined, 7, 'x', [], {}]) expect(repairEncoding(none)).toBeNull()
  })
})
