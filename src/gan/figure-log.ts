/**
 * Keeps the figures of steps on the device until somebody wants them, then reads them all back at once: one sync point
 * per tick, not per step.
 */
import { concat, tidy } from '@tensorflow/tfjs'
import { SERIES_WIDTH } from '../shared/series-columns.ts'
import { FIGURES, type FigureRow } from './game-types.ts'

export interface FigureLog {
  /** Takes over the row of a step. */
  push(step: number, row: FigureRow): void
  readonly length: number
  /** All rows since the last call as SERIES_COLUMNS, one after another; frees them. */
  read(): Promise<Float32Array>
  /** Frees what was not read. */
  clear(): void
}

export function createFigureLog(): FigureLog {
  let rows: FigureRow[] = []
  let steps: number[] = []
  return {
    push: (step, row) => {
      rows.push(row)
      steps.push(step)
    },
    get length() {
      return rows.length
    },
    read: async () => {
      const taken = rows
      const takenSteps = steps
      rows = []
      steps = []
      if (taken.length === 0) return new Float32Array(0)
      const joined = tidy(() => concat(taken))
      taken.forEach((row) => row.dispose())
      const values = await joined.data<'float32'>()
      joined.dispose()
      return withSteps(values, takenSteps)
    },
    clear: () => {
      rows.forEach((row) => row.dispose())
      rows = []
      steps = []
    },
  }
}

/** Puts the step number before each row. */
function withSteps(values: Float32Array, steps: readonly number[]): Float32Array {
  const out = new Float32Array(steps.length * SERIES_WIDTH)
  steps.forEach((step, i) => {
    out[i * SERIES_WIDTH] = step
    out.set(values.subarray(i * FIGURES.length, (i + 1) * FIGURES.length), i * SERIES_WIDTH + 1)
  })
  return out
}
