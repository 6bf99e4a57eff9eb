/** Loops over matrices for what is made down their columns, and for what is made number by number beside vectors. Parts of larger functions. */
import type { Code } from '../assembler/bytes.ts'
import {
  add,
  atMost,
  below,
  forLoop,
  I32,
  int,
  lane,
  loadSplat,
  loadV128,
  type Local,
  shiftLeft,
  storeF32,
  storeV128,
  V128,
  whileLoop,
} from '../assembler/instructions.ts'
import type { Scope } from '../assembler/module.ts'

/** Bytes of a vector. */
const VECTOR = 16
/** Vectors that are taken together: as many numbers as a line of a cache holds. */
const WIDE = 4

/** Four columns that are made as one vector, or one column alone. */
export interface Column<Name extends string> {
  /** Its variables. */
  readonly own: Readonly<Record<Name, Local>>
  /** What stands in a matrix, in the row that `eachRow` is at, or in a vector. */
  readonly read: (from: Local) => Code
  /** What stands in the first row of a matrix. */
  readonly top: (matrix: Local) => Code
  readonly write: (vector: Local, value: Code) => Code
}

/** Columns that are taken together. */
export interface Columns<Name extends string> {
  readonly each: (make: (column: Column<Name>) => readonly Code[]) => Code[]
  readonly eachRow: (make: (column: Column<Name>) => readonly Code[]) => Code[]
}

interface Downwards<Name extends string> {
  readonly columns: Local
  readonly rows: Local
  /** Each by a variable at its first number, and the bytes from row to row. */
  readonly matrices: readonly (readonly [at: Local, bytes: Code])[]
  /** Each by a variable at its first number. */
  readonly vectors: readonly Local[]
  /** Variables that each column has. */
  readonly names: readonly Name[]
}

/** Columns from left to right: sixteen at a time, then four, then one. Which are taken together changes no bit of any. Moves the variables. */
export function overColumns<Name extends string>(
  scope: Scope,
  { columns, rows, matrices, vectors, names }: Downwards<Name>,
  make: (some: Columns<Name>) => readonly Code[],
): Code[] {
  const row = scope.local(I32)
  const owns = Array.from({ length: WIDE }, () => {
    const named = names.map((name) => [name, scope.local(V128)])
    return Object.fromEntries(named) as Record<Name, Local>
  })
  const downs = new Map(matrices.map(([at]) => [at, scope.local(I32)]))
  const down = (at: Local) => downs.get(at) ?? at
  const together = (all: readonly Column<Name>[]): Code[] => {
    const each: Columns<Name>['each'] = (body) => all.flatMap(body)
    const eachRow: Columns<Name>['eachRow'] = (body) => [
      ...matrices.map(([at]) => down(at).set(at.get)),
      forLoop(row, int(0), rows.get, 1, [
        ...each(body),
        ...matrices.map(([at, bytes]) => down(at).set(add(down(at).get, bytes))),
      ]),
    ]
    return [...make({ each, eachRow })]
  }
  const vectorOf = (own: Record<Name, Local>, i: number): Column<Name> => ({
    own,
    read: (from) => loadV128(down(from).get, VECTOR * i),
    top: (matrix) => loadV128(matrix.get, VECTOR * i),
    write: (vector, value) => storeV128(vector.get, value, VECTOR * i),
  })
  // One number in all four lanes.
  const numberOf = (own: Record<Name, Local>): Column<Name> => ({
    own,
    read: (from) => loadSplat(down(from).get),
    top: (matrix) => loadSplat(matrix.get),
    write: (vector, value) => storeF32(vector.get, lane(value, 0)),
  })
  const next = (count: number): Code[] => [
    ...[...downs.keys(), ...vectors].map((at) => at.set(add(at.get, int(4 * count)))),
    columns.set(add(columns.get, int(-count))),
  ]
  return [
    whileLoop(atMost(int(4 * WIDE), columns.get), [...together(owns.map(vectorOf)), ...next(4 * WIDE)]),
    whileLoop(atMost(int(4), columns.get), [...together(owns.slice(0, 1).map(vectorOf)), ...next(4)]),
    whileLoop(below(int(0), columns.get), [...together(owns.slice(0, 1).map(numberOf)), ...next(1)]),
  ]
}

interface Along {
  readonly columns: Local
  readonly rows: Code
  /** Matrices whose rows follow each other, by variables at their first numbers. */
  readonly from: readonly Local[]
  readonly to: Local
  /** The same beside each row. */
  readonly vectors: readonly Local[]
}

/** Number by number, row after row. Moves the matrices' variables. @param value made of what `read` gives of matrices and vectors */
export function overRows(
  scope: Scope,
  { columns, rows, from, to, vectors }: Along,
  value: (read: (at: Local) => Code) => Code,
): Code[] {
  const [row, end] = [scope.local(I32), scope.local(I32)]
  const cursors = new Map(vectors.map((vector) => [vector, scope.local(I32)]))
  const move = (bytes: number) =>
    [...from, to, ...cursors.values()].map((pointer) => pointer.set(add(pointer.get, int(bytes))))
  const made = (load: typeof loadV128) => value((at) => load((cursors.get(at) ?? at).get))
  return [
    forLoop(row, int(0), rows, 1, [
      ...[...cursors].map(([vector, cursor]) => cursor.set(vector.get)),
      end.set(add(to.get, shiftLeft(columns.get, int(2)))),
      whileLoop(atMost(add(to.get, int(VECTOR)), end.get), [
        storeV128(to.get, made(loadV128)),
        ...move(VECTOR),
      ]),
      whileLoop(below(to.get, end.get), [storeF32(to.get, lane(made(loadSplat), 0)), ...move(4)]),
    ]),
  ]
}
