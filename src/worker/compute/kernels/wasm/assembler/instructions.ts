/**
 * The instructions our kernels use, as functions from operands to code: `add(local, int(4))`. Opcodes: WebAssembly core
 * specification 2.0, section 5.4, and the relaxed-SIMD proposal. Nothing here checks types; the engine's validator does.
 */
import { type Code, float, sequence, signed, unsigned } from './bytes.ts'

/** Integers, also addresses. */
export const I32 = 0x7f
export const F32 = 0x7d
export const V128 = 0x7b
export type ValueType = typeof I32 | typeof F32 | typeof V128

const EMPTY = 0x40

const operator =
  (...opcode: readonly number[]) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), ...opcode]

/** SIMD opcodes are LEB128 after their prefix. */
const simd = (opcode: number) => operator(0xfd, ...unsigned(opcode))

/** A local variable: read it by `.get`, write it by `.set`. */
export interface Local {
  readonly get: Code
  readonly set: (value: Code) => Code
}

export function localAt(index: number): Local {
  return {
    get: [0x20, ...unsigned(index)],
    set: (value) => [...value, 0x21, ...unsigned(index)],
  }
}

export const int = (value: number): Code => [0x41, ...signed(value)]
export const real = (value: number): Code => [0x43, ...float(value)]

export const add = operator(0x6a)
export const sub = operator(0x6b)
export const mul = operator(0x6c)
export const divide = operator(0x6e)
export const and = operator(0x71)
export const shiftLeft = operator(0x74)
/** Comparisons are signed, but for those of addresses, which may lie above 2 GiB. */
export const equal = operator(0x46)
export const less = operator(0x48)
export const greater = operator(0x4a)
export const lessOrEqual = operator(0x4c)
export const greaterOrEqual = operator(0x4e)
export const below = operator(0x49)
export const atMost = operator(0x4d)
/** select(a, b, condition): a where the condition holds. */
export const select = operator(0x1b)

export const addF32 = operator(0x92)
export const subF32 = operator(0x93)
export const mulF32 = operator(0x94)
export const maxF32 = operator(0x97)
export const greaterF32 = operator(0x5e)
export const equalF32 = operator(0x5b)

/** Alignment is a hint; 2² bytes is what all our addresses keep. */
const access =
  (align: number, ...opcode: readonly number[]) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, align, ...unsigned(offset)]
const write =
  (align: number, ...opcode: readonly number[]) =>
  (address: Code, value: Code, offset = 0): Code => [
    ...address,
    ...value,
    ...opcode,
    align,
    ...unsigned(offset),
  ]

export const loadI32 = access(2, 0x28)
export const loadF32 = access(2, 0x2a)
export const storeF32 = write(2, 0x38)
export const loadV128 = access(2, 0xfd, 0x00)
export const storeV128 = write(2, 0xfd, 0x0b)
/** One float into all four lanes. */
export const loadSplat = access(2, 0xfd, 0x09)

export const splat = simd(0x13)
export const addV = simd(0xe4)
export const subV = simd(0xe5)
export const mulV = simd(0xe6)
export const divV = simd(0xe7)
export const maxV = simd(0xe9)
export const minV = simd(0xe8)
export const sqrtV = simd(0xe3)
export const absV = simd(0xe0)
/** To the nearest whole number, as a float. */
export const nearestV = simd(0x6a)
export const equalV = simd(0x41)
export const lessV = simd(0x43)
export const greaterV = simd(0x44)
/** Floats to integers, towards zero; NaN gives 0. */
export const truncateV = simd(0xf8)
export const splatI32 = simd(0x11)
export const addI32V = simd(0xae)
/** shiftLeftI32V(vector, bits) */
export const shiftLeftI32V = simd(0xab)
/** shiftRightI32V(vector, bits): zeros come in. */
export const shiftRightI32V = simd(0xad)
/** Signed integers as floats. */
export const floatsV = simd(0xfa)
export const andV = simd(0x4e)
export const orV = simd(0x50)
export const xorV = simd(0x51)
/** Four integers. */
export const integersV = (...lanes: readonly [number, number, number, number]): Code => [
  0xfd,
  0x0c,
  ...new Uint8Array(new Int32Array(lanes).buffer),
]
/** bitselect(a, b, mask): a where the mask's bits are set. */
export const bitSelectV = simd(0x52)
/** a·b + c, fused where the processor has it. */
export const relaxedMultiplyAdd = simd(0x105)
/** A lane as a float. */
export const lane = (value: Code, index: number): Code => [...value, 0xfd, 0x1f, index]
/** Lanes 0 … 3 of the first, 4 … 7 of the second. */
export const shuffle = (a: Code, b: Code, lanes: readonly [number, number, number, number]): Code => [
  ...a,
  ...b,
  0xfd,
  0x0d,
  ...lanes.flatMap((index) => [4 * index, 4 * index + 1, 4 * index + 2, 4 * index + 3]),
]

/** Runs the body while the condition holds. */
export function whileLoop(condition: Code, body: readonly Code[]): Code {
  return [0x02, EMPTY, 0x03, EMPTY, ...condition, 0x45, 0x0d, 1, ...sequence(body), 0x0c, 0, 0x0b, 0x0b]
}

/** Runs the body at least once, again while the condition holds: one branch a turn. */
export function doWhile(body: readonly Code[], condition: Code): Code {
  return [0x03, EMPTY, ...sequence(body), ...condition, 0x0d, 0, 0x0b]
}

export function when(condition: Code, then: readonly Code[], otherwise: readonly Code[] = []): Code {
  const tail = otherwise.length === 0 ? [] : [0x05, ...sequence(otherwise)]
  return [...condition, 0x04, EMPTY, ...sequence(then), ...tail, 0x0b]
}

/** for (counter = from; counter < to; counter += step) */
export function forLoop(counter: Local, from: Code, to: Code, step: number, body: readonly Code[]): Code {
  const next = counter.set(add(counter.get, int(step)))
  return [...counter.set(from), ...whileLoop(less(counter.get, to), [...body, next])]
}
