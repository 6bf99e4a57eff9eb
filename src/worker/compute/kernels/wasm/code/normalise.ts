/** Batch norm and its gradient number by number, given what is summed down the columns (Ioffe & Szegedy 2015, section 3); and a mask. */
import type { Code } from '../assembler/bytes.ts'
import {
  addV,
  bitSelectV,
  divV,
  F32,
  greaterV,
  I32,
  int,
  type Local,
  mulV,
  real,
  splat,
  sqrtV,
  subV,
  V128,
} from '../assembler/instructions.ts'
import type { FunctionSource } from '../assembler/module.ts'
import { overRows } from './columns.ts'

type Locals = [Local, Local, Local, Local, ...Local[]]

/** `perDeviation`: y ← a / √(variance + ε). Parameters: columns, a, variance, y (a will do), ε. */
export const perDeviationSource: FunctionSource = {
  name: 'perDeviation',
  parameters: [I32, I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [columns, a, variance, y, epsilon] = parameters as [...Locals, Local]
    const shape = { columns, rows: int(1), from: [a, variance], to: y, vectors: [] }
    return overRows(scope, shape, (read) => divV(read(a), sqrtV(addV(read(variance), splat(epsilon.get)))))
  },
}

/**
 * `normaliseRows`: Y ← (X − mean)·gain + offset, times the slope where that is not above 0. Parameters: rows, columns, X, mean, gain, offset,
 * Y, slope.
 */
export const normaliseRowsSource: FunctionSource = {
  name: 'normaliseRows',
  parameters: [I32, I32, I32, I32, I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [rows, columns, x, mean, ...others] = parameters as Locals
    const [gain, offset, to, slope] = others as Locals
    const shape = { columns, rows: rows.get, from: [x], to, vectors: [mean, gain, offset] }
    const y = scope.local(V128)
    return overRows(scope, shape, (read) => [
      ...y.set(addV(mulV(subV(read(x), read(mean)), read(gain)), read(offset))),
      ...sloped(y.get, y.get, slope),
    ])
  },
}

/**
 * `normaliseGradientRows`: DX ← gain·(dy − share·(sums + (x − mean)·along)). Parameters: rows, columns, X, DY, mean, gain, sums, along (over the
 * deviation), DX, share.
 */
export const normaliseGradientRowsSource: FunctionSource = {
  name: 'normaliseGradientRows',
  parameters: [I32, I32, I32, I32, I32, I32, I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [rows, columns, x, dy, mean, ...others] = parameters as [...Locals, Local]
    const [gain, sums, along, to, share] = others as [...Locals, Local]
    const shape = { columns, rows: rows.get, from: [x, dy], to, vectors: [mean, gain, sums, along] }
    return overRows(scope, shape, (read) => {
      const both = addV(read(sums), mulV(subV(read(x), read(mean)), read(along)))
      return mulV(read(gain), subV(read(dy), mulV(splat(share.get), both)))
    })
  },
}

/** `mask`: y ← x where the mask is above 0, else slope·x. Parameters: count, x, mask, y, slope. */
export const maskSource: FunctionSource = {
  name: 'mask',
  parameters: [I32, I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [count, x, mask, y, slope] = parameters as [...Locals, Local]
    const shape = { columns: count, rows: int(1), from: [x, mask], to: y, vectors: [] }
    const value = scope.local(V128)
    return overRows(scope, shape, (read) => [...value.set(read(x)), ...sloped(value.get, read(mask), slope)])
  },
}

/** A value where what decides is above 0, else slope·value. */
function sloped(value: Code, by: Code, slope: Local): Code {
  return bitSelectV(value, mulV(value, splat(slope.get)), greaterV(by, splat(real(0))))
}
