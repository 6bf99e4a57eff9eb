/** Restored pictures on the page: how the keys walk among rows, where one is magnified, and what is said of them. */
import { describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { restoredLayout } from '../../../../src/common/items/restored-layout.ts'
import type { RestoredRow } from '../../../../src/common/protocol/picture-explanation.ts'
import type { Metrics } from '../../../../src/common/protocol/report.ts'
import { placeMagnifier, walkRows } from '../../../../src/page/kinds/picture/restore/restored-geometry.ts'
import {
  restoredWords,
  rowName,
  rowWords,
} from '../../../../src/page/kinds/picture/restore/restored-words.ts'
import { standingWords } from '../../../../src/page/ui/comparison/side-words.ts'
import { metricText, metricTitle, OTHER_METRICS } from '../../../../src/page/ui/figures/metric-words.ts'
import { baselineText, overWords } from '../../../../src/page/ui/figures/restored-words.ts'
import { pictureSummary } from '../../../helpers/data/sets.ts'

const BOX = { width: 608, height: 400 }
const LAYOUT = restoredLayout(BOX, { tiles: 4, across: 8, size: 28 }, 1)

describe('the hand over restored pictures', () => {
  test('walks across and down, and stops at the ends and at the last picture there is', () => {
    expect([LAYOUT.beside, LAYOUT.rows.length]).toEqual([2, 8])
    const walk = (from: number | null, key: string, count = 24) => walkRows(LAYOUT, count, from, key)
    expect([walk(null, 'ArrowDown'), walk(null, 'x'), walk(3, 'x')]).toEqual([0, null, null])
    expect([walk(0, 'ArrowRight'), walk(0, 'ArrowLeft'), walk(0, 'ArrowDown')]).toEqual([1, 0, 2])
    expect([walk(3, 'ArrowUp'), walk(5, 'Home'), walk(5, 'End'), walk(5, 'End', 6)]).toEqual([1, 0, 7, 5])
    expect([walk(4, 'ArrowDown', 5), walk(null, 'End', 0)]).toEqual([4, null])
  })

  test('magnifies a row below it, or above where there is more room, no wider than the stage', () => {
    const first = placeMagnifier(BOX, LAYOUT, 0, 5)
    const last = placeMagnifier(BOX, LAYOUT, 7, 5)
    expect([first?.edge, last?.edge].map((edge) => Object.keys(edge ?? {}))).toEqual([['top'], ['bottom']])
    expect(first?.across).toBe(5)
    expect(first?.side).toBeGreaterThan(LAYOUT.side)
    expect(5 * (first?.side ?? NaN) + 4 * 8 + 26).toBeLessThanOrEqual(BOX.width)
    const phone = { width: 366, height: 366 }
    const narrow = restoredLayout(phone, { tiles: 4, across: 8, size: 28 }, 2)
    expect(placeMagnifier(phone, narrow, 0, 5)?.across).toBe(3)
    expect(placeMagnifier(BOX, LAYOUT, 99, 5)).toBeNull()
  })
})

const METRICS: Metrics = {
  samples: 256,
  psnr: 22.934,
  psnrBaseline: 19.321,
  l1: 0.0442,
  l1Baseline: 0.0619,
  realism: 0.0337,
  realismBaseline: 0.0891,
  ssim: 0.8,
  ssimBaseline: 0.726,
  baseline: 'Bicubic',
  restored: { pictures: 64, heldOut: true, realism: 'patches', baselines: [] },
}

describe('words', () => {
  const config = applyChange(defaultsFor('fashion'), { task: 'restore', source: 'half' })
  const dataset = { ...pictureSummary(28, 1), label: 'Fashion' }
  const view = (difference: boolean) =>
    ({ restored: { baseline: null, difference } }) as unknown as Parameters<typeof restoredWords>[0]['view']

  test('of the stage say what stands in the columns, and how it stands', () => {
    expect(restoredWords({ config, dataset, view: view(false), metrics: METRICS })).toBe(
      'held-out pictures in rows of source (half the side), output, truth and Bicubic, 28 pixels a side; PSNR 22.93 dB, Bicubic 19.32 dB',
    )
    expect(restoredWords({ config, dataset, view: view(true) })).toBe(
      'held-out pictures in rows of source (half the side), output, truth, Bicubic and where the output differs, 28 pixels a side',
    )
  })

  test('of a row say each picture’s figures', () => {
    const rgba = new Uint8ClampedArray(0)
    const row: RestoredRow = {
      row: 2,
      count: 24,
      step: 9,
      size: 28,
      heldOut: true,
      pictures: [
        { id: 'source', label: 'Source', rgba, decibels: null, score: null },
        { id: 'output', label: 'Output', rgba, decibels: 21.66, score: 0.5 },
        { id: 'truth', label: 'Truth', rgba, decibels: null, score: 0.75 },
        { id: 'baseline', label: 'Bicubic', rgba, decibels: NaN, score: null },
      ],
    }
    expect(rowWords(row)).toBe('Held-out picture 3 of 24: Output 21.7 dB, score 0.500; Truth score 0.750.')
    expect(rowName({ ...row, heldOut: false })).toBe('Training picture 3 of 24')
  })

  test('of figures stand beside those of the best that needs no training', () => {
    expect(metricText('psnr', METRICS)).toBe('22.93 dB')
    expect(baselineText('psnr', METRICS)).toBe('Bicubic 19.32 dB')
    expect(baselineText('realism', METRICS)).toBe('Bicubic 0.089')
    expect(baselineText('ssim', { samples: 1 })).toBe('')
    expect(overWords(METRICS)).toBe('Over 64 pictures held out of training.')
    expect(
      overWords({
        samples: 1,
        restored: { pictures: 30, heldOut: false, realism: 'features', baselines: [] },
      }),
    ).toContain('30 training pictures')
    expect(metricTitle('psnr', 256, METRICS.restored)).toContain('Over 64 held-out pictures.')
    expect(metricTitle('diversity', 256)).toContain('Over 256 fresh samples.')
    expect(OTHER_METRICS.map(({ id }) => id)).not.toContain('psnr')
  })

  test('of a side of a comparison are what a lively forger is compared by', () => {
    const verdict = { kind: 'healthy', since: 0, evidence: [] } as const
    expect(standingWords({ ...verdict, evidence: [] }, METRICS)).toBe('Healthy · 22.93 dB · realism 0.034')
  })
})
