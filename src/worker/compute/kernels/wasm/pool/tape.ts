/** Calls of our functions written down as numbers, for another thread to make them, and made. Knows no threads. */
import type { Functions } from '../functions.ts'
import { LIST_NUMBERS } from './control.ts'

/** In the order of their places in a list. */
export type FunctionNames = readonly (keyof Functions)[]

export interface Tape extends Functions {
  /** Numbers written; more than a list holds where there was no room. */
  readonly written: () => number
}

/** Functions that make no call, but note it. The list ends with a −1. */
export function tapeOn(list: Float64Array, names: FunctionNames): Tape {
  let at = 0
  const note = (place: number, values: readonly number[]): void => {
    const next = at + 2 + values.length
    // One number is left for the end.
    if (next < LIST_NUMBERS) {
      list[at] = place
      list[at + 1] = values.length
      list.set(values, at + 2)
      list[next] = -1
    }
    at = next
  }
  list[0] = -1
  const functions = Object.fromEntries(
    names.map((name, place) => [name, (...values: number[]) => note(place, values)]),
  ) as unknown as Functions
  return { ...functions, written: () => at }
}

/** Calls as numbers, as they stand on a list. */
function listOf(
  calls: readonly { readonly name: keyof Functions; readonly values: readonly number[] }[],
  names: FunctionNames,
): Float64Array {
  const numbers = calls.flatMap(({ name, values }) => [names.indexOf(name), values.length, ...values])
  return Float64Array.from([...numbers, -1])
}

/** Writes calls down on a heap. @param block gives memory for so many bytes @returns its byte address */
export function placeList(
  memory: WebAssembly.Memory,
  calls: Parameters<typeof listOf>[0],
  names: FunctionNames,
  block: (bytes: number) => number,
): number {
  const list = listOf(calls, names)
  const place = block(list.byteLength)
  new Float64Array(memory.buffer, place, list.length).set(list)
  return place
}

/** Whether all of a tape is on its list. */
export function isWhole(tape: Tape): boolean {
  return tape.written() < LIST_NUMBERS
}

/** Makes the calls of a list. */
export function play(list: Float64Array, functions: Functions, names: FunctionNames): void {
  for (let at = 0; (list[at] ?? -1) >= 0;) {
    const name = names[list[at] ?? -1]
    const count = list[at + 1] ?? 0
    if (name === undefined) throw new Error('The list names no function.')
    const call: (...values: number[]) => void = functions[name]
    call(...list.subarray(at + 2, at + 2 + count))
    at += 2 + count
  }
}
