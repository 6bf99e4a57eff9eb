/** Sets of rows for tests: of text as a person would drop it. */
import { READERS_CHOICE } from '../../../src/common/items/data-card.ts'
import type { TableChoice } from '../../../src/common/tables/table-choice.ts'
import { collectRows } from '../../../src/worker/data/collect/collect-rows.ts'
import type { RowSet } from '../../../src/worker/data/row-set.ts'
import { readTable } from '../../../src/worker/data/tables/table.ts'

export function rowSetOf(csv: string, rows: Partial<TableChoice> = {}): Promise<RowSet> {
  return collectRows({
    tables: [readTable('trees.csv', csv)],
    skipped: [],
    name: 'trees.csv',
    choice: { ...READERS_CHOICE, rows: { ...READERS_CHOICE.rows, ...rows } },
    guesses: [],
    turn: () => Promise.resolve(),
  })
}

/** Trees: an oak is high, an elm is low; every tenth has no height, and most have no fruit. The last column counts them. */
export function trees(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const oak = i % 4 !== 0
    const height = (oak ? 20 : 4) + ((i * 7) % 31) / 10
    return [
      i % 10 === 3 ? '' : height.toFixed(1),
      oak ? 'oak' : 'elm',
      i % 3 === 0 ? 5 + (i % 17) : 0,
      `T-${1000 + i}`,
    ]
  })
  return `${['height,kind,fruit,id', ...lines.map((cells) => cells.join(','))].join('\n')}\n`
}
