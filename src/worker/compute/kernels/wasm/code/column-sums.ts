/**
 * What is summed down the columns of a matrix: the numbers, their squares about their mean, their products with those of another one.
 * Meant for blocks of rows that fit in a cache; `joinMoments` and `sumRows` join what blocks gave, in the order of the blocks.
 */
import {
  addV,
  divV,
  F32,
  I32,
  int,
  type Local,
  mulV,
  real,
  shiftLeft,
  splat,
  subV,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction } from '../assembler/module.ts'
import { type Column, overColumns } from './columns.ts'

const ZERO = splat(real(0))

/** `sumRows`: y ← Σ over the rows of X. Rows are `bytes` apart. */
export const sumRowsSource: FunctionSource = integerFunction(
  'sumRows',
  ['rows', 'columns', 'x', 'bytes', 'y'],
  ({ rows, columns, x, bytes, y }, scope) => {
    const shape = { rows, columns, matrices: [[x, bytes.get]], vectors: [y], names: ['sum'] } as const
    return overColumns(scope, shape, ({ each, eachRow }) => [
      ...each(({ own }) => [own.sum.set(ZERO)]),
      ...eachRow(({ own, read }) => [own.sum.set(addV(own.sum.get, read(x)))]),
      ...each(({ own, write }) => [write(y, own.sum.get)]),
    ])
  },
)

/**
 * `momentsOfRows`: means ← mean over the rows of X, squares ← Σ (x − mean)². Sums are of differences: of the numbers themselves, and of their
 * squares, digits would be lost where columns are far from nought. Parameters: rows, columns, X whose rows follow each other, means, squares,
 * 1 / rows.
 */
export const momentsOfRowsSource: FunctionSource = {
  name: 'momentsOfRows',
  parameters: [I32, I32, I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [rows, columns, x, means, squares, share] = parameters as [...FiveLocals, Local]
    const bytes = scope.local(I32)
    const shape = { rows, columns, matrices: [[x, bytes.get]], vectors: [means, squares] } as const
    return [
      bytes.set(shiftLeft(columns.get, int(2))),
      ...overColumns(scope, { ...shape, names: ['sum', 'mean', 'apart'] }, ({ each, eachRow }) => [
        ...each(({ own, top }) => [own.mean.set(top(x)), own.sum.set(ZERO)]),
        ...eachRow(({ own, read }) => [own.sum.set(addV(own.sum.get, subV(read(x), own.mean.get)))]),
        ...each(({ own, write }) => [
          own.mean.set(addV(own.mean.get, mulV(own.sum.get, splat(share.get)))),
          write(means, own.mean.get),
          own.sum.set(ZERO),
        ]),
        ...eachRow(({ own, read }) => [
          own.apart.set(subV(read(x), own.mean.get)),
          own.sum.set(addV(own.sum.get, mulV(own.apart.get, own.apart.get))),
        ]),
        ...each(({ own, write }) => [write(squares, own.sum.get)]),
      ]),
    ]
  },
}

/**
 * `joinMoments`: mean and variance of all rows from what `momentsOfRows` gave of blocks of them: squares about the mean of all are those
 * about a block's own, and its rows times the square of the distance of both (Chan, Golub & LeVeque 1979, section 2). Parameters: blocks
 * before the last one, columns, the first block's means and squares, bytes from block to block, mean, variance, rows of a block, of the last
 * one, of all.
 */
export const joinMomentsSource: FunctionSource = {
  name: 'joinMoments',
  parameters: [I32, I32, I32, I32, I32, I32, I32, F32, F32, F32],
  body: (scope, parameters) => {
    const [blocks, columns, means, squares, bytes, ...results] = parameters as FiveLocals
    const [mean, variance, block, last, all] = results as FiveLocals
    const matrices = [
      [means, bytes.get],
      [squares, bytes.get],
    ] as const
    const shape = { rows: blocks, columns, matrices, vectors: [mean, variance] } as const
    type Own = Column<'sum' | 'mean' | 'apart'>
    const apart = ({ own, read }: Own) => own.apart.set(subV(read(means), own.mean.get))
    const addMean = (rows: Local) => (column: Own) => [
      apart(column),
      column.own.sum.set(addV(column.own.sum.get, mulV(splat(rows.get), column.own.apart.get))),
    ]
    const addSquares = (rows: Local) => (column: Own) => {
      const { own, read } = column
      const moved = mulV(splat(rows.get), mulV(own.apart.get, own.apart.get))
      return [apart(column), own.sum.set(addV(own.sum.get, addV(read(squares), moved)))]
    }
    return overColumns(scope, { ...shape, names: ['sum', 'mean', 'apart'] }, ({ each, eachRow }) => [
      ...each(({ own, top }) => [own.mean.set(top(means)), own.sum.set(ZERO)]),
      ...eachRow(addMean(block)),
      // Behind the rows stands the last block.
      ...each(addMean(last)),
      ...each(({ own, write }) => [
        own.mean.set(addV(own.mean.get, divV(own.sum.get, splat(all.get)))),
        write(mean, own.mean.get),
        own.sum.set(ZERO),
      ]),
      ...eachRow(addSquares(block)),
      ...each(addSquares(last)),
      ...each(({ own, write }) => [write(variance, divV(own.sum.get, splat(all.get)))]),
    ])
  },
}

type FiveLocals = [Local, Local, Local, Local, Local, ...Local[]]

/**
 * `sumsAlong`: sums ← Σ over the rows of DY, along ← Σ dy·(x − mean). Rows of both follow each other. Parameters: rows, columns, X, DY, mean,
 * sums, along.
 */
export const sumsAlongSource: FunctionSource = integerFunction(
  'sumsAlong',
  ['rows', 'columns', 'x', 'dy', 'mean', 'sums', 'along'],
  ({ rows, columns, x, dy, mean, sums, along }, scope) => {
    const bytes = scope.local(I32)
    const matrices = [
      [x, bytes.get],
      [dy, bytes.get],
    ] as const
    const shape = { rows, columns, matrices, vectors: [mean, sums, along] } as const
    return [
      bytes.set(shiftLeft(columns.get, int(2))),
      ...overColumns(scope, { ...shape, names: ['sum', 'along', 'mean', 'dy'] }, ({ each, eachRow }) => [
        ...each(({ own, read }) => [own.sum.set(ZERO), own.along.set(ZERO), own.mean.set(read(mean))]),
        ...eachRow(({ own, read }) => [
          own.dy.set(read(dy)),
          own.sum.set(addV(own.sum.get, own.dy.get)),
          own.along.set(addV(own.along.get, mulV(own.dy.get, subV(read(x), own.mean.get)))),
        ]),
        ...each(({ own, write }) => [write(sums, own.sum.get), write(along, own.along.get)]),
      ]),
    ]
  },
)
