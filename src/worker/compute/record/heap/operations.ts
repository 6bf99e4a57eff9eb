/** What kernels said they would call, as functions to be called. Must not know kernels. */
import type { WasmKernels } from '../../kernels/wasm/register.ts'
import type { NativeCall, OwnCall, Together } from './notes.ts'

/** Given the number of the step. */
export type Operation = (step: number) => void

type Callable = Pick<WasmKernels, 'functions' | 'place' | 'play'>

/** A call of ours, or parts that threads make at once. @param block gives memory for so many bytes */
export function ownOperation(
  call: OwnCall | Together,
  kernels: Callable,
  block: (bytes: number) => number,
): Operation {
  if ('name' in call) {
    const made: (...values: number[]) => void = kernels.functions[call.name]
    const { values } = call
    return () => made(...values)
  }
  const own = (call.parts[0] ?? []).map((one) => ownOperation(one, kernels, block))
  const places = call.parts.slice(1).map((calls) => kernels.place(calls, block))
  const first = () => own.forEach((operation) => operation(0))
  return () => kernels.play(first, places)
}

/** A call of one of tfjs' functions. @param keep puts bytes into memory and gives their address */
export function nativeOperation(
  { values }: NativeCall,
  made: (...values: number[]) => void,
  keep: (bytes: readonly number[]) => number,
): Operation {
  const numbers = values.map((value) => (typeof value === 'number' ? value : keep(value)))
  return () => made(...numbers)
}
