/**
 * `weighRows`: y ← Σ over k of a[k] · B[k, …], for products of one row: reading B once is all they cost. Eight columns at
 * a time would jump through memory, so whole rows are added up in y.
 */
import {
  add,
  addF32,
  addV,
  F32,
  forLoop,
  I32,
  int,
  below,
  atMost,
  loadF32,
  loadV128,
  mulF32,
  mulV,
  shiftLeft,
  splat,
  storeF32,
  storeV128,
  whileLoop,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction } from '../assembler/module.ts'
import { Spans } from './spans.ts'

/** Parameters: a [k], its bytes from number to number, B [k, n], bytes from row to row, y [n]. */
export const weighRowsSource: FunctionSource = integerFunction(
  'weighRows',
  ['k', 'n', 'a', 'aBytes', 'b', 'bBytes', 'y'],
  (v, scope) => {
    const spans = new Spans(scope)
    const turn = scope.local(I32)
    const factor = scope.local(F32)
    const from = scope.local(I32)
    const to = scope.local(I32)
    const end = scope.local(I32)
    const move = (bytes: number) => [from.set(add(from.get, int(bytes))), to.set(add(to.get, int(bytes)))]
    return [
      spans.clear(v.y.get, v.n.get),
      end.set(add(v.y.get, shiftLeft(v.n.get, int(2)))),
      forLoop(turn, int(0), v.k.get, 1, [
        factor.set(loadF32(v.a.get)),
        from.set(v.b.get),
        to.set(v.y.get),
        whileLoop(atMost(add(to.get, int(16)), end.get), [
          storeV128(to.get, addV(loadV128(to.get), mulV(splat(factor.get), loadV128(from.get)))),
          ...move(16),
        ]),
        whileLoop(below(to.get, end.get), [
          storeF32(to.get, addF32(loadF32(to.get), mulF32(factor.get, loadF32(from.get)))),
          ...move(4),
        ]),
        v.a.set(add(v.a.get, v.aBytes.get)),
        v.b.set(add(v.b.get, v.bBytes.get)),
      ]),
    ]
  },
)
