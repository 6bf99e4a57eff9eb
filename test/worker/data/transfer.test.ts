/** Prepared data as plain bytes and back, by the module of their kind. */
import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { PreparedTransfer } from '../../../src/common/items/prepared-transfer.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { pictureSet } from '../../../src/worker/data/picture-set.ts'
import { kindOf } from '../../../src/worker/kinds/kinds.ts'
import { asPictures, asTable, pictureSummary, picturesOf, tableSummary } from '../../helpers/data/sets.ts'

const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
const pictures = picturesOf({ size: 2, pixels, labels: Uint16Array.of(0, 1) }, { classes: ['a', 'b'] })
const table = fixedPoints(Float32Array.of(0, 1, 2, 3), tableSummary({ count: 2 }))

const restore = (kept: PreparedTransfer): Dataset => kindOf(kept.summary).restore(kept)

function kept(set: Dataset): PreparedTransfer {
  const prepared = set.keep()
  if (prepared === null) throw new Error('nothing to keep')
  return prepared
}

describe('kept data', () => {
  test('of pictures come back as they were, also through a structured clone', () => {
    const back = asPictures(restore(structuredClone(kept(pictures))))
    expect(back.summary).toEqual(pictures.summary)
    expect([...back.pixels]).toEqual([...pixels])
    expect([...(back.labels ?? [])]).toEqual([0, 1])
    expect(back.draw(streamFor(1, 'data'), 20)).toEqual(pictures.draw(streamFor(1, 'data'), 20))
  })

  test('of pictures come back with what is told of them, their groups and so their split', () => {
    const attributes = [{ name: 'old', kind: 'yes-no', values: Float32Array.of(1, 0) }] as const
    const groups = { names: ['a', 'b'], of: Uint16Array.of(1, 0), heldOut: [1] }
    const told = pictureSet(pictureSummary(2, 1, { count: 2 }), pixels, null, { attributes, groups })
    const back = asPictures(restore(structuredClone(kept(told))))
    expect(back.attributes).toEqual(attributes)
    expect(back.groups).toEqual(groups)
    expect(back.draw(streamFor(1, 'data'), 1)).toEqual(told.list.at([1]))
  })

  const named = { source: 'before', target: 'after' }
  const pairs = () =>
    pictureSet({ ...pictureSummary(2, 1, { count: 2 }), pairs: named }, pixels, null, {
      partners: pixels.slice().reverse(),
    })

  test('of pairs come back with each picture’s partner, drawn along with it', () => {
    const back = asPictures(restore(structuredClone(kept(pairs()))))
    expect(back.summary.pairs).toEqual(named)
    const stream = streamFor(1, 'data')
    const [made, from] = [back.draw(stream, 20), back.partners?.draw(stream, 20)]
    const first = back.list.at([0])
    for (let i = 0; i < 20; i++) {
      const which = made.subarray(i * 4, i * 4 + 4).every((value, k) => value === first[k]) ? 0 : 1
      expect(from?.subarray(i * 4, i * 4 + 4)).toEqual(back.partners?.at([which]))
    }
    expect(back.partners?.resident()).toMatchObject({
      words: new Int32Array(pixels.slice().reverse().buffer),
      picks: Int32Array.of(0, 1),
    })
  })

  test('of pairs are prepared in another size together', async () => {
    const set = pairs()
    const larger = await set.refit({ ...defaultsFor('own'), size: 4, channels: 'rgb' })
    expect(larger.keep()?.partners).toHaveLength(2 * 4 * 4 * 3)
    expect(larger.partners?.at([1])[0]).toBeCloseTo(set.partners?.at([1])[0] ?? NaN, 6)
    expect(larger.summary.fingerprint).not.toBe(set.summary.fingerprint)
  })

  test('of points come back as the same distribution', () => {
    const back = asTable(restore(structuredClone(kept(table))))
    const stream = streamFor(1, 'data')
    expect([...back.points]).toEqual([0, 1, 2, 3])
    expect(back.draw(stream, 20)).toEqual(table.draw(stream, 20))
    expect(back.item).toEqual(table.item)
  })

  test('of points are found wherever their bytes begin', () => {
    const { summary, bytes } = kept(table)
    const moved = new Uint8Array(bytes.length + 3)
    moved.set(bytes, 3)
    expect([...asTable(restore({ summary, bytes: moved.subarray(3), labels: null })).points]).toEqual([
      0, 1, 2, 3,
    ])
  })

  test('a formula has none', () => {
    expect(pointSetFor(defaultsFor('ring'), null).keep()).toBeNull()
  })

  test.each<[string, PreparedTransfer]>([
    ['too few pixels', { ...kept(pictures), bytes: pixels.subarray(1) }],
    ['too few labels', { ...kept(pictures), labels: Uint16Array.of(1) }],
    [
      'too few values of an attribute',
      { ...kept(pictures), attributes: [{ name: 'old', kind: 'number', values: Float32Array.of(1) }] },
    ],
    ['too few groups', { ...kept(pictures), groups: { names: ['a'], of: Uint16Array.of(0), heldOut: [] } }],
    ['too few partners', { ...kept(pairs()), partners: pixels.subarray(1) }],
    ['partners without names', { ...kept(pictures), partners: pixels }],
    ['names without partners', { ...kept(pictures), summary: pairs().summary }],
    ['another size', { ...kept(pictures), summary: pictureSummary(3, 1, { count: 2 }) }],
    ['three channels', { ...kept(pictures), summary: pictureSummary(2, 3, { count: 2 }) }],
    ['too few classes of points', { ...kept(table), labels: Uint16Array.of(1) }],
    ['half a number', { ...kept(table), bytes: new Uint8Array(14) }],
    ['no points', { ...kept(table), summary: tableSummary({ count: 0 }), bytes: new Uint8Array(0) }],
  ])('%s: refused', (_, prepared) => {
    expect(() => restore(prepared)).toThrow(/does not fit/)
  })
})
