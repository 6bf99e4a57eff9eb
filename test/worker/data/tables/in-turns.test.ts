import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { openFiles } from '../../../../src/worker/data/open-files.ts'
import { cellsOf, cellSteps } from '../../../../src/worker/data/tables/text/separator.ts'

const ROWS = 90_000
const points = (ending = '\n') =>
  Array.from(
    { length: ROWS },
    (_, i) => `${(((i * 37) % 1000) / 10).toFixed(8)},${(((i * 91) % 777) / 7).toFixed(8)}`,
  ).join(ending)

function open(
  text: string,
  seen: (task: string, done: number, total: number) => void,
  control = new AbortController(),
) {
  return openFiles([new File([text], 'p.csv')], defaultsFor('own'), {
    rasterise: () => Promise.resolve(null),
    progress: (done, total, task) => seen(task, done, total),
    signal: control.signal,
  })
}

describe('a large table', () => {
  test('tells how far its reading is, and then how far its points are', async () => {
    const seen = new Map<string, number[]>()
    const { summary } = await open(points(), (task, done, total) => {
      seen.set(task, [...(seen.get(task) ?? []), done / total])
    })
    expect(summary.count).toBe(ROWS)
    for (const task of ['Reading files', 'Reading the table']) {
      const shares = seen.get(task) ?? []
      expect(shares.length).toBeGreaterThan(3)
      expect(shares).toEqual([...shares].sort((a, b) => a - b))
      expect(Math.max(...shares)).toBeLessThanOrEqual(1)
    }
  })

  test.each(['Reading files', 'Reading the table'])('is given up while it says “%s”', async (task) => {
    const control = new AbortController()
    const told: number[] = []
    const opened = open(
      points(),
      (now, done) => {
        if (now !== task) return
        told.push(done)
        if (done < 1) control.abort()
      },
      control,
    )
    await expect(opened).rejects.toMatchObject({ code: 'cancelled' })
    expect(told.filter((done) => done > 0 && done < 1).length).toBeLessThan(2)
  })

  test('of pixels tells how far it is as well', async () => {
    const row = Array.from({ length: 784 }, (_, i) => i % 256).join(',')
    const text = Array.from({ length: 1500 }, (_, i) => `${i % 10},${row}`).join('\n')
    const shares: number[] = []
    const { summary } = await open(text, (_, done) => shares.push(done))
    expect(summary.item.kind).toBe('picture')
    expect(shares.filter((done) => done > 0 && done < 1).length).toBeGreaterThan(1)
  })
})

describe('cells that are parted piece by piece', () => {
  const quoted = Array.from({ length: 80_000 }, (_, i) =>
    i % 7 === 0 ? `"a ""${i}"",\n b",${i}` : i % 11 === 0 ? '' : `a longer word ${i},${i},`,
  )

  test.each([
    ['plain', points()],
    ['lines that end as on Windows', points('\r\n')],
    ['lines that end as on old Macs', points('\r')],
    ['quotes with lines of their own', quoted.join('\n')],
    ['a quote that nothing closes', `${points()}\n"1,${points()}`],
    ['an empty last line', `${points()}\n`],
  ])('are those of the whole text: %s', (_, text) => {
    const { data } = Papa.parse<string[]>(text, { delimiter: ',' })
    const whole = data.map((row) => row.map((cell) => cell.trim()))
    const pieces = [...cellSteps(text, ',')]
    expect(pieces.length).toBeGreaterThan(0)
    const cells = cellsOf(text, ',')
    expect(cells).toHaveLength(whole.length)
    expect(cells.findIndex((row, i) => row.join('\0') !== whole[i]?.join('\0'))).toBe(-1)
  })

  test('so are those between blanks', () => {
    const text = points().replaceAll(',', '  ')
    expect([...cellSteps(text, ' ')].length).toBeGreaterThan(2)
    expect(cellsOf(text, ' ')).toEqual(text.split('\n').map((line) => line.split('  ')))
  })
})
