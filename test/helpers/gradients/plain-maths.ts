/** The arithmetic of formulas on plain doubles, by loops. Slopes are central differences. Slow and simple on purpose. */
import { convolutionOf, eachTerm, type Convolution } from '../truth/naive.ts'
import { sizeOf, type Maths, type Shape4, type Values } from './maths.ts'

/** Step of slopes. In double precision: truncation about 1e-9, rounding about 1e-11. */
const STEP = 3e-5

type Unary = (a: Values) => Values

/** Distance in memory between neighbours along each axis; 0 along axes of length 1, which are broadcast. */
function strides(shape: readonly number[], rank: number): number[] {
  const padded = [...Array<number>(rank - shape.length).fill(1), ...shape]
  return padded.map((side, axis) => (side === 1 ? 0 : sizeOf(padded.slice(axis + 1))))
}

/** A new array whose element at each index is `value(flat index of a, of b)`. */
function walk(
  shape: readonly number[],
  steps: readonly (readonly number[])[],
  value: (offsets: readonly number[]) => number,
): Values {
  const data = new Float64Array(sizeOf(shape))
  const index = shape.map(() => 0)
  for (let i = 0; i < data.length; i++) {
    data[i] = value(steps.map((step) => step.reduce((sum, s, axis) => sum + s * (index[axis] ?? 0), 0)))
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1
      index[axis] = next === shape[axis] ? 0 : next
      if (next !== shape[axis]) break
    }
  }
  return { shape, data }
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length)
  const side = (shape: readonly number[], axis: number) => shape[axis - rank + shape.length] ?? 1
  return Array.from({ length: rank }, (_, axis) => {
    const [mine, theirs] = [side(a, axis), side(b, axis)]
    if (mine !== theirs && mine !== 1 && theirs !== 1) throw new Error(`[${a.join()}] with [${b.join()}]`)
    return Math.max(mine, theirs)
  })
}

function binary(operation: (x: number, y: number) => number) {
  return (a: Values, b: Values | number): Values => {
    if (typeof b === 'number') return unary((x) => operation(x, b))(a)
    const shape = broadcast(a.shape, b.shape)
    const steps = [strides(a.shape, shape.length), strides(b.shape, shape.length)]
    return walk(shape, steps, ([i = 0, j = 0]) => operation(a.data[i] ?? NaN, b.data[j] ?? NaN))
  }
}

function unary(operation: (x: number) => number): Unary {
  return ({ shape, data }) => ({ shape, data: data.map(operation) })
}

/** Folds some axes away; they stay with length 1. */
function reduce(a: Values, axes: readonly number[], start: number, fold: (x: number, y: number) => number) {
  const shape = a.shape.map((side, axis) => (axes.includes(axis) ? 1 : side))
  const data = new Float64Array(sizeOf(shape)).fill(start)
  const steps = [strides(shape, shape.length)]
  let i = 0
  walk(a.shape, steps, ([to = 0]) => (data[to] = fold(data[to] ?? NaN, a.data[i++] ?? NaN)))
  return { shape, data }
}

function matMul(a: Values, b: Values): Values {
  const [rows = 0, inner = 0] = a.shape
  const [, columns = 0] = b.shape
  const data = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0
      for (let k = 0; k < inner; k++) sum += (a.data[i * inner + k] ?? NaN) * (b.data[k * columns + j] ?? NaN)
      data[i * columns + j] = sum
    }
  return { shape: [rows, columns], data }
}

function transpose(a: Values, order: readonly number[]): Values {
  const shape = order.map((axis) => a.shape[axis] ?? NaN)
  const own = strides(a.shape, a.shape.length)
  return walk(shape, [order.map((axis) => own[axis] ?? NaN)], ([i = 0]) => a.data[i] ?? NaN)
}

function slice(a: Values, axis: number, start: number, size: number): Values {
  const shape = a.shape.map((side, i) => (i === axis ? size : side))
  const own = strides(a.shape, a.shape.length)
  const first = start * (own[axis] ?? 0)
  return walk(shape, [own], ([i = 0]) => a.data[i + first] ?? NaN)
}

function concat(parts: readonly Values[], axis: number): Values {
  const [first] = parts
  if (first === undefined) throw new Error('There is nothing to join.')
  const place = axis < 0 ? axis + first.shape.length : axis
  const total = parts.reduce((sum, { shape }) => sum + (shape[place] ?? 0), 0)
  const shape = first.shape.map((side, i) => (i === place ? total : side))
  const data = new Float64Array(sizeOf(shape))
  const outer = sizeOf(shape.slice(0, place))
  let offset = 0
  for (const part of parts) {
    const run = part.data.length / outer
    for (let i = 0; i < outer; i++) {
      data.set(part.data.subarray(i * run, (i + 1) * run), (i * data.length) / outer + offset)
    }
    offset += run
  }
  return { shape, data }
}

function convolution(x: readonly number[], filter: readonly number[], stride: number): Convolution {
  const [kernel = 0, , , out = 0] = filter
  const [n = 0, h = 0, w = 0, c = 0] = x
  return convolutionOf({ x: [n, h, w, c], kernel, out, stride, pad: 'same' })
}

type Place = 'x' | 'filter' | 'y'

/** Sums every product of a convolution into one of its three sides. */
function convolving(conv: Convolution, to: Place, a: Values, b: Values): Values {
  const shape = conv[to]
  const data = new Float64Array(sizeOf(shape))
  const add = (place: number, value: number) => (data[place] = (data[place] ?? NaN) + value)
  eachTerm(conv, (i, j, k) => {
    if (to === 'y') add(k, (a.data[i] ?? NaN) * (b.data[j] ?? NaN))
    else if (to === 'x') add(i, (a.data[k] ?? NaN) * (b.data[j] ?? NaN))
    else add(j, (a.data[i] ?? NaN) * (b.data[k] ?? NaN))
  })
  return { shape, data }
}

export function total({ data }: Values): number {
  return data.reduce((sum, value) => sum + value, 0)
}

/** The i-th element moved. */
function moved({ shape, data }: Values, i: number, by: number): Values {
  const copy = Float64Array.from(data)
  copy[i] = (copy[i] ?? NaN) + by
  return { shape, data: copy }
}

/** Central differences of Σf by each element of x. */
export function differences(f: Unary, x: Values): Values {
  const data = x.data.map((_, i) => (total(f(moved(x, i, STEP))) - total(f(moved(x, i, -STEP)))) / (2 * STEP))
  return { shape: x.shape, data }
}

export const PLAIN: Maths<Values> = {
  constant: (values) => values,
  shapeOf: ({ shape }) => shape,
  add: binary((x, y) => x + y),
  sub: binary((x, y) => x - y),
  mul: binary((x, y) => x * y),
  div: binary((x, y) => x / y),
  tanh: unary(Math.tanh),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  exp: unary(Math.exp),
  log: unary(Math.log),
  softplus: unary((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  sqrt: unary(Math.sqrt),
  cos: unary(Math.cos),
  abs: unary(Math.abs),
  relu: unary((x) => Math.max(x, 0)),
  matMul,
  sum: (a, axes) => reduce(a, axes ?? a.shape.map((_, axis) => axis), 0, (x, y) => x + y),
  max: (a, axis) => {
    const { data } = reduce(a, [axis], -Infinity, Math.max)
    return { shape: a.shape.filter((_, i) => i !== axis), data }
  },
  reshape: ({ data }, shape) => ({ shape, data }),
  transpose,
  concat,
  slice,
  convolve: (x, filter, stride) => convolving(convolution(x.shape, filter.shape, stride), 'y', x, filter),
  spread: (dy, filter, shape: Shape4, stride) =>
    convolving(convolution(shape, filter.shape, stride), 'x', dy, filter),
  correlate: (x, dy, shape: Shape4, stride) =>
    convolving(convolution(x.shape, shape, stride), 'filter', x, dy),
  slope: differences,
}
