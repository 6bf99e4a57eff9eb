import { expect, test } from 'vitest'
import { cellsFor } from '../../../../src/common/items/column-grid.ts'
import { reportHtml, NO_PROOF, type ReportFacts } from '../../../../src/page/kinds/row/leaving/report-html.ts'
import {
  barWords,
  likenessWords,
  nextColumn,
} from '../../../../src/page/kinds/row/stage/column-hand-words.ts'
import { apartWords, usualWords } from '../../../../src/page/kinds/row/stage/row-table-words.ts'
import { PROFILES } from '../../../helpers/page/tables.ts'

const COLUMN = {
  ...{ name: 'rain <mm>', bins: 2, ends: ['0.1', '9.9'], labels: ['0', '(missing)'] },
  ...{ real: [0.2, 0.3, 0.496, 0.004], fake: [0.1, 0.4, 0.5, 0], alike: 0.9 },
  means: { real: '2.0', fake: '3.0' },
}

test('the card of a column tells shares of labels, the largest first', () => {
  expect(barWords(COLUMN)).toEqual([
    { label: '0', real: '50 %', fake: '50 %' },
    { label: '(missing)', real: '< 1 %', fake: '0 %' },
  ])
  expect([likenessWords({ alike: 0.904 }), likenessWords({ alike: null })]).toEqual([
    '90 % alike',
    'How alike both are cannot be told.',
  ])
})

test('arrow keys go along and across the columns, and stay on them', () => {
  const boxes = cellsFor(600, 300, 5)
  const across = boxes.filter(({ y }) => y === boxes[0]?.y).length
  const go = (key: string, at: number | null) => nextColumn(key, at, 5, boxes)
  expect([go('ArrowDown', null), go('ArrowRight', 0), go('ArrowLeft', 0), go('ArrowRight', 4)]).toEqual([
    0, 1, 0, 4,
  ])
  expect(go('ArrowDown', 0)).toBe(across)
  expect([go('End', 0), go('Home', 3), go('Escape', 3), go('a', 3)]).toEqual([4, 0, null, undefined])
})

test('a distance is told beside what is usual, and never called privacy', () => {
  expect([apartWords(0, 0.1), apartWords(0.02, 0.1), apartWords(0.2, 0.1), apartWords(NaN, null)]).toEqual([
    'a copy',
    '0.020 away, very near',
    '0.200 away',
    '–',
  ])
  const row = { cells: [], nearest: [], distance: 0, score: 0.5 }
  expect(usualWords({ usual: 0.1, rows: [row] })).toContain('One of these is a copy of a training row.')
  expect(usualWords({ usual: null, rows: [row] })).not.toMatch(/privac/iu)
})

const FACTS: ReportFacts = {
  ...{ label: 'a & b', rows: 100, fingerprint: 'f00', target: 'town', profiles: PROFILES },
  ...{ step: 12, passes: { passes: 300, steps: 600 }, seed: 7, backend: 'wasm' },
  date: '2026-11-30T04:05:06.000Z',
  settings: [{ key: 'batch', label: 'Batch', value: '500' }],
  figures: [{ label: 'Columns alike', value: '70 %', meaning: 'Mean.', source: 'SDMetrics' }],
  samples: 2500,
  report: { columns: [COLUMN], pairs: { names: ['a', 'b'], differences: [0, 0.25, 0.25, NaN] }, fakes: 600 },
}

test('a report stands by itself: figures, bars, pairs, settings, seed, and that copies prove nothing', () => {
  const html = reportHtml(FACTS)
  expect(html).not.toMatch(/<script|https?:|<link|<img/u)
  for (const told of [
    '70 %',
    'Seed',
    '>7<',
    'f00',
    '12 of 600 for 300 passes',
    '2026-11-30',
    '0.25',
    'Batch',
  ])
    expect(html).toContain(told)
  expect(html).toContain(NO_PROOF)
  expect(html.match(/<rect class="real"/gu)).toHaveLength(4)
  expect(html.match(/<rect class="fake"/gu)).toHaveLength(4)
})

test('names from files are no markup', () => {
  const html = reportHtml(FACTS)
  expect(html).toContain('rain &lt;mm&gt;')
  expect(html).toContain('a &amp; b')
  expect(html).not.toContain('<mm>')
})
