/**
 * Packs a matrix B into panels of eight columns, k after k, so that a product reads it in one stream. Columns past the
 * end are zeros.
 */
import {
  add,
  forLoop,
  I32,
  int,
  less,
  lessOrEqual,
  loadF32,
  loadV128,
  mul,
  real,
  select,
  shiftLeft,
  shuffle,
  storeF32,
  storeV128,
  sub,
  V128,
  when,
  type Local,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../assembler/module.ts'
import { TILE_COLUMNS } from './tile.ts'

const PARAMETERS = ['k', 'n', 'b', 'bBytes', 'to'] as const
type Variables = Readonly<Record<(typeof PARAMETERS)[number], Local>>

/** Bytes of a packed [k, n]. */
export function packedBytes(k: number, n: number): number {
  return Math.ceil(n / TILE_COLUMNS) * TILE_COLUMNS * k * 4
}

/** `pack`: B is [k, n], its rows `bBytes` apart. */
export const packSource: FunctionSource = integerFunction('pack', PARAMETERS, (v, scope) => {
  const { j, turn, from, to } = cursors(scope)
  const whole = forLoop(turn, int(0), v.k.get, 1, [
    storeV128(to.get, loadV128(from.get)),
    storeV128(to.get, loadV128(from.get, 16), 16),
    from.set(add(from.get, v.bBytes.get)),
    to.set(add(to.get, int(32))),
  ])
  const part = partPanel(v, scope, { j, turn, to }, (turn, column) =>
    add(v.b.get, add(mul(turn, v.bBytes.get), shiftLeft(column, int(2)))),
  )
  return [
    to.set(v.to.get),
    forLoop(j, int(0), v.n.get, TILE_COLUMNS, [
      from.set(add(v.b.get, shiftLeft(j.get, int(2)))),
      when(lessOrEqual(add(j.get, int(TILE_COLUMNS)), v.n.get), [whole], [part]),
    ]),
  ]
})

/** `packTransposed`: B is stored as [n, k], its rows `bBytes` apart. */
export const packTransposedSource: FunctionSource = integerFunction(
  'packTransposed',
  PARAMETERS,
  (v, scope) => {
    const { j, turn, from, to } = cursors(scope)
    const inputs = Array.from({ length: 4 }, () => scope.local(V128))
    const rest = scope.local(I32)
    const half = (offset: number) => transposeFour(inputs, from, v.bBytes, to, offset)
    const column = scope.local(I32)
    const single = forLoop(column, int(0), int(TILE_COLUMNS), 1, [
      storeF32(
        add(to.get, shiftLeft(column.get, int(2))),
        loadF32(add(from.get, mul(column.get, v.bBytes.get))),
      ),
    ])
    const whole = [
      rest.set(sub(v.k.get, int(3))),
      forLoop(turn, int(0), rest.get, 4, [
        ...half(0),
        from.set(add(from.get, shiftLeft(v.bBytes.get, int(2)))),
        ...half(16),
        from.set(sub(add(from.get, int(16)), shiftLeft(v.bBytes.get, int(2)))),
        to.set(add(to.get, int(128))),
      ]),
      forLoop(turn, turn.get, v.k.get, 1, [
        single,
        from.set(add(from.get, int(4))),
        to.set(add(to.get, int(32))),
      ]),
    ]
    const part = partPanel(v, scope, { j, turn, to }, (turn, column) =>
      add(v.b.get, add(mul(column, v.bBytes.get), shiftLeft(turn, int(2)))),
    )
    return [
      to.set(v.to.get),
      forLoop(j, int(0), v.n.get, TILE_COLUMNS, [
        from.set(add(v.b.get, mul(j.get, v.bBytes.get))),
        when(lessOrEqual(add(j.get, int(TILE_COLUMNS)), v.n.get), whole, [part]),
      ]),
    ]
  },
)

interface Cursors {
  readonly j: Local
  readonly turn: Local
  readonly from: Local
  readonly to: Local
}

function cursors(scope: Scope): Cursors {
  return { j: scope.local(I32), turn: scope.local(I32), from: scope.local(I32), to: scope.local(I32) }
}

/** Reads four numbers of each of four rows, writes them column by column, eight floats apart. */
function transposeFour(
  inputs: readonly Local[],
  from: Local,
  rowBytes: Local,
  to: Local,
  offset: number,
): (readonly number[])[] {
  const [a, b, c, d] = inputs as [Local, Local, Local, Local]
  const rowAt = (row: number) => add(from.get, mul(rowBytes.get, int(row)))
  const low = (x: Local, y: Local) => shuffle(x.get, y.get, [0, 4, 1, 5])
  const high = (x: Local, y: Local) => shuffle(x.get, y.get, [2, 6, 3, 7])
  const [first, second] = [
    [0, 1, 4, 5],
    [2, 3, 6, 7],
  ] as const
  return [
    ...inputs.map((input, row) => input.set(loadV128(rowAt(row)))),
    storeV128(to.get, shuffle(low(a, b), low(c, d), first), offset),
    storeV128(to.get, shuffle(low(a, b), low(c, d), second), offset + 32),
    storeV128(to.get, shuffle(high(a, b), high(c, d), first), offset + 64),
    storeV128(to.get, shuffle(high(a, b), high(c, d), second), offset + 96),
  ]
}

/** The last panel, when fewer than eight columns are left. */
function partPanel(
  v: Variables,
  scope: Scope,
  { j, turn, to }: Omit<Cursors, 'from'>,
  addressOf: (turn: readonly number[], column: readonly number[]) => readonly number[],
): readonly number[] {
  const x = scope.local(I32)
  const column = add(j.get, x.get)
  const inside = less(column, v.n.get)
  // Outside, the address of the first column is read and thrown away.
  const value = loadF32(addressOf(turn.get, select(column, j.get, inside)))
  return forLoop(turn, int(0), v.k.get, 1, [
    forLoop(x, int(0), int(TILE_COLUMNS), 1, [
      storeF32(add(to.get, shiftLeft(x.get, int(2))), select(value, real(0), inside)),
    ]),
    to.set(add(to.get, int(32))),
  ])
}
