/** What an optimiser does to a parameter, and what a running mean does, four numbers at a time and in place. */
import type { Code } from '../assembler/bytes.ts'
import {
  add,
  addV,
  atMost,
  below,
  divV,
  F32,
  I32,
  int,
  lane,
  loadSplat,
  loadV128,
  type Local,
  mulV,
  real,
  shiftLeft,
  splat,
  sqrtV,
  storeF32,
  storeV128,
  subV,
  V128,
  whileLoop,
} from '../assembler/instructions.ts'
import type { FunctionSource, Scope } from '../assembler/module.ts'

/**
 * `adam`: m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; p ← p − rate · m / (√(scale · v) + ε). Parameters: count, addresses of
 * p, g, m, v and of four floats that become Σg² in parts, then β₁, 1 − β₁, β₂, 1 − β₂, rate, scale, ε.
 */
export const adamSource: FunctionSource = {
  name: 'adam',
  parameters: [I32, I32, I32, I32, I32, I32, F32, F32, F32, F32, F32, F32, F32],
  body: (scope, parameters) => {
    const [count, p, g, m, v, squares, ...numbers] = parameters as [Local, Local, Local, Local, Local, Local]
    const [beta1, gain1, beta2, gain2, rate, scale, epsilon] = numbers.map((number: Local) =>
      splat(number.get),
    ) as [Code, Code, Code, Code, Code, Code, Code]
    const [gradient, square, mean, moment, sum, value] = vectors(scope, 6) as [
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
    ]
    const step = (load: typeof loadV128) => [
      gradient.set(load(g.get)),
      square.set(mulV(gradient.get, gradient.get)),
      mean.set(addV(mulV(beta1, load(m.get)), mulV(gain1, gradient.get))),
      moment.set(addV(mulV(beta2, load(v.get)), mulV(gain2, square.get))),
      value.set(subV(load(p.get), divV(mulV(rate, mean.get), addV(sqrtV(mulV(moment.get, scale)), epsilon)))),
    ]
    return [
      sum.set(splat(real(0))),
      ...overFloats(scope, count, [p, g, m, v], {
        four: [
          ...step(loadV128),
          sum.set(addV(sum.get, square.get)),
          storeV128(m.get, mean.get),
          storeV128(v.get, moment.get),
          storeV128(p.get, value.get),
        ],
        // One number in all four lanes: a quarter of its square in each.
        one: [
          ...step(loadSplat),
          sum.set(addV(sum.get, mulV(square.get, splat(real(0.25))))),
          storeF32(m.get, lane(mean.get, 0)),
          storeF32(v.get, lane(moment.get, 0)),
          storeF32(p.get, lane(value.get, 0)),
        ],
      }),
      storeV128(squares.get, sum.get),
    ]
  },
}

/**
 * `approach`: a ← a + share · (x − a), so that a mean of equal numbers stays what it is. Parameters: count, addresses of a
 * and x, share.
 */
export const approachSource: FunctionSource = {
  name: 'approach',
  parameters: [I32, I32, I32, F32],
  body: (scope, parameters) => {
    const [count, mean, fresh, share] = parameters as [Local, Local, Local, Local]
    const [old] = vectors(scope, 1) as [Local]
    const next = (load: typeof loadV128) =>
      addV(old.get, mulV(splat(share.get), subV(load(fresh.get), old.get)))
    return overFloats(scope, count, [mean, fresh], {
      four: [old.set(loadV128(mean.get)), storeV128(mean.get, next(loadV128))],
      one: [old.set(loadSplat(mean.get)), storeF32(mean.get, lane(next(loadSplat), 0))],
    })
  },
}

/** Moves all pointers together until the first has passed `count` floats. */
function overFloats(
  scope: Scope,
  count: Local,
  pointers: readonly [Local, ...Local[]],
  { four, one }: { four: readonly Code[]; one: readonly Code[] },
): Code[] {
  const end = scope.local(I32)
  const [first] = pointers
  const move = (bytes: number) => pointers.map((pointer) => pointer.set(add(pointer.get, int(bytes))))
  return [
    end.set(add(first.get, shiftLeft(count.get, int(2)))),
    whileLoop(atMost(add(first.get, int(16)), end.get), [...four, ...move(16)]),
    whileLoop(below(first.get, end.get), [...one, ...move(4)]),
  ]
}

function vectors(scope: Scope, count: number): Local[] {
  return Array.from({ length: count }, () => scope.local(V128))
}
