/**
 * Keeps the figures of steps on the device until somebody wants them, then reads them all back at once: one sync point
 * per tick, not per step.
 */
import { concat, tidy } from '@tensorflow/tfjs'
import { SERIES_WIDTH } from '../../../common/numbers/series-columns.ts'
import { readOnce } from '../kernels/read-back.ts'
import { FIGURES, type FigureRow } from '../game-types.ts'

export interface FigureLog {
  /** Takes over the row of a step. */
  push(step: number, row: FigureRow): void
  readonly length: number
  /** All rows since the last call as SERIES_COLUMNS, one after another in the order of their steps; frees them. */
  read(): Promise<Float32Array>
  /** Frees what was not read. */
  clear(): void
}

/** Rows that a device keeps by itself. */
export interface DeviceRows {
  readonly length: number
  /** Rows since the last call, FIGURES each, and their steps, 0-based. */
  read(): Promise<{ steps: readonly number[]; values: Float32Array }>
  clear(): void
}

/** @param replayed where the rows of steps are that were not pushed */
export function createFigureLog(replayed: DeviceRows | null = null): FigureLog {
  let rows: FigureRow[] = []
  let steps: number[] = []
  const readPushed = async (): Promise<Float32Array> => {
    const taken = rows
    const takenSteps = steps
    rows = []
    steps = []
    if (taken.length === 0) return new Float32Array(0)
    const joined = tidy(() => concat(taken))
    taken.forEach((row) => row.dispose())
    return withSteps(await readOnce(joined), takenSteps)
  }
  return {
    push: (step, row) => {
      rows.push(row)
      steps.push(step)
    },
    get length() {
      return rows.length + (replayed?.length ?? 0)
    },
    read: async () => {
      const [pushed, device] = await Promise.all([readPushed(), readReplayed(replayed)])
      return device.length === 0 ? pushed : inOrder(pushed, device)
    },
    clear: () => {
      rows.forEach((row) => row.dispose())
      rows = []
      steps = []
      replayed?.clear()
    },
  }
}

async function readReplayed(replayed: DeviceRows | null): Promise<Float32Array> {
  if (replayed === null || replayed.length === 0) return new Float32Array(0)
  const { steps, values } = await replayed.read()
  return withSteps(
    values,
    steps.map((step) => step + 1),
  )
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

function inOrder(a: Float32Array, b: Float32Array): Float32Array {
  const rows = [a, b].flatMap((part) =>
    Array.from({ length: part.length / SERIES_WIDTH }, (_, i) =>
      part.subarray(i * SERIES_WIDTH, (i + 1) * SERIES_WIDTH),
    ),
  )
  rows.sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0))
  const out = new Float32Array(a.length + b.length)
  rows.forEach((row, i) => out.set(row, i * SERIES_WIDTH))
  return out
}
