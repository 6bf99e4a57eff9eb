/** Sets of rows: what is drawn is what stands in the file, what is kept comes back, and held-out rows leave no trace. */
import { describe, expect, test } from 'vitest'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { widthOf } from '../../../src/common/tables/encoding-spans.ts'
import { decodeRows } from '../../../src/worker/data/rows/encoding/decode.ts'
import { textRows } from '../../../src/worker/data/rows/encoding/text-rows.ts'
import { restoredRows } from '../../../src/worker/data/row-set.ts'
import { rowSetOf, trees } from '../../helpers/data/row-sets.ts'

const ROWS = 200
const set = await rowSetOf(trees(ROWS))
const lines = trees(ROWS)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))

describe('a set of rows', () => {
  test('gives each row as the file has it, but for ids, which are made anew', () => {
    const all = set.list.at(Uint32Array.from({ length: ROWS }, (_, i) => i))
    expect(all).toHaveLength(ROWS * widthOf(set.item.encoding))
    const { heldOut } = set.split
    const texts = textRows(decodeRows(set.item.encoding, all, streamFor(1, 'data')), streamFor(1, 'data'))
    texts.forEach(([height, kind, fruit, id = ''], row) => {
      const [, , , before] = lines[row] ?? []
      // Beyond what training rows have an unseen one is told by the end of their range.
      if (!heldOut.includes(row)) expect([height, kind, fruit]).toEqual(lines[row]?.slice(0, 3))
      expect(id).toMatch(/^T-\d+$/)
      expect(id).not.toBe(before)
    })
  })

  test('holds a fifth out, and draws none of them', () => {
    const { training, heldOut } = set.split
    expect([training.length, heldOut.length]).toEqual([160, 40])
    const drawn = set.list.drawn(streamFor(4, 'data'), 2000)
    expect(new Set(drawn).size).toBe(160)
    expect([...drawn].filter((row) => heldOut.includes(row))).toEqual([])
  })

  test('comes back from its bytes, and is refused where they are cut or lie', () => {
    const kept = set.keep()
    if (kept === null) throw new Error('nothing kept')
    const again = restoredRows(kept)
    expect(again.columns).toEqual(set.columns)
    expect(again.draw(streamFor(2, 'data'), 9)).toEqual(set.draw(streamFor(2, 'data'), 9))
    for (const bytes of [
      kept.bytes.subarray(0, kept.bytes.length - 8),
      kept.bytes.subarray(0, 3),
      Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0),
    ])
      expect(() => restoredRows({ ...kept, bytes })).toThrow(/does not fit/)
    expect(() => restoredRows({ ...kept, summary: { ...kept.summary, count: ROWS + 1 } })).toThrow(
      /does not fit/,
    )
  })

  test('keeps the bytes that its columns stand on: no second copy is made of them', () => {
    const kept = set.keep()
    expect(kept?.bytes).toBe(set.keep()?.bytes)
    for (const column of set.columns)
      expect((column.kind === 'number' ? column.values : column.codes).buffer).toBe(kept?.bytes.buffer)
  })

  test('a column that is taken for something else is learnt as that', async () => {
    const other = await rowSetOf(trees(ROWS), { columns: [{ at: 2, meaning: 'category' }], target: 1 })
    expect(other.item.encoding.columns[2]?.is).toBe('category')
    expect(other.item.target).toBe(1)
    expect(other.summary.fingerprint).not.toBe(set.summary.fingerprint)
  })

  test.each([
    ['one column', 'height\n1\n2\n4\n8\n', 1],
    ['three rows', 'a,b,c,d\n1,2,3,x\n2,3,4,y\n3,4,5,x\n', 4],
  ])('%s is enough', async (_, csv, columns) => {
    const { item } = await rowSetOf(csv)
    expect(item.encoding.columns).toHaveLength(columns)
  })

  test('where every row is the same there is nothing to learn, and that is said', async () => {
    await expect(rowSetOf('a,b\n1,x\n1,x\n1,x\n1,x\n')).rejects.toMatchObject({
      code: 'table-nothing-to-learn',
    })
  })
})
