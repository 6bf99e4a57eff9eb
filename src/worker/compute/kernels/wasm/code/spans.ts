/** Short loops over consecutive floats, four at a time: copy, add, clear. Parts of larger functions. */
import { type Code, sequence } from '../assembler/bytes.ts'
import {
  add,
  addF32,
  addV,
  I32,
  int,
  atMost,
  below,
  loadF32,
  loadV128,
  type Local,
  real,
  shiftLeft,
  splat,
  storeF32,
  storeV128,
  whileLoop,
} from '../assembler/instructions.ts'
import type { Scope } from '../assembler/module.ts'

/** Loops over spans with cursors of their own. `count` in floats; addresses in bytes. Moves no variable of the caller. */
export class Spans {
  private readonly from: Local
  private readonly to: Local
  private readonly end: Local

  constructor(scope: Scope) {
    this.from = scope.local(I32)
    this.to = scope.local(I32)
    this.end = scope.local(I32)
  }

  /** to ← from */
  copy(from: Code, to: Code, count: Code): Code {
    return this.run(
      from,
      to,
      count,
      storeV128(this.to.get, loadV128(this.from.get)),
      storeF32(this.to.get, loadF32(this.from.get)),
    )
  }

  /** to ← to + from */
  add(from: Code, to: Code, count: Code): Code {
    return this.run(
      from,
      to,
      count,
      storeV128(this.to.get, addV(loadV128(this.to.get), loadV128(this.from.get))),
      storeF32(this.to.get, addF32(loadF32(this.to.get), loadF32(this.from.get))),
    )
  }

  /** to ← 0 */
  clear(to: Code, count: Code): Code {
    return this.run(int(0), to, count, storeV128(this.to.get, splat(real(0))), storeF32(this.to.get, real(0)))
  }

  private run(from: Code, to: Code, count: Code, four: Code, one: Code): Code {
    const move = (bytes: number) => [
      this.from.set(add(this.from.get, int(bytes))),
      this.to.set(add(this.to.get, int(bytes))),
    ]
    return sequence([
      this.from.set(from),
      this.to.set(to),
      this.end.set(add(this.to.get, shiftLeft(count, int(2)))),
      whileLoop(atMost(add(this.to.get, int(16)), this.end.get), [four, ...move(16)]),
      whileLoop(below(this.to.get, this.end.get), [one, ...move(4)]),
    ])
  }
}
