/**
 * Filters whose strength is chosen on training pictures, as someone who restores by hand would. Each is one matrix for rows and columns
 * (src/common/restore/matrices.ts). Plain numbers.
 */
import { gaussianMatrix, separably, type Matrix } from '../../../common/restore/matrices.ts'
import type { RestoreConfig } from '../../../common/restore/restore-config.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'

/** Filters of one kind, from weak to strong. */
export type Family = (size: number, config: RestoreConfig) => readonly Matrix[]

/** Pictures that are tried. */
const TRIED = 16
const DEVIATIONS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2]
const AMOUNTS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4]

export const FILTERS: Family = (size) => DEVIATIONS.map((deviation) => gaussianMatrix(size, deviation))

/** What the blur takes away is put on top again, so many times, along rows and then along columns (unsharp masking). */
export const SHARPENERS: Family = (size, { sourceBlur }) => {
  const blur = gaussianMatrix(size, sourceBlur)
  return AMOUNTS.map((amount) => ({
    ...blur,
    values: blur.values.map((value, at) => (at % (size + 1) === 0 ? 1 + amount : 0) - amount * value),
  }))
}

interface Tuning {
  readonly size: number
  readonly channels: number
  readonly config: RestoreConfig
  readonly training: { readonly truth: Float32Array; readonly source: Float32Array }
}

/** The one that brings training sources nearest to their pictures, by mean squared difference. */
export function* best(family: Family, task: Tuning): Sliced<Matrix> {
  const numbers = TRIED * task.size ** 2 * task.channels
  const [truth, source] = [task.training.truth, task.training.source].map((of) => of.subarray(0, numbers))
  if (truth === undefined || source === undefined)
    throw new Error('A filter is tuned on pictures and sources.')
  let found: { matrix: Matrix; squares: number } | null = null
  for (const matrix of family(task.size, task.config)) {
    const made = yield* each(source, task, matrix)
    const squares = made.reduce((sum, value, at) => {
      const within = Math.min(1, Math.max(-1, value))
      return sum + (within - (truth[at] ?? NaN)) ** 2
    }, 0)
    if (found === null || squares < found.squares) found = { matrix, squares }
  }
  return found?.matrix ?? gaussianMatrix(task.size, 0)
}

/** Every picture with the matrix applied along both sides. @param pictures [n, size, size, channels] */
export function* each(
  pictures: Float32Array,
  { size, channels }: Pick<Tuning, 'size' | 'channels'>,
  by: Matrix,
): Sliced<Float32Array> {
  const length = size * size * channels
  const made = new Float32Array(pictures.length)
  const allowance = new Allowance()
  for (let from = 0; from < pictures.length; from += length) {
    made.set(separably(pictures.subarray(from, from + length), channels, by), from)
    if (allowance.spend(length * size)) yield
  }
  return made
}
