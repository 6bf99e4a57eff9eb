/** `copyRows`: rows of numbers from one place to another, each place with a stride of its own: what joins and parts channels. */
import {
  add,
  atMost,
  below,
  forLoop,
  I32,
  int,
  loadF32,
  loadV128,
  shiftLeft,
  storeF32,
  storeV128,
  whileLoop,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction } from '../assembler/module.ts'

const PARAMETERS = ['rows', 'columns', 'from', 'fromBytes', 'to', 'toBytes'] as const

/** Rows are `fromBytes` apart where they come from and `toBytes` where they go to. */
export const copyRowsSource: FunctionSource = integerFunction('copyRows', PARAMETERS, (v, scope) => {
  const [row, from, to, end] = [scope.local(I32), scope.local(I32), scope.local(I32), scope.local(I32)]
  const move = (bytes: number) => [from, to].map((pointer) => pointer.set(add(pointer.get, int(bytes))))
  return [
    forLoop(row, int(0), v.rows.get, 1, [
      from.set(v.from.get),
      to.set(v.to.get),
      end.set(add(to.get, shiftLeft(v.columns.get, int(2)))),
      whileLoop(atMost(add(to.get, int(16)), end.get), [storeV128(to.get, loadV128(from.get)), ...move(16)]),
      whileLoop(below(to.get, end.get), [storeF32(to.get, loadF32(from.get)), ...move(4)]),
      v.from.set(add(v.from.get, v.fromBytes.get)),
      v.to.set(add(v.to.get, v.toBytes.get)),
    ]),
  ]
})
