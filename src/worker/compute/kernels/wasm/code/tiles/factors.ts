/**
 * A filter of four by four places made ready for products over tiles, and back: G·g·Gᵀ of the two by two places of each parity, [2 × 2
 * parities × channels, out] in (m + 1)² planes, and by the transpose back. Numbers come in fours.
 */
import type { Code } from '../../assembler/bytes.ts'
import {
  add,
  below,
  forLoop,
  I32,
  int,
  loadV128,
  type Local,
  mul,
  shiftLeft,
  storeV128,
  sub,
  whileLoop,
} from '../../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../../assembler/module.ts'
import { FILTERINGS, type Outputs, transposed } from './filtering.ts'
import { transformed } from './transform.ts'

const PARAMETERS = [
  /** Of the numbers of each place, first … last − 1 are done. */
  'first',
  'last',
  /** Numbers of one place of the filter: channels × out. */
  'count',
  /** [4, 4, channels, out]. */
  'filter',
  'planes',
  'planeBytes',
] as const
type Variables = Readonly<Record<(typeof PARAMETERS)[number], Local>>

/** `readFactors…`: planes ← filter. */
export function readFactorsSource(outputs: Outputs): FunctionSource {
  const { g, side } = FILTERINGS[outputs]
  return integerFunction(`readFactors${outputs}`, PARAMETERS, (v, scope) =>
    overFactors(v, scope, side, (place, plane) =>
      transformed(g, scope, {
        load: (i, j) => loadV128(place(i, j)),
        store: (i, j, value) => storeV128(plane(i, j), value),
      }),
    ),
  )
}

/** `writeFactors…`: filter ← planes. */
export function writeFactorsSource(outputs: Outputs): FunctionSource {
  const { g, side } = FILTERINGS[outputs]
  return integerFunction(`writeFactors${outputs}`, PARAMETERS, (v, scope) =>
    overFactors(v, scope, side, (place, plane) =>
      transformed(transposed(g), scope, {
        load: (i, j) => loadV128(plane(i, j)),
        store: (i, j, value) => storeV128(place(i, j), value),
      }),
    ),
  )
}

type Address = (i: number, j: number) => Code

/** Visits four numbers of a parity at a time. `place`: address in the filter, `plane`: in the planes. */
function overFactors(
  v: Variables,
  scope: Scope,
  side: number,
  visit: (place: Address, plane: Address) => readonly Code[],
): readonly Code[] {
  const local = () => scope.local(I32)
  const [qy, qx, from, to, end, bytes] = [local(), local(), local(), local(), local(), local()]
  const place: Address = (i, j) => add(from.get, mul(bytes.get, int(8 * i + 2 * j)))
  const plane: Address = (i, j) => add(to.get, mul(v.planeBytes.get, int(side * i + j)))
  const start = (address: Local) => add(address.get, shiftLeft(v.first.get, int(2)))
  const turn = [...visit(place, plane), from.set(add(from.get, int(16))), to.set(add(to.get, int(16)))]
  return [
    bytes.set(shiftLeft(v.count.get, int(2))),
    forLoop(qy, int(0), int(2), 1, [
      forLoop(qx, int(0), int(2), 1, [
        from.set(add(start(v.filter), mul(bytes.get, add(shiftLeft(qy.get, int(2)), qx.get)))),
        to.set(add(start(v.planes), mul(bytes.get, add(shiftLeft(qy.get, int(1)), qx.get)))),
        end.set(add(to.get, shiftLeft(sub(v.last.get, v.first.get), int(2)))),
        whileLoop(below(to.get, end.get), turn),
      ]),
    ]),
  ]
}
