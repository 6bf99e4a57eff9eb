import { describe, expect, test } from 'vitest'
import { METRICS } from '../../../../src/common/catalog/metrics.ts'
import { metricText, metricTitle } from '../../../../src/page/ui/figures/metric-words.ts'
import { RESTORED } from '../../../../src/page/ui/figures/restored-words.ts'
import { figureText, percentText, shortStep, tickText } from '../../../../src/page/ui/charts/number-words.ts'

test.each([
  [0.6931, '0.693'],
  [-0.6931, '−0.693'],
  [12.345, '12.35'],
  [123.456, '123.5'],
  [12_345.6, '12346'],
  [1_234_567, '1.2e6'],
  [0.00001234, '1.2e−5'],
  [0, '0.000'],
  [NaN, '–'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
])('the figure %d reads %s', (value, text) => {
  expect(figureText(value)).toBe(text)
})

test('axes read short', () => {
  expect([0, 800, 2500, 12_000, 1_500_000].map(shortStep)).toEqual(['0', '800', '2.5k', '12k', '1.5M'])
  expect([0, 0.25, -1, 2000, 1e-4, 3e7].map(tickText)).toEqual(['0', '0.25', '−1', '2k', '1e−4', '3e7'])
})

describe('measured figures', () => {
  const metrics = { samples: 2500, modes: 7, modesTotal: 8, highQuality: 0.9889, reverseKL: 0.0213 }

  test('modes are counted out of all, shares are percentages, the rest has its unit', () => {
    expect(metricText('modes', metrics)).toBe('7 / 8')
    expect(metricText('highQuality', metrics)).toBe('98.9 %')
    expect(metricText('classes', { samples: 256, classes: 9, classesTotal: 10 })).toBe('9 / 10')
    expect(metricText('reverseKL', metrics)).toBe('0.021 nats')
    expect(percentText(NaN)).toBe('–')
  })

  test('what does not apply has no text', () => {
    expect(metricText('swd', metrics)).toBeNull()
  })

  test('every one is shown with its definition, its source and over how many samples', () => {
    for (const { id, meaning, source } of METRICS) {
      const title = metricTitle(id, 2500, { pictures: 64, heldOut: true, realism: 'patches', baselines: [] })
      const over = RESTORED.some((one) => one === id) ? '64 held-out pictures' : '2,500 fresh samples'
      for (const part of [meaning, source, over]) expect(title).toContain(part)
    }
  })
})
