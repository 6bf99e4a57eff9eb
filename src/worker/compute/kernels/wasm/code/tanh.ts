/**
 * `tanh`, four at a time. Near zero an odd polynomial, elsewhere (1 − t)/(1 + t) with t = e^−2|x|. The polynomials are
 * those of the Cephes library (S. Moshier, tanhf.c and expf.c), right to about two units in the last place.
 */
import type { Code } from '../assembler/bytes.ts'
import {
  absV,
  add,
  addI32V,
  addV,
  atMost,
  below,
  bitSelectV,
  divV,
  I32,
  int,
  lane,
  lessV,
  loadSplat,
  loadV128,
  type Local,
  minV,
  mulV,
  nearestV,
  real,
  shiftLeft,
  shiftLeftI32V,
  splat,
  splatI32,
  storeF32,
  storeV128,
  subV,
  truncateV,
  V128,
  whileLoop,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../assembler/module.ts'

/** Below this the polynomial is better. */
const NEAR = 0.625
/** From here on tanh is 1 in single precision. */
const FAR = 9.2

const TANH = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1]
const EXP = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
]
/** ln 2 in two parts: the first has few bits, so that a small multiple of it is exact. */
const LN2_HIGH = 0.693359375
const LN2_LOW = -2.1219444e-4

/** Parameters: address of x, address of the result (another), how many. */
export const tanhSource: FunctionSource = integerFunction('tanh', ['from', 'to', 'count'], (v, scope) => {
  const end = scope.local(I32)
  const x = scope.local(V128)
  const y = scope.local(V128)
  const compute = tanhOf(scope, x, y)
  const move = (bytes: number) => [v.from, v.to].map((pointer) => pointer.set(add(pointer.get, int(bytes))))
  return [
    end.set(add(v.to.get, shiftLeft(v.count.get, int(2)))),
    whileLoop(atMost(add(v.to.get, int(16)), end.get), [
      x.set(loadV128(v.from.get)),
      ...compute,
      storeV128(v.to.get, y.get),
      ...move(16),
    ]),
    whileLoop(below(v.to.get, end.get), [
      x.set(loadSplat(v.from.get)),
      ...compute,
      storeF32(v.to.get, lane(y.get, 0)),
      ...move(4),
    ]),
  ]
})

/** y ← tanh x. */
function tanhOf(scope: Scope, x: Local, y: Local): Code[] {
  const [size, square, power, rest, t] = Array.from({ length: 5 }, () => scope.local(V128)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ]
  const constant = (value: number) => splat(real(value))
  const horner = (variable: Local, [first = 0, ...more]: readonly number[]) =>
    more.reduce((sum, next) => addV(mulV(sum, variable.get), constant(next)), constant(first))
  const near = addV(x.get, mulV(mulV(x.get, square.get), horner(square, TANH)))
  const signed = bitSelectV(x.get, divV(subV(constant(1), t.get), addV(constant(1), t.get)), signBit())
  return [
    // `min` keeps NaN.
    size.set(minV(absV(x.get), constant(FAR))),
    square.set(mulV(x.get, x.get)),
    // t = e^rest · 2^power, rest within ± ½ ln 2.
    rest.set(mulV(size.get, constant(-2))),
    power.set(nearestV(mulV(rest.get, constant(Math.LOG2E)))),
    rest.set(subV(rest.get, mulV(power.get, constant(LN2_HIGH)))),
    rest.set(subV(rest.get, mulV(power.get, constant(LN2_LOW)))),
    t.set(addV(mulV(mulV(rest.get, rest.get), horner(rest, EXP)), addV(rest.get, constant(1)))),
    t.set(mulV(t.get, shiftLeftI32V(addI32V(truncateV(power.get), splatI32(int(127))), int(23)))),
    y.set(bitSelectV(near, signed, lessV(size.get, constant(NEAR)))),
  ]
}

/** The mask of the sign. */
function signBit(): Code {
  return splatI32(int(-0x80000000))
}
