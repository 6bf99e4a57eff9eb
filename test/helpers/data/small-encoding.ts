/** A table of a number and a category, as it was fitted: for whoever needs an item of rows and no rows. */
import type { TableEncoding } from '../../../src/common/tables/table-encoding.ts'

export const SMALL_ENCODING: TableEncoding = {
  version: 1,
  rows: 80,
  header: ['height', 'kind'],
  format: {
    separator: ',',
    newline: '\n',
    quoted: [false, false],
    quotedHeader: false,
    byteOrderMark: false,
  },
  columns: [
    {
      is: 'number',
      name: 'height',
      number: {
        ...{ low: 0, high: 10, step: 0, decimals: 1, log: null, fine: false, specials: [], missing: 0 },
        modes: [{ mean: 5, deviation: 2, scale: 8, weight: 1, count: 80 }],
      },
      format: {
        ...{ mark: '.', group: '', before: '', behind: '', zero: true, negative: 'inside' },
        ...{ least: 1, most: 1, style: 'plain' },
      },
      missingText: '',
    },
    {
      is: 'category',
      name: 'kind',
      labels: {
        top: [
          { label: 'oak', count: 60 },
          { label: 'elm', count: 20 },
        ],
        others: [],
        missing: 0,
      },
      missingText: '',
    },
  ],
}
