/** A small table as the worker tells the page of it: what tests of the page's half of tables begin with. */
import { READERS_CHOICE, type DataCard } from '../../../src/common/items/data-card.ts'
import type { RowItem } from '../../../src/common/items/item-spec.ts'
import type { DatasetSummary } from '../../../src/common/protocol/report.ts'
import type { NumberFormat } from '../../../src/common/tables/column-formats.ts'
import type { ColumnProfile } from '../../../src/common/tables/column-profile.ts'
import type { NumberCoding } from '../../../src/common/tables/table-encoding.ts'

const NUMBER: NumberCoding = {
  ...{ low: 18, high: 90, step: 1, decimals: 0, log: null, fine: false, specials: [], missing: 0 },
  modes: [{ mean: 40, deviation: 10, scale: 40, weight: 1, count: 80 }],
}
const FORMAT: NumberFormat = {
  mark: '.',
  group: '',
  before: '',
  behind: '',
  zero: true,
  negative: 'inside',
  least: 0,
  most: 0,
  style: 'plain',
}

/** name (id), age (number), joined (a date, day first), town (category). */
export const ITEM: RowItem = {
  kind: 'row',
  target: 3,
  encoding: {
    version: 1,
    rows: 80,
    header: ['name', 'age', 'joined', 'town'],
    format: {
      ...{ separator: ';', newline: '\n', quoted: [false, false, false, false] },
      ...{ quotedHeader: false, byteOrderMark: false },
    },
    columns: [
      { is: 'id', name: 'name', pattern: { is: 'counter', before: 'n', behind: '', digits: 1, next: 101 } },
      { is: 'number', name: 'age', number: NUMBER, format: FORMAT, missingText: '' },
      {
        ...{ is: 'date', name: 'joined', number: NUMBER, missingText: '' },
        format: {
          unit: 86_400,
          parts: [
            { is: 'day', digits: 1 },
            { is: 'text', text: '/' },
            { is: 'month', digits: 1 },
            { is: 'text', text: '/' },
            { is: 'year', digits: 4 },
          ],
        },
      },
      {
        ...{ is: 'category', name: 'town', missingText: '' },
        labels: {
          top: [
            { label: 'Bonn', count: 50 },
            { label: 'Köln', count: 30 },
          ],
          others: [],
          missing: 0,
        },
      },
    ],
  },
}

const profile = (
  change: Pick<ColumnProfile, 'at' | 'name' | 'meaning'> & Partial<ColumnProfile>,
): ColumnProfile => ({
  guessed: change.meaning,
  possible: [change.meaning],
  sentence: `About ${change.name}.`,
  missing: 0,
  distinct: 10,
  numbers: null,
  picture: { is: 'cells', cells: ['a', 'b'] },
  ...change,
})

export const PROFILES: readonly ColumnProfile[] = [
  profile({ at: 0, name: 'name', meaning: 'id', possible: ['id', 'category', 'text'] }),
  profile({
    ...{ at: 1, name: 'age', meaning: 'number', possible: ['number', 'category'], missing: 0.12 },
    numbers: { low: 18, high: 90, mean: 40, skew: 0, decimals: 0, specials: [], log: false },
    picture: { is: 'bars', counts: [1, 4, 2], low: '18', high: '90', log: false },
  }),
  profile({
    ...{ at: 2, name: 'joined', meaning: 'date', possible: ['date', 'category'] },
    picture: { is: 'bars', counts: [2, 2], low: '1/2/2020', high: '3/4/2024', log: false },
  }),
  profile({
    ...{ at: 3, name: 'town', meaning: 'category', possible: ['category', 'text'] },
    picture: {
      is: 'labels',
      labels: [
        { label: 'Bonn', count: 60 },
        { label: 'Köln', count: 40 },
      ],
      others: 0,
    },
  }),
]

export const TABLE_CARD: DataCard = {
  ...{ label: 'people.csv', item: ITEM, count: 100, classes: [], files: 1, leftOut: [] },
  ...{ guesses: [], troubles: [], sizes: null, columns: PROFILES, choice: READERS_CHOICE },
}

export const TABLE: DatasetSummary = {
  ...{ id: 'own', label: 'people.csv', item: ITEM, count: 100, size: 0, channels: 6 },
  ...{ classes: [], skipped: [], fingerprint: 'people', card: TABLE_CARD },
}
