import { describe, expect, test } from 'vitest'
import { Series } from '../../../src/common/numbers/series.ts'
import { thin } from '../../../src/page/state/run/series.ts'
import { rowsOf } from '../../helpers/page/scripted-client.ts'

/** A history of `count` steps from 1 on; lossG is `value(step)`. */
function history(count: number, value: (step: number) => number): Series {
  const series = new Series()
  series.append(rowsOf(Array.from({ length: count }, (_, i) => ({ step: i + 1, lossG: value(i + 1) }))))
  return series
}

describe('a series', () => {
  test('keeps every row while it grows past its first capacity', () => {
    const series = history(3000, (step) => step / 2)
    series.append(rowsOf(Array.from({ length: 3000 }, (_, i) => ({ step: 3001 + i, lossG: i }))))
    expect(series.length).toBe(6000)
    expect(series.column('lossG')[2999]).toBe(1500)
    expect(series.column('lossG')[3000]).toBe(0)
    expect(series.lastStep).toBe(6000)
  })

  test('replaces the rows of steps that are written again', () => {
    const series = history(10, () => 1)
    series.append(rowsOf([{ step: 6, lossG: 7 }]))
    expect([...series.column('step')]).toEqual([1, 2, 3, 4, 5, 6])
    expect(series.column('lossG')[5]).toBe(7)
  })

  test('truncates after a step and finds the row of a step', () => {
    const series = history(10, (step) => step)
    series.truncate(4)
    expect([...series.column('step')]).toEqual([1, 2, 3, 4])
    expect(series.rowAt(3)).toBe(2)
    expect(series.rowAt(99)).toBe(4)
    series.clear()
    expect(series.length).toBe(0)
    expect(series.lastStep).toBe(-1)
  })

  test('hands scripts plain arrays of equal length', () => {
    const record = history(3, (step) => step).toRecord()
    expect(record.step).toEqual([1, 2, 3])
    expect(record.lossG).toEqual([1, 2, 3])
    expect(Object.values(record).every((column) => column.length === 3)).toBe(true)
  })
})

const everything = { from: 0, to: Infinity }

describe('thinning', () => {
  test('leaves rows that fit as they are', () => {
    const { steps, values } = thin(
      history(5, (step) => step * step),
      ['lossG'],
      everything,
      10,
    )
    expect([...steps]).toEqual([1, 2, 3, 4, 5])
    expect([...(values['lossG'] ?? [])]).toEqual([1, 4, 9, 16, 25])
  })

  test('keeps a lone spike and a lone dip, in their order', () => {
    const series = history(10_000, (step) => (step === 4321 ? 50 : step === 4330 ? -50 : 0))
    const { values } = thin(series, ['lossG'], everything, 200)
    const kept = [...(values['lossG'] ?? [])].filter((value) => value !== 0)
    expect(kept).toEqual([50, -50])
  })

  test('shows only the window, and never more points than asked for', () => {
    const series = history(10_000, (step) => step)
    const { steps, values } = thin(series, ['lossG'], { from: 3000, to: 7000 }, 300)
    expect(steps.length).toBeLessThanOrEqual(300)
    expect(steps[0]).toBe(3000)
    expect(steps.at(-1)).toBe(7000)
    expect(values['lossG']?.length).toBe(steps.length)
    expect(Math.min(...(values['lossG'] ?? []))).toBe(3000)
    expect(Math.max(...(values['lossG'] ?? []))).toBe(7000)
  })

  test('does not change what is already drawn while rows are added', () => {
    const wave = (step: number): number => Math.sin(step * 12.9898) * 43758.5453
    const before = thin(history(9000, wave), ['lossG'], everything, 400)
    const after = thin(history(9100, wave), ['lossG'], everything, 400)
    const full = before.steps.length - 2
    expect([...after.steps.subarray(0, full)]).toEqual([...before.steps.subarray(0, full)])
    expect([...(after.values['lossG'] ?? []).slice(0, full)]).toEqual([
      ...(before.values['lossG'] ?? []).slice(0, full),
    ])
  })

  test('passes over single NaNs and keeps a stretch of nothing but NaN', () => {
    const series = history(4000, (step) => (step > 2000 || step === 7 ? NaN : step))
    const { values } = thin(series, ['lossG'], everything, 100)
    const column = values['lossG'] ?? new Float32Array()
    expect(column[0]).toBe(1)
    expect(Number.isNaN(column.at(-1))).toBe(true)
    expect([...column.subarray(0, 30)].some(Number.isNaN)).toBe(false)
  })
})
