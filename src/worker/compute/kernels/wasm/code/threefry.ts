/**
 * Random numbers of a stream, as `uniforms` of src/common/numbers/random.ts draws them, to the last bit: Threefry-2x32-20 (Salmon et
 * al. 2011), eight counters at a time. Must not know what a draw is for.
 */
import type { Code } from '../assembler/bytes.ts'
import {
  add,
  addI32V,
  below,
  floatsV,
  I32,
  int,
  integersV,
  type Local,
  mulV,
  orV,
  real,
  shiftLeft,
  shiftLeftI32V,
  shiftRightI32V,
  shuffle,
  splat,
  splatI32,
  storeV128,
  V128,
  whileLoop,
  xorV,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../assembler/module.ts'

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const
const GROUPS = 5
/** Counters of a turn: two vectors, so that one is under way while the other waits. */
const COUNTERS = 8

/** Numbers of a turn of `uniformsSource`, 64 bytes: it writes whole turns alone. */
export const UNIFORMS_OF_A_TURN = 2 * COUNTERS

/**
 * `uniforms`: U(−1, 1) of a stream. Parameters: turns, the counter to begin with, the key's two words and the third that comes of them
 * (`PARITY` ^ both), address of the numbers.
 */
export const uniformsSource: FunctionSource = integerFunction(
  'uniforms',
  ['turns', 'first', 'key0', 'key1', 'key2', 'to'],
  (v, scope) => {
    const end = scope.local(I32)
    const counter = scope.local(V128)
    const keys = [v.key0, v.key1, v.key2].map((key) => kept(scope, splatI32(key.get)))
    const chains = [0, 4].map((offset) =>
      chain(
        scope,
        counter,
        offset,
        keys.map(({ local }) => local),
      ),
    )
    return [
      end.set(add(v.to.get, shiftLeft(v.turns.get, int(6)))),
      counter.set(addI32V(integersV(0, 1, 2, 3), splatI32(v.first.get))),
      ...keys.map(({ set }) => set),
      whileLoop(below(v.to.get, end.get), [
        ...interleaved(chains.map(({ rounds }) => rounds)),
        ...chains.flatMap(({ numbers }, i) =>
          numbers.map((four, j) => storeV128(v.to.get, four, 32 * i + 16 * j)),
        ),
        counter.set(addI32V(counter.get, splatI32(int(COUNTERS)))),
        v.to.set(add(v.to.get, int(4 * UNIFORMS_OF_A_TURN))),
      ]),
    ]
  },
)

function kept(scope: Scope, value: Code): { local: Local; set: Code } {
  const local = scope.local(V128)
  return { local, set: local.set(value) }
}

function chain(scope: Scope, counter: Local, offset: number, keys: readonly Local[]) {
  const [x0, x1] = [scope.local(V128), scope.local(V128)]
  const key = (index: number) => keys[index % 3]?.get ?? []
  const rounds = Array.from({ length: GROUPS }, (_, group) => [
    ...(ROTATIONS[group % 2] ?? []).flatMap((bits) => [
      x0.set(addI32V(x0.get, x1.get)),
      x1.set(xorV(orV(shiftLeftI32V(x1.get, int(bits)), shiftRightI32V(x1.get, int(32 - bits))), x0.get)),
    ]),
    x0.set(addI32V(x0.get, key(group + 1))),
    x1.set(addI32V(addI32V(x1.get, key(group + 2)), splatI32(int(group + 1)))),
  ]).flat()
  const begun = [x0.set(addI32V(addI32V(counter.get, splatI32(int(offset))), key(0))), x1.set(key(1))]
  // Word 2i and 2i + 1 are those of counter i.
  const words = [shuffle(x0.get, x1.get, [0, 4, 1, 5]), shuffle(x0.get, x1.get, [2, 6, 3, 7])]
  return { rounds: [...begun, ...rounds], numbers: words.map(unit) }
}

/** −1 + 2 · (⌊w / 2⁸⌋ + ½) / 2²⁴ of a word w: a whole number of 25 bits over 2²⁴, so no step of it rounds. */
function unit(word: Code): Code {
  const odd = addI32V(shiftLeftI32V(shiftRightI32V(word, int(8)), int(1)), splatI32(int(1 - 2 ** 24)))
  return mulV(floatsV(odd), splat(real(2 ** -24)))
}

/** One instruction of each chain by turns: they do not wait for each other. */
function interleaved([first = [], ...rest]: readonly (readonly Code[])[]): Code[] {
  return first.flatMap((code, i) => [code, ...rest.flatMap((other) => other.slice(i, i + 1))])
}
