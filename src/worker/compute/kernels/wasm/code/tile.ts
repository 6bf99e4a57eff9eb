/**
 * The innermost part of a matrix product: a tile of C, a few rows by eight columns, held in registers while k runs.
 * Register budget on x64, where V8 has 15: two sums a row, two of B, and what is at work.
 */
import { type Code, sequence } from '../assembler/bytes.ts'
import {
  add,
  addF32,
  addV,
  doWhile,
  forLoop,
  greaterOrEqual,
  I32,
  int,
  less,
  loadF32,
  loadSplat,
  loadV128,
  type Local,
  mul,
  mulV,
  real,
  relaxedMultiplyAdd,
  shiftLeft,
  splat,
  storeF32,
  storeV128,
  sub,
  V128,
  when,
} from '../assembler/instructions.ts'
import type { Scope } from '../assembler/module.ts'

/** Columns of a tile: two registers. */
export const TILE_COLUMNS = 8
const ROW_BYTES = TILE_COLUMNS * 4
/** Turns of k that are written out. */
const UNROLL = 4

export interface TileOptions {
  readonly rows: number
  /** Whether the engine has a·b + c in one instruction. */
  readonly fused: boolean
}

/** Where a tile goes: address, bytes from row to row, rows and columns that are really there. */
export interface TileTarget {
  readonly address: Local
  readonly rowBytes: Local
  readonly rows: Local
  readonly columns: Local
  /** Nonzero: add to what is there. */
  readonly accumulate: Local
  /** Room for one tile. */
  readonly scratch: Local
}

/** How the k-loop reads A. */
export interface TileSource {
  /** Pointers that move with k, and by how many bytes each turn. */
  readonly pointers: readonly Local[]
  readonly step: number
  /** Which pointer row r reads from, and at which offset. */
  at(row: number): { pointer: Local; offset: number }
}

export class Tile {
  private readonly sums: readonly (readonly [Local, Local])[]
  private readonly left: Local
  private readonly right: Local
  private readonly factor: Local
  private readonly turns: Local
  private readonly x: Local
  private readonly y: Local

  constructor(
    private readonly options: TileOptions,
    scope: Scope,
  ) {
    this.sums = Array.from({ length: options.rows }, () => [scope.local(V128), scope.local(V128)] as const)
    this.left = scope.local(V128)
    this.right = scope.local(V128)
    this.factor = scope.local(V128)
    this.turns = scope.local(I32)
    this.x = scope.local(I32)
    this.y = scope.local(I32)
  }

  /** sums ← Σ over k of A's column times B's row. Moves the pointers, and `b` to the end of its panel. */
  accumulate(source: TileSource, b: Local, k: Local): Code {
    const clear = this.sums.flat().map((sum) => sum.set(splat(real(0))))
    const block = Array.from({ length: UNROLL }, (_, u) => this.turn(source, b, u))
    return sequence([
      ...clear,
      this.turns.set(k.get),
      when(greaterOrEqual(this.turns.get, int(UNROLL)), [
        doWhile([...block, ...this.advance(source, b, UNROLL)], greaterOrEqual(this.turns.get, int(UNROLL))),
      ]),
      when(this.turns.get, [
        doWhile([this.turn(source, b, 0), ...this.advance(source, b, 1)], this.turns.get),
      ]),
    ])
  }

  private turn(source: TileSource, b: Local, u: number): Code {
    const rows = this.sums.map(([low, high], r) => {
      const { pointer, offset } = source.at(r)
      return sequence([
        this.factor.set(loadSplat(pointer.get, offset + u * source.step)),
        low.set(this.multiplyAdd(this.factor.get, this.left.get, low.get)),
        high.set(this.multiplyAdd(this.factor.get, this.right.get, high.get)),
      ])
    })
    return sequence([
      this.left.set(loadV128(b.get, u * ROW_BYTES)),
      this.right.set(loadV128(b.get, u * ROW_BYTES + 16)),
      ...rows,
    ])
  }

  private multiplyAdd(a: Code, b: Code, c: Code): Code {
    return this.options.fused ? relaxedMultiplyAdd(a, b, c) : addV(c, mulV(a, b))
  }

  private advance({ pointers, step }: TileSource, b: Local, turns: number): Code[] {
    return [
      ...pointers.map((pointer) => pointer.set(add(pointer.get, int(step * turns)))),
      b.set(add(b.get, int(ROW_BYTES * turns))),
      this.turns.set(sub(this.turns.get, int(turns))),
    ]
  }

  /** Writes or adds the sums to C; parts that stick out are left away. */
  store(target: TileTarget): Code {
    return when(
      greaterOrEqual(target.columns.get, int(TILE_COLUMNS)),
      [this.storeWhole(target)],
      [this.storePart(target)],
    )
  }

  private storeWhole({ address, rowBytes, rows, accumulate }: TileTarget): Code {
    const to = this.x
    const stored = this.sums.map(([low, high], r) =>
      when(less(int(r), rows.get), [
        when(accumulate.get, [
          low.set(addV(low.get, loadV128(to.get))),
          high.set(addV(high.get, loadV128(to.get, 16))),
        ]),
        storeV128(to.get, low.get),
        storeV128(to.get, high.get, 16),
        to.set(add(to.get, rowBytes.get)),
      ]),
    )
    return sequence([to.set(address.get), ...stored])
  }

  private storePart({ address, rowBytes, rows, columns, accumulate, scratch }: TileTarget): Code {
    const { x, y } = this
    const spill = this.sums.flatMap(([low, high], r) => [
      storeV128(scratch.get, low.get, r * ROW_BYTES),
      storeV128(scratch.get, high.get, r * ROW_BYTES + 16),
    ])
    const from = add(scratch.get, add(mul(y.get, int(ROW_BYTES)), shiftLeft(x.get, int(2))))
    const to = add(address.get, add(mul(y.get, rowBytes.get), shiftLeft(x.get, int(2))))
    const copy = when(
      accumulate.get,
      [storeF32(to, addF32(loadF32(to), loadF32(from)))],
      [storeF32(to, loadF32(from))],
    )
    return sequence([...spill, forLoop(y, int(0), rows.get, 1, [forLoop(x, int(0), columns.get, 1, [copy])])])
  }
}
