/** Sums, differences and products of two matrices row by row, the second with a stride of its own, which may be none; and a step. */
import { type Code } from '../assembler/bytes.ts'
import {
  add,
  addF32,
  addV,
  atMost,
  below,
  bitSelectV,
  equalF32,
  equalV,
  F32,
  forLoop,
  greaterF32,
  greaterV,
  I32,
  int,
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
  subF32,
  subV,
  V128,
  whileLoop,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction } from '../assembler/module.ts'

type Binary = (a: Code, b: Code) => Code

/** Rows of a and of the result follow each other; those of b are `bBytes` apart, 0: all the same. */
const PARAMETERS = ['rows', 'columns', 'a', 'b', 'bBytes', 'to'] as const

function rowwise(name: string, four: Binary, one: Binary): FunctionSource {
  return integerFunction(name, PARAMETERS, (v, scope) => {
    const [row, term, end] = [scope.local(I32), scope.local(I32), scope.local(I32)]
    const move = (bytes: number) =>
      [v.a, v.to, term].map((pointer) => pointer.set(add(pointer.get, int(bytes))))
    return [
      forLoop(row, int(0), v.rows.get, 1, [
        term.set(v.b.get),
        end.set(add(v.to.get, shiftLeft(v.columns.get, int(2)))),
        whileLoop(atMost(add(v.to.get, int(16)), end.get), [
          storeV128(v.to.get, four(loadV128(v.a.get), loadV128(term.get))),
          ...move(16),
        ]),
        whileLoop(below(v.to.get, end.get), [
          storeF32(v.to.get, one(loadF32(v.a.get), loadF32(term.get))),
          ...move(4),
        ]),
        v.b.set(add(v.b.get, v.bBytes.get)),
      ]),
    ]
  })
}

export const addRowsSource = rowwise('addRows', addV, addF32)
export const subtractRowsSource = rowwise('subtractRows', subV, subF32)
export const multiplyRowsSource = rowwise('multiplyRows', mulV, mulF32)

/** `step`: 1 where x > 0, else alpha; x where it is no number. Parameters: where from, where to, how many, alpha. */
export const stepSource: FunctionSource = {
  name: 'step',
  parameters: [I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [from, to, count, alpha] = parameters as [Local, Local, Local, Local]
    const [end, x, one] = [scope.local(I32), scope.local(V128), scope.local(F32)]
    const move = (bytes: number) => [from, to].map((pointer) => pointer.set(add(pointer.get, int(bytes))))
    const stepped = bitSelectV(splat(real(1)), splat(alpha.get), greaterV(x.get, splat(real(0))))
    const steppedOne = select(real(1), alpha.get, greaterF32(one.get, real(0)))
    return [
      end.set(add(to.get, shiftLeft(count.get, int(2)))),
      whileLoop(atMost(add(to.get, int(16)), end.get), [
        x.set(loadV128(from.get)),
        storeV128(to.get, bitSelectV(stepped, x.get, equalV(x.get, x.get))),
        ...move(16),
      ]),
      whileLoop(below(to.get, end.get), [
        one.set(loadF32(from.get)),
        storeF32(to.get, select(steppedOne, one.get, equalF32(one.get, one.get))),
        ...move(4),
      ]),
    ]
  },
}
