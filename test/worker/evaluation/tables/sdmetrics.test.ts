/**
 * The figures of tables against SDMetrics 0.32, to 1e-9: plain tables, holes, constants and an empty column, linked columns. Truth
 * made by test/fixtures/tables/make.py.
 */
import { describe, expect, test } from 'vitest'
import { alignLabels } from '../../../../src/common/tables/align-labels.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import {
  boundaryAdherence,
  categoryCoverage,
  ksComplement,
  missingValueSimilarity,
  rangeCoverage,
  tvComplement,
} from '../../../../src/worker/evaluation/tables/column-figures.ts'
import {
  baselineProtection,
  overfittingProtection,
} from '../../../../src/worker/evaluation/tables/memorising.ts'
import { newRowSynthesis } from '../../../../src/worker/evaluation/tables/new-rows.ts'
import { qualityReport, tableQuality } from '../../../../src/worker/evaluation/tables/quality.ts'
import { nearestRows, rowSpace } from '../../../../src/worker/evaluation/tables/row-distance.ts'
import { tableFixture, tableOf, type WrittenColumn } from '../../../helpers/data/table-of.ts'

type Pair = [number, number, number | null]

interface Case {
  name: string
  real: WrittenColumn[]
  fake: WrittenColumn[]
  held: WrittenColumn[]
  random?: WrittenColumn[]
  columns: Record<string, Record<string, number | null>>
  report: { score: number; shapes: number; trends: number; pairs: Pair[] }
  allPairs: { trends: number; pairs: Pair[] }
  realEdges: Pair[]
  newRows: number
  newRowsTight: number
  distances: number[]
  overfitting: number
  baseline?: number
}

const { cases } = tableFixture('figures.json') as { cases: Case[] }

/** Equal to 1e-9, or untold on both sides. */
function same(ours: number | undefined, theirs: number | null | undefined, what: string): void {
  if (theirs === null) expect(ours, what).toBeNaN()
  else expect(Math.abs((ours ?? NaN) - (theirs ?? NaN)), `${what}: ${ours} for ${theirs}`).toBeLessThan(1e-9)
}

describe.each(cases)('$name', (truth) => {
  const [real, held] = [tableOf(truth.real), tableOf(truth.held)]
  const fake = alignLabels(real, tableOf(truth.fake))

  test('every column', () => {
    real.forEach((column, at) => {
      const partner = fake[at]
      const figures = truth.columns[column.name] ?? {}
      const pair =
        column.kind === 'number' && partner?.kind === 'number'
          ? {
              ksComplement: ksComplement(column, partner),
              boundaryAdherence: boundaryAdherence(column, partner),
              rangeCoverage: rangeCoverage(column, partner),
              missingValueSimilarity: missingValueSimilarity(column, partner),
            }
          : column.kind === 'category' && partner?.kind === 'category'
            ? {
                tvComplement: tvComplement(column, partner),
                categoryCoverage: categoryCoverage(column, partner),
                missingValueSimilarity: missingValueSimilarity(column, partner),
              }
            : {}
      expect(Object.keys(pair).sort()).toEqual(Object.keys(figures).sort())
      for (const [figure, value] of Object.entries(pair)) {
        same(value, figures[figure], `${column.name}, ${figure}`)
      }
    })
  })

  test('the quality report: its means and the pairs that it counts', () => {
    const report = finish(qualityReport(real, fake))
    same(report.score, truth.report.score, 'score')
    same(report.shapes, truth.report.shapes, 'shapes')
    same(report.trends, truth.report.trends, 'trends')
    for (const [a, b, score] of truth.report.pairs) {
      if (score === null) continue
      same(report.pairs[a * real.length + b], score, `${a}, ${b}`)
      same(report.pairs[b * real.length + a], score, `${b}, ${a}`)
    }
  })

  test('the mean over all pairs, without thresholds', () => {
    const all = finish(tableQuality(real, fake, { edges: 'own', leastCorrelation: 0, leastAssociation: 0 }))
    same(all.trends, truth.allPairs.trends, 'trends')
    for (const [a, b, score] of truth.allPairs.pairs)
      same(all.pairs[a * real.length + b], score, `${a}, ${b}`)
  })

  test('pairs with a category, binned by the range of the reals', () => {
    const quality = finish(tableQuality(real, fake))
    expect(truth.realEdges.length).toBeGreaterThan(0)
    for (const [a, b, score] of truth.realEdges) same(quality.pairs[a * real.length + b], score, `${a}, ${b}`)
  })

  test('new rows, within one per cent and within one in a thousand', () => {
    same(finish(newRowSynthesis(real, fake)), truth.newRows, 'one per cent')
    same(finish(newRowSynthesis(real, fake, 0.001)), truth.newRowsTight, 'one in a thousand')
  })

  test('the distance of every fake to its nearest real, and what is made of it', () => {
    const nearest = finish(nearestRows(fake, rowSpace(real)))
    truth.distances.forEach((distance, row) => same(nearest.distances[row], distance, `row ${row}`))
    same(finish(overfittingProtection(real, held, fake)), truth.overfitting, 'overfitting')
    if (truth.random === undefined) return
    same(finish(baselineProtection(real, fake, tableOf(truth.random))), truth.baseline, 'baseline')
  })
})

test('the fixtures hold copies, near copies, holes, an unseen category and pairs that are not counted', () => {
  expect(cases.map(({ name }) => name)).toEqual(['plain', 'holes', 'constants', 'linked'])
  expect(cases.some(({ newRows, newRowsTight }) => newRows < newRowsTight && newRowsTight < 1)).toBe(true)
  expect(cases.some(({ distances }) => distances.includes(0))).toBe(true)
  expect(cases.some(({ report }) => report.pairs.some(([, , score]) => score === null))).toBe(true)
})
