/**
 * Matrix products C = A·B or C += A·B, with B packed into panels of eight columns (see pack.ts). A is read row by row,
 * or, when it is given transposed, copied a few rows at a time into k-major order.
 */
import { sequence } from '../assembler/bytes.ts'
import {
  add,
  forLoop,
  I32,
  int,
  less,
  loadF32,
  loadV128,
  type Local,
  mul,
  select,
  shiftLeft,
  storeF32,
  storeV128,
  sub,
  when,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../assembler/module.ts'
import { Tile, type TileOptions, TILE_COLUMNS, type TileSource } from './tile.ts'

/** Room the products need besides C: one tile, and a strip of A in k-major order. In bytes. */
export function productScratch(rows: number, k: number): number {
  return rows * TILE_COLUMNS * 4 + (rows * k + 4) * 4
}

const PARAMETERS = [
  'm',
  'n',
  'k',
  /** Address of A, and bytes from one of its stored rows to the next. */
  'a',
  'aBytes',
  /** Address of packed B. */
  'b',
  /** Address of C, and bytes from row to row. */
  'c',
  'cBytes',
  'accumulate',
  'scratch',
] as const
type Variables = Readonly<Record<(typeof PARAMETERS)[number], Local>>

/** `product`: A is [m, k], its rows `aBytes` apart. */
export function productSource(options: TileOptions): FunctionSource {
  return integerFunction('product', PARAMETERS, (v, scope) => {
    const starts = variables(scope, options.rows)
    const pointers = variables(scope, options.rows)
    const source: TileSource = {
      pointers,
      step: 4,
      at: (row) => ({ pointer: pointers[row] as Local, offset: 0 }),
    }
    const last = sub(v.m.get, int(1))
    return strips(options, v, scope, source, (i) => ({
      // Rows past the end read the last one again; their sums are not stored.
      before: starts.map((start, r) => {
        const row = add(i.get, int(r))
        return start.set(add(v.a.get, mul(select(row, last, less(row, v.m.get)), v.aBytes.get)))
      }),
      reset: pointers.map((pointer, r) => pointer.set((starts[r] as Local).get)),
    }))
  })
}

/** `productTransposed`: A is stored as [k, m], its rows `aBytes` apart. */
export function transposedProductSource(options: TileOptions): FunctionSource {
  return integerFunction('productTransposed', PARAMETERS, (v, scope) => {
    const pointer = scope.local(I32)
    const strip = scope.local(I32)
    const source: TileSource = {
      pointers: [pointer],
      step: options.rows * 4,
      at: (row) => ({ pointer, offset: 4 * row }),
    }
    const copy = stripCopy(options.rows, v, scope, strip)
    return strips(options, v, scope, source, (i) => ({
      before: [strip.set(add(v.scratch.get, int(options.rows * TILE_COLUMNS * 4))), copy(i)],
      reset: [pointer.set(strip.get)],
    }))
  })
}

interface StripSteps {
  readonly before: readonly (readonly number[])[]
  readonly reset: readonly (readonly number[])[]
}

/** The loops around the tile: strips of rows of A, and in each the panels of B. */
function strips(
  options: TileOptions,
  v: Variables,
  scope: Scope,
  source: TileSource,
  stepsAt: (i: Local) => StripSteps,
): readonly (readonly number[])[] {
  const tile = new Tile(options, scope)
  const i = scope.local(I32)
  const j = scope.local(I32)
  const panel = scope.local(I32)
  const rows = scope.local(I32)
  const columns = scope.local(I32)
  const address = scope.local(I32)
  const { before, reset } = stepsAt(i)
  return [
    forLoop(i, int(0), v.m.get, options.rows, [
      rows.set(sub(v.m.get, i.get)),
      panel.set(v.b.get),
      ...before,
      forLoop(j, int(0), v.n.get, TILE_COLUMNS, [
        ...reset,
        tile.accumulate(source, panel, v.k),
        columns.set(sub(v.n.get, j.get)),
        address.set(add(add(v.c.get, mul(i.get, v.cBytes.get)), shiftLeft(j.get, int(2)))),
        tile.store({
          address,
          rowBytes: v.cBytes,
          rows: boundedRows(rows, options.rows),
          columns,
          accumulate: v.accumulate,
          scratch: v.scratch,
        }),
      ]),
    ]),
  ]
}

/** The number of rows, at most a tile's. */
function boundedRows(rows: Local, most: number): Local {
  return { get: select(rows.get, int(most), less(rows.get, int(most))), set: rows.set }
}

/** Copies columns i … i+rows of A [k, m] into k-major order. */
function stripCopy(
  stripRows: number,
  v: Variables,
  scope: Scope,
  strip: Local,
): (i: Local) => readonly number[] {
  const from = scope.local(I32)
  const to = scope.local(I32)
  const turn = scope.local(I32)
  const x = scope.local(I32)
  return (i) => {
    const next = [from.set(add(from.get, v.aBytes.get)), to.set(add(to.get, int(stripRows * 4)))]
    const vectors = Math.floor(stripRows / 4)
    const whole = [
      ...Array.from({ length: vectors }, (_, r) => storeV128(to.get, loadV128(from.get, 16 * r), 16 * r)),
      ...Array.from({ length: stripRows - 4 * vectors }, (_, r) =>
        storeF32(to.get, loadF32(from.get, 16 * vectors + 4 * r), 16 * vectors + 4 * r),
      ),
    ]
    const part = forLoop(x, int(0), sub(v.m.get, i.get), 1, [
      storeF32(add(to.get, shiftLeft(x.get, int(2))), loadF32(add(from.get, shiftLeft(x.get, int(2))))),
    ])
    return sequence([
      from.set(add(v.a.get, shiftLeft(i.get, int(2)))),
      to.set(strip.get),
      when(
        less(sub(v.m.get, i.get), int(stripRows)),
        [forLoop(turn, int(0), v.k.get, 1, [part, ...next])],
        [forLoop(turn, int(0), v.k.get, 1, [...whole, ...next])],
      ),
    ])
  }
}

function variables(scope: Scope, count: number): Local[] {
  return Array.from({ length: count }, () => scope.local(I32))
}
