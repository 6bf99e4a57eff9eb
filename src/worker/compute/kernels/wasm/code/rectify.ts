/** `finishRows`: what follows a product: a bias per column, then a rectifier. Also a rectifier alone. */
import {
  add,
  addF32,
  addV,
  bitSelectV,
  F32,
  forLoop,
  greaterF32,
  greaterV,
  I32,
  int,
  below,
  atMost,
  loadF32,
  loadV128,
  type Local,
  mulF32,
  mulV,
  real,
  select,
  shiftLeft,
  splat,
  storeF32,
  storeV128,
  V128,
  when,
  whileLoop,
} from '../assembler/instructions.ts'
import type { FunctionSource } from '../assembler/module.ts'

/**
 * Parameters: rows, columns, address of the matrix, address of the result (the same will do), address of the bias or 0,
 * slope below zero (1: no rectifier).
 */
export const finishRowsSource: FunctionSource = {
  name: 'finishRows',
  parameters: [I32, I32, I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [rows, columns, from, to, bias, slope] = parameters as [Local, Local, Local, Local, Local, Local]
    const row = scope.local(I32)
    const end = scope.local(I32)
    const term = scope.local(I32)
    const four = scope.local(V128)
    const one = scope.local(F32)
    const zero = splat(real(0))
    const move = (bytes: number) =>
      [from, to, term].map((pointer) => pointer.set(add(pointer.get, int(bytes))))
    return [
      forLoop(row, int(0), rows.get, 1, [
        term.set(bias.get),
        end.set(add(to.get, shiftLeft(columns.get, int(2)))),
        whileLoop(atMost(add(to.get, int(16)), end.get), [
          four.set(loadV128(from.get)),
          when(bias.get, [four.set(addV(four.get, loadV128(term.get)))]),
          four.set(bitSelectV(four.get, mulV(four.get, splat(slope.get)), greaterV(four.get, zero))),
          storeV128(to.get, four.get),
          ...move(16),
        ]),
        whileLoop(below(to.get, end.get), [
          one.set(loadF32(from.get)),
          when(bias.get, [one.set(addF32(one.get, loadF32(term.get)))]),
          storeF32(to.get, select(one.get, mulF32(one.get, slope.get), greaterF32(one.get, real(0)))),
          ...move(4),
        ]),
      ]),
    ]
  },
}
