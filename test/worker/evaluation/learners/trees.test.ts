/** What a histogram tree must find whatever the library: planted splits of numbers, categories and missing values. */
import { expect, test } from 'vitest'
import { Draws } from '../../../../src/common/numbers/draws.ts'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import type { TableColumn } from '../../../../src/common/tables/table-column.ts'
import { fitBins, MISSING, toBins } from '../../../../src/worker/evaluation/learners/binning.ts'
import {
  responsesOf,
  rowWeights,
  withKnownTarget,
} from '../../../../src/worker/evaluation/learners/learner.ts'
import { namesOf } from '../../../../src/worker/evaluation/learners/scores.ts'
import { growTree, leafOf } from '../../../../src/worker/evaluation/learners/tree.ts'
import { forestLearner, treeLearner } from '../../../../src/worker/evaluation/learners/trees.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { categories, numbers } from '../../../helpers/data/table-of.ts'

const stream = streamFor(3, 'evaluate')
const letters = 'abcdefghijklmnop'.split('')

function oneSplit(feature: TableColumn, target: TableColumn) {
  return finish(treeLearner({ maxDepth: 1 }).fit([feature], target, stream))
}

test('one split parts any set of categories from the rest, of classes and of numbers', () => {
  const among = new Set(['b', 'c', 'h', 'k', 'p'])
  const places = Array.from({ length: 160 }, (_, i) => letters[(i * 7) % 16] ?? 'a')
  const feature = categories('place', places)
  const named = oneSplit(
    feature,
    categories(
      'in',
      places.map((place) => (among.has(place) ? 'yes' : 'no')),
      ['no', 'yes'],
    ),
  )
  const asked = categories('place', letters)
  expect(Array.from(namesOf(finish(named.predict([asked])), 2), (k) => k === 1)).toEqual(
    letters.map((l) => among.has(l)),
  )
  const valued = oneSplit(
    feature,
    numbers(
      'v',
      places.map((place) => (among.has(place) ? 5 : -1)),
    ),
  )
  for (const [i, value] of finish(valued.predict([asked])).entries())
    expect(value).toBeCloseTo(among.has(letters[i] ?? '') ? 5 : -1, 9)
})

test('among many classes the categories are parted where most is gained', () => {
  // Two groups of categories, each with two classes of its own: any other cut leaves more mixed.
  const rows = Array.from({ length: 240 }, (_, i) => [
    letters[i % 8] ?? 'a',
    `${(i % 8) % 2}${Math.floor(i / 8) % 2}`,
  ])
  const tree = oneSplit(
    categories(
      'place',
      rows.map(([place]) => place ?? null),
    ),
    categories(
      'kind',
      rows.map(([, kind]) => kind ?? null),
      ['00', '01', '10', '11'],
    ),
  )
  const shares = finish(tree.predict([categories('place', letters.slice(0, 8))]))
  for (let i = 0; i < 8; i++) {
    expect(Array.from(shares.subarray(i * 4, i * 4 + 4))).toEqual(
      i % 2 === 0 ? [0.5, 0.5, 0, 0] : [0, 0, 0.5, 0.5],
    )
  }
})

test('missing numbers go to the side that they are like, above or below', () => {
  for (const like of ['low', 'high']) {
    const values = Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? null : i % 3 === 1 ? i : i + 1000))
    const target = categories(
      't',
      values.map((v) => (v === null ? like : v < 1000 ? 'low' : 'high')),
      ['low', 'high'],
    )
    const tree = oneSplit(numbers('v', values), target)
    const named = namesOf(finish(tree.predict([numbers('v', [null, 3, 2000])])), 2)
    expect(Array.from(named)).toEqual([like === 'low' ? 0 : 1, 0, 1])
  }
})

test('being missing can be what tells the classes apart', () => {
  const values = Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? null : i % 7))
  const target = categories(
    't',
    values.map((v) => (v === null ? 'gone' : 'there')),
    ['gone', 'there'],
  )
  const named = namesOf(
    finish(oneSplit(numbers('v', values), target).predict([numbers('v', [null, 0, 6, 3])])),
    2,
  )
  expect(Array.from(named)).toEqual([0, 1, 1, 1])
})

test('a category that training never saw goes with the greater part', () => {
  const places = Array.from({ length: 50 }, (_, i) => (i < 40 ? 'much' : 'little'))
  const tree = oneSplit(
    categories('p', places),
    categories(
      't',
      places.map((p) => (p === 'much' ? 'm' : 'l')),
      ['l', 'm'],
    ),
  )
  expect(namesOf(finish(tree.predict([categories('p', ['new'])])), 2)[0]).toBe(1)
})

test('a leaf holds no fewer rows than asked, and a tree no more splits from its root', () => {
  const values = Array.from(uniforms(stream, 500))
  const target = numbers(
    't',
    values.map((v, i) => Math.sin(9 * v) + (i % 5)),
  )
  const binning = fitBins([numbers('v', values)])
  const bins = toBins(binning, [numbers('v', values)])
  const rows = Uint32Array.from(values.keys())
  const grow = (leastLeaf: number, maxDepth: number) =>
    finish(
      growTree(
        bins,
        [false],
        responsesOf(target),
        rowWeights(target, false),
        rows,
        { maxDepth, leastLeaf, leastGain: 0 },
        new Draws(stream),
      ),
    )
  const tree = grow(20, 60)
  const sizes = Array.from(tree.starts.subarray(1), (start, leaf) => start - (tree.starts[leaf] ?? 0))
  expect(sizes.length).toBeGreaterThan(8)
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500)
  // Each row lies where the tree leads it, and a leaf says the mean of its rows.
  for (let leaf = 0; leaf < sizes.length; leaf++) {
    const own = tree.rows.subarray(tree.starts[leaf], tree.starts[leaf + 1])
    for (const row of own) expect(leafOf(tree, bins, row)).toBe(leaf)
    const mean = own.reduce((sum, row) => sum + (target.values[row] ?? 0), 0) / own.length
    expect(tree.values[leaf]).toBeCloseTo(mean, 9)
  }
  expect(grow(1, 3).starts.length - 1).toBe(8)
})

test('bins: few values keep each its own, many are cut evenly, and a value that fills half is alone', () => {
  const few = numbers('v', [3, 1, 2, 2, null, 3])
  expect(Array.from(toBins(fitBins([few]), [few])[0] ?? [])).toEqual([2, 0, 1, 1, MISSING, 2])
  const many = numbers('v', [...Array<number>(3000).fill(0), ...uniforms(stream, 3000, 0.1, 1)])
  const bins = toBins(fitBins([many]), [many])[0] ?? new Uint8Array()
  const counts = new Float64Array(256)
  for (const bin of bins) counts[bin] = (counts[bin] ?? 0) + 1
  expect(counts[0]).toBe(3000)
  // The other 3000 rows in the other bins are 12 each.
  expect(Math.max(...counts.subarray(1))).toBeLessThanOrEqual(13)
  expect(bins.every((bin, i) => i < 3000 || bin > 0)).toBe(true)
})

test.each([
  [100, 60],
  [200, 200],
])(
  'of %d values that fill more than their part each is alone while bins last, and never are there more than 255',
  (many, rows) => {
    const heavy = Array.from({ length: many }, (_, i) => i)
    const light = Array.from({ length: 6000 }, (_, i) => ((i + 0.5) * many) / 6000)
    const column = numbers('v', [...heavy.flatMap((v) => Array<number>(rows).fill(v)), ...light])
    const bins = toBins(fitBins([column]), [column])[0] ?? new Uint8Array()
    for (const v of heavy.slice(0, 100)) {
      const bin = bins[v * rows] ?? -1
      expect(bins.filter((other) => other === bin).length, `${v}`).toBe(rows)
    }
    expect(Math.max(...bins)).toBeLessThan(MISSING)
  },
)

test('more than 255 categories share bins by how rare they are', () => {
  const texts = Array.from({ length: 1000 }, (_, i) => (i < 600 ? 'common' : `rare ${i}`))
  const column = categories('c', texts)
  const bins = toBins(fitBins([column]), [column])[0] ?? new Uint8Array()
  expect(new Set(bins.subarray(0, 600))).toEqual(new Set([0]))
  expect(new Set(bins).size).toBe(255)
})

test('the same seed gives the same forest, another one another', () => {
  const values = Array.from(uniforms(stream, 200))
  const features = [
    numbers('a', values),
    numbers(
      'b',
      values.map((v) => (v * 977) % 1),
    ),
    numbers(
      'c',
      values.map((v) => (v * 31) % 1),
    ),
  ]
  const target = numbers(
    't',
    values.map((v) => v * v),
  )
  const of = (seed: number) =>
    finish(
      finish(forestLearner({ trees: 5 }).fit(features, target, streamFor(seed, 'evaluate'))).predict(
        features,
      ),
    )
  expect(of(1)).toEqual(of(1))
  expect(of(1)).not.toEqual(of(2))
})

test('a forest draws its rows anew for each tree, every class as often when balanced', () => {
  const values = Array.from(uniforms(stream, 100))
  // One column leaves nothing to draw but rows.
  const only = [numbers('a', values)]
  const target = numbers(
    't',
    values.map((v) => v * v),
  )
  const of = (seed: number) => {
    const fitted = finish(forestLearner({ trees: 1 }).fit(only, target, streamFor(seed, 'evaluate')))
    return finish(fitted.predict(only))
  }
  expect(of(1)).not.toEqual(of(2))
  // A constant says nothing: a forest says how often it drew each class.
  const blank = [numbers('a', Array<number>(400).fill(1))]
  const rare = categories(
    't',
    Array.from({ length: 400 }, (_, i) => (i % 20 === 0 ? 'rare' : 'common')),
    ['rare', 'common'],
  )
  const share = (balanced: boolean) =>
    finish(finish(forestLearner({ balanced }).fit(blank, rare, stream)).predict(blank))[0] ?? NaN
  expect(share(true)).toBeCloseTo(0.5, 1)
  expect(share(false)).toBeCloseTo(0.05, 1)
})

test('a target that is not there, and nothing to learn from, are said', () => {
  expect(() => withKnownTarget([numbers('a', [1])], 'b')).toThrow('There is no column “b”')
  expect(() => finish(treeLearner().fit([], numbers('t', [1]), stream))).toThrow('nothing to learn “t” from')
  const { features, target } = withKnownTarget(
    [numbers('a', [1, 2, 3]), categories('t', ['x', null, 'y'])],
    't',
  )
  expect(features).toEqual([numbers('a', [1, 3])])
  expect(target).toEqual(categories('t', ['x', 'y']))
})
