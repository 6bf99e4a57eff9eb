/** `weighRows`: y ← Σ over k of a[k] · B[k, …], for products of one row: reading B once is all they cost. */
import {
  add,
  addF32,
  addV,
  atMost,
  F32,
  forLoop,
  I32,
  int,
  loadF32,
  loadV128,
  type Local,
  mulF32,
  mulV,
  real,
  shiftLeft,
  splat,
  storeF32,
  storeV128,
  V128,
  whileLoop,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction } from '../assembler/module.ts'
import type { Code } from '../assembler/bytes.ts'

/** Columns whose sums are kept in registers at a time. */
export const SUM_COLUMNS = 16

/** Parameters: a [k], its bytes from number to number, B [k, n], bytes from row to row, y [n]. Each sum goes down the rows in order. */
export const weighRowsSource: FunctionSource = integerFunction(
  'weighRows',
  ['k', 'n', 'a', 'aBytes', 'b', 'bBytes', 'y'],
  (v, scope) => {
    const [turn, factorAt, from, end] = Array.from({ length: 4 }, () => scope.local(I32)) as [
      Local,
      Local,
      Local,
      Local,
    ]
    const factor = scope.local(F32)
    const sums = Array.from({ length: SUM_COLUMNS / 4 }, () => scope.local(V128))
    const one = scope.local(F32)
    const downTheRows = (body: readonly Code[]) => [
      factorAt.set(v.a.get),
      from.set(v.b.get),
      forLoop(turn, int(0), v.k.get, 1, [
        factor.set(loadF32(factorAt.get)),
        ...body,
        factorAt.set(add(factorAt.get, v.aBytes.get)),
        from.set(add(from.get, v.bBytes.get)),
      ]),
    ]
    const stretch = (vectors: readonly Local[]) => [
      ...vectors.map((sum) => sum.set(splat(real(0)))),
      ...downTheRows(
        vectors.map((sum, i) => sum.set(addV(sum.get, mulV(splat(factor.get), loadV128(from.get, 16 * i))))),
      ),
      ...vectors.map((sum, i) => storeV128(v.y.get, sum.get, 16 * i)),
      ...[v.b, v.y].map((pointer) => pointer.set(add(pointer.get, int(16 * vectors.length)))),
    ]
    const fits = (columns: number) => atMost(add(v.y.get, int(4 * columns)), end.get)
    return [
      end.set(add(v.y.get, shiftLeft(v.n.get, int(2)))),
      whileLoop(fits(SUM_COLUMNS), stretch(sums)),
      whileLoop(fits(4), stretch(sums.slice(0, 1))),
      whileLoop(fits(1), [
        one.set(real(0)),
        ...downTheRows([one.set(addF32(one.get, mulF32(factor.get, loadF32(from.get))))]),
        storeF32(v.y.get, one.get),
        ...[v.b, v.y].map((pointer) => pointer.set(add(pointer.get, int(4)))),
      ]),
    ]
  },
)
