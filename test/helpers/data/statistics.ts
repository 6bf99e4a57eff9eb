/** Plain statistics for tests, in double precision. */

/** Upper 99.9 % point of chi-square by Wilson and Hilferty's cube (1931): good to 1 % from 3 degrees on. */
export function chiSquareLimit(degrees: number): number {
  const z = 3.0902
  return degrees * (1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees))) ** 3
}

export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  return counts.reduce((sum, count, i) => sum + (count - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 1), 0)
}

/** One axis of [n, 2]. */
export function axis(points: Float32Array, which: 0 | 1): number[] {
  return Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + which] ?? 0)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Share of points [n, 2] for which the test holds. */
export function share(points: Float32Array, test: (x: number, y: number) => boolean): number {
  let hits = 0
  for (let i = 0; i < points.length; i += 2) if (test(points[i] ?? 0, points[i + 1] ?? 0)) hits++
  return hits / (points.length / 2)
}
