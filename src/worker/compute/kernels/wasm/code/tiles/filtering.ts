/**
 * The matrices of minimal filtering (S. Winograd, Arithmetic Complexity of Computations, 1980): m outputs of two factors each, y_i = d_i·g_0 +
 * d_(i+1)·g_1, are A·((B·d) ⊙ (G·g)) with m + 1 products instead of 2m. By Toom and Cook: polynomials are multiplied at m points and at
 * infinity. Pure arithmetic.
 */
export type Matrix = readonly (readonly number[])[]

/** F(m, 2). */
export interface Filtering {
  /** Outputs of a tile in either direction: m. */
  readonly outputs: number
  /** Places that they see, and products: m + 1. The last product is for the last output alone. */
  readonly side: number
  /** A [m, m + 1], B [m + 1, m + 1], G [m + 1, 2]. */
  readonly a: Matrix
  readonly b: Matrix
  readonly g: Matrix
}

/** What our functions are made for, by their outputs. Points have few digits, so that A and B are exact. */
export const FILTERINGS = {
  /** Sums and differences alone. */
  2: filteringAt([0, 1]),
  /**
   * Of all fours among 0, ±1/4, ±1/2, ±3/4, ±1, 4/3, ±3/2 and ±2 those that round least: with 128 channels .7e-6 of a sum's spread, three
   * times as coarsely as the plain sum, where 0, ±1 and −2 have 1.4e-6.
   */
  4: filteringAt([-1, 0.5, 1.5, -0.25]),
} as const satisfies Record<number, Filtering>

export type Outputs = keyof typeof FILTERINGS

/** @param points as many as there are outputs, all different */
export function filteringAt(points: readonly number[]): Filtering {
  const others = points.map((point) => points.filter((other) => other !== point))
  const last = points.length - 1
  return {
    outputs: points.length,
    side: points.length + 1,
    a: points.map((_, i) => [...points.map((point) => point ** i), i === last ? 1 : 0]),
    b: [...others.map((roots) => [...withRoots(roots), 0]), withRoots(points)],
    g: [
      ...points.map((point, j) => {
        const scale = (others[j] ?? []).reduce((product, other) => product * (point - other), 1)
        return [1 / scale, point / scale]
      }),
      [0, 1],
    ],
  }
}

export function transposed(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j] ?? 0))
}

/** Coefficients of ∏ (x − root), the constant first. */
function withRoots(roots: readonly number[]): number[] {
  return roots.reduce<number[]>(
    (polynomial, root) => [0, ...polynomial].map((up, i) => up - root * (polynomial[i] ?? 0)),
    [1],
  )
}
