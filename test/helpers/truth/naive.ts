/** Products and convolutions as their definitions say, in double precision: what fast kernels are compared with. */

/** Numbers of a fixed pattern without symmetry, about [−1, 1]. */
export function pattern(count: number, seed: number): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => Math.sin(i * 1.7 + seed * 2.3) + 0.3 * Math.cos(i * 0.37 - seed),
  )
}

/** C[m, n] = Σ A·B; `transposeA`: A is stored [k, m], `transposeB`: B is stored [n, k]. */
export function naiveProduct(
  [m, n, k]: readonly [number, number, number],
  a: Float32Array,
  b: Float32Array,
  transposeA: boolean,
  transposeB: boolean,
): number[] {
  const c: number[] = []
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let x = 0; x < k; x++) {
        sum += (a[transposeA ? x * m + i : i * k + x] ?? NaN) * (b[transposeB ? j * k + x : x * n + j] ?? NaN)
      }
      c.push(sum)
    }
  }
  return c
}

export interface ConvolutionCase {
  /** [n, height, width, in] */
  readonly x: readonly [number, number, number, number]
  /** Side of the square kernel. */
  readonly kernel: number
  readonly out: number
  readonly stride: number
  readonly pad: 'same' | 'valid'
}

export interface Convolution extends ConvolutionCase {
  /** [n, height, width, out] */
  readonly y: readonly [number, number, number, number]
  readonly filter: readonly [number, number, number, number]
}

/** Output size and padding as TensorFlow defines them: "same" pads the smaller half before. */
export function convolutionOf(spec: ConvolutionCase): Convolution {
  const [n, height, width, channels] = spec.x
  const side = (length: number) =>
    spec.pad === 'same'
      ? Math.ceil(length / spec.stride)
      : Math.floor((length - spec.kernel) / spec.stride) + 1
  return {
    ...spec,
    y: [n, side(height), side(width), spec.out],
    filter: [spec.kernel, spec.kernel, channels, spec.out],
  }
}

/** Calls `visit` for every product x·filter that goes into y, with flat indices. */
export function eachTerm(
  { x, y, filter, stride, pad, kernel }: Convolution,
  visit: (x: number, filter: number, y: number) => void,
): void {
  const before = (length: number, out: number) =>
    pad === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + kernel - length) / 2) : 0
  const [top, left] = [before(x[1], y[1]), before(x[2], y[2])]
  for (let n = 0; n < y[0]; n++)
    for (let row = 0; row < y[1]; row++)
      for (let column = 0; column < y[2]; column++)
        for (let ky = 0; ky < kernel; ky++)
          for (let kx = 0; kx < kernel; kx++) {
            const [inRow, inColumn] = [row * stride + ky - top, column * stride + kx - left]
            if (inRow < 0 || inRow >= x[1] || inColumn < 0 || inColumn >= x[2]) continue
            for (let c = 0; c < x[3]; c++)
              for (let o = 0; o < y[3]; o++)
                visit(
                  ((n * x[1] + inRow) * x[2] + inColumn) * x[3] + c,
                  ((ky * kernel + kx) * filter[2] + c) * filter[3] + o,
                  ((n * y[1] + row) * y[2] + column) * y[3] + o,
                )
          }
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

/** Largest difference, relative to the largest expected magnitude. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let worst = 0
  let largest = 1e-12
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i] ?? NaN))
    const difference = Math.abs((actual[i] ?? NaN) - (expected[i] ?? NaN))
    // Written so that NaN counts.
    if (!(difference <= worst)) worst = difference
  }
  return worst / largest
}
