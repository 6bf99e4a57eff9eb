/**
 * Kernels asked to say which functions they would call, with which numbers: ours on tools that note, those of tfjs on a back end whose
 * functions note. Nothing is computed. Must not know what the kernels are for.
 */
import type { FunctionNames } from '../../kernels/wasm/pool/tape.ts'
import type { Functions, PartTools, Slot } from '../../kernels/wasm/functions.ts'
import type { Toolbox } from '../../kernels/wasm/toolbox.ts'
import type { HiddenModule, NativeFunction } from './hidden.ts'

/** A call of one of our functions. */
export interface OwnCall {
  readonly name: keyof Functions
  readonly values: readonly number[]
}

/** A call of one of tfjs' functions; a list is an argument that its function reads from memory. */
export interface NativeCall {
  readonly native: string
  readonly values: readonly (number | readonly number[])[]
}

/** Parts that threads make at once. */
export interface Together {
  readonly parts: readonly (readonly OwnCall[])[]
}

export type Noted = OwnCall | NativeCall | Together

export interface NotesOptions {
  readonly names: FunctionNames
  readonly tileRows: number
  /** Threads that compute. */
  readonly threads: number
  /** Room that a part needs for a while. */
  readonly room: (part: number, slot: Slot, bytes: number) => number
}

export class Notes {
  readonly tools: Toolbox
  private noted: Noted[] = []
  /** Calls of functions that give something back: what comes of it cannot be known beforehand. */
  private readonly asked: string[] = []

  constructor(private readonly options: NotesOptions) {
    const { threads } = options
    const first = this.partTools(0, (call) => this.noted.push(call))
    this.tools = {
      ...first,
      threads,
      together: (most, work) => {
        const count = Math.max(1, Math.min(most, threads))
        if (count === 1) {
          work(first, 0, 1)
          return
        }
        const parts = Array.from({ length: count }, (): OwnCall[] => [])
        for (const [part, calls] of parts.entries())
          work(
            this.partTools(part, (call) => calls.push(call)),
            part,
            count,
          )
        this.noted.push({ parts })
      },
      play: () => undefined,
      end: () => undefined,
    }
  }

  /** The module as kernels of tfjs see it when they look up their functions. */
  module(real: HiddenModule): HiddenModule {
    const cwrap = (native: string, returns: string | null): NativeFunction => {
      return (...values) => {
        if (returns !== null) this.asked.push(native)
        this.noted.push({ native, values: values.map(asNumbers) })
      }
    }
    return Object.create(real, { cwrap: { value: cwrap } }) as HiddenModule
  }

  /** What a kernel would call; null where that cannot be known. */
  of(kernel: () => void): readonly Noted[] | null {
    this.noted = []
    this.asked.length = 0
    kernel()
    return this.asked.length > 0 ? null : this.noted
  }

  private partTools(part: number, note: (call: OwnCall) => void): PartTools {
    const { names, tileRows, room } = this.options
    const functions = Object.fromEntries(
      names.map((name) => [name, (...values: number[]) => note({ name, values })]),
    ) as unknown as Functions
    return { ...functions, tileRows, room: (slot, bytes) => room(part, slot, bytes) }
  }
}

/** As the module's own wrapping takes an argument: bytes by their place in memory, all else as a number. */
function asNumbers(value: unknown): number | readonly number[] {
  if (value instanceof Uint8Array) return [...value]
  return typeof value === 'number' ? value : Number(value ?? 0)
}
