/**
 * A recorded step on the heap: a list of calls of WebAssembly functions over memory of its own. What no list can hold (rules that read a
 * clock, copies by JavaScript) is done by its kernel, on the same memory. Must not know what a step is.
 */
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs'
import type { WasmKernels } from '../../kernels/wasm/register.ts'
import { Arena, seenIn } from './arena.ts'
import type { HeapTrace, SeenInputs, TracedKernel } from './heap-trace.ts'
import { exportOf, heldKernels, type HiddenHeap } from './hidden.ts'
import { Notes, type Noted } from './notes.ts'
import { nativeOperation, ownOperation, type Operation } from './operations.ts'

/** Between two pauses: less than a frame. */
const APART_MS = 6

export class HeapRecording {
  private readonly arena: Arena
  private readonly operations: readonly Operation[]
  /** After so many operations a pause is worth its while, and the end; null while nobody knows. */
  private cuts: readonly number[] | null = null
  private readonly held: readonly (readonly [dataId: object, address: number])[]
  /** What a kernel at work is given for what it makes room for. */
  private given: TensorInfo[] = []

  /** @param listing what the step does, one line a kernel */
  constructor(
    private readonly backend: HiddenHeap,
    private readonly kernels: WasmKernels,
    private readonly trace: HeapTrace,
    readonly listing: readonly string[],
  ) {
    this.arena = new Arena(backend, trace)
    this.held = heldBy(trace).map((dataId) => [dataId, backend.dataIdMap.get(dataId).memoryOffset])
    this.operations = this.compile()
  }

  /** Whether all that was there before the step is still where it was. */
  get valid(): boolean {
    const { dataIdMap } = this.backend
    return (
      this.trace.variables.every(([variable, dataId]) => variable.dataId === dataId) &&
      this.held.every(
        ([dataId, address]) => dataIdMap.has(dataId) && dataIdMap.get(dataId).memoryOffset === address,
      )
    )
  }

  /** Makes a step, and gives its figures. */
  play(step: number): Float32Array {
    for (const operation of this.operations) operation(step)
    return this.figures()
  }

  /** As `play`, with pauses where they are worth their while; the first time without, to learn where that is. */
  async playInParts(step: number, pause: () => Promise<void>): Promise<Float32Array> {
    if (this.cuts === null) return this.weigh(step)
    let at = 0
    for (const end of this.cuts) {
      if (at > 0) await pause()
      for (; at < end; at++) this.operations[at]?.(step)
    }
    return this.figures()
  }

  private weigh(step: number): Float32Array {
    const cuts: number[] = []
    let since = performance.now()
    this.operations.forEach((operation, i) => {
      operation(step)
      const now = performance.now()
      if (now - since < APART_MS) return
      since = now
      cuts.push(i + 1)
    })
    const { length } = this.operations
    this.cuts = cuts.at(-1) === length ? cuts : [...cuts, length]
    return this.figures()
  }

  dispose(): void {
    this.arena.dispose()
  }

  private figures(): Float32Array {
    const { dataId, shape } = this.arena.info(this.trace.result)
    const start = this.backend.dataIdMap.get(dataId).memoryOffset / 4
    return this.backend.wasm.HEAPF32.slice(start, start + (shape[0] ?? 0))
  }

  private compile(): Operation[] {
    const { kernels, backend, trace } = this
    const rooms = new Rooms((bytes) => this.arena.block(bytes))
    const notes = new Notes({ ...kernels, room: rooms.room })
    const noting = this.standIn({ wasm: notes.module(backend.wasm) })
    const ours = kernels.on(notes.tools)
    const leave = kernels.setUp(noting)
    const noted = (): (readonly Noted[] | null)[] =>
      trace.kernels.map((kernel) => {
        const kernelFunc = ours.get(kernel.name) ?? kernelNamed(kernel.name)
        return kernel.callsOnly && kernel.attributesAt === null
          ? notes.of(() => this.ask(kernel, kernelFunc, noting))
          : null
      })
    let lists: (readonly Noted[] | null)[]
    try {
      // Once to learn how much room is needed, and once more with addresses.
      noted()
      rooms.settle()
      lists = noted()
    } finally {
      leave()
    }
    const playing = this.standIn({})
    const written = new Set<number>()
    return trace.kernels.flatMap((kernel, i) => [
      ...this.draws(kernel, written),
      ...(lists[i]?.map((call) => this.operationOf(call)) ?? [this.byKernel(kernel, playing)]),
    ])
  }

  /** The back end as a kernel sees it that is asked to say what it would do, or does what cannot be written down. */
  private standIn(other: Partial<HiddenHeap>): HiddenHeap {
    const { backend } = this
    const methods: Partial<HiddenHeap> = {
      write: (values) => {
        const info = this.given.shift()
        if (info === undefined) throw new Error('A kernel makes room for more than it did.')
        if (values !== null) {
          const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
          backend.wasm.HEAPU8.set(bytes, backend.dataIdMap.get(info.dataId).memoryOffset)
        }
        return info.dataId
      },
      disposeData: () => false,
      incRef: () => undefined,
    }
    return Object.assign(Object.create(backend) as object, methods, other) as HiddenHeap
  }

  /** Has a kernel run, or say what it would do, on the recording's memory. */
  private ask(kernel: TracedKernel, kernelFunc: KernelFunc, backend: HiddenHeap, attrs = kernel.attrs): void {
    this.given = kernel.made.map((number) => this.arena.own(number))
    kernelFunc({ inputs: this.inputsOf(kernel.inputs), attrs: attrs as never, backend })
  }

  private inputsOf(inputs: SeenInputs): NamedTensorInfoMap {
    const info = (seen: Parameters<Arena['info']>[0] | null) => (seen === null ? null : this.arena.info(seen))
    if (Array.isArray(inputs)) return inputs.map(info) as unknown as NamedTensorInfoMap
    return Object.fromEntries(
      Object.entries(inputs).map(([name, seen]) => [
        name,
        Array.isArray(seen) ? seen.map(info) : info(seen as never),
      ]),
    ) as NamedTensorInfoMap
  }

  private byKernel(kernel: TracedKernel, playing: HiddenHeap): Operation {
    const kernelFunc = kernelNamed(kernel.name)
    const { attributesAt } = kernel
    if (attributesAt === null) return () => this.ask(kernel, kernelFunc, playing)
    return (step) => this.ask(kernel, kernelFunc, playing, attributesAt(step))
  }

  /** What JavaScript draws for a kernel that is the first to look at it. */
  private draws({ inputs }: TracedKernel, written: Set<number>): Operation[] {
    return seenIn(inputs).flatMap(({ of }) => {
      const draw = typeof of === 'number' ? (this.trace.tensors[of]?.draw ?? null) : null
      if (typeof of !== 'number' || draw === null || written.has(of)) return []
      written.add(of)
      const start = this.arena.addressOf(of) / 4
      return [(step) => this.backend.wasm.HEAPF32.set(draw(step), start)]
    })
  }

  private operationOf(call: Noted): Operation {
    const block = (bytes: number) => this.arena.block(bytes)
    if (!('native' in call)) return ownOperation(call, this.kernels, block)
    const made = exportOf(this.backend.wasm, call.native)
    if (made === null) throw new Error(`The module has no ${call.native}.`)
    return nativeOperation(call, made, (bytes) => {
      const address = block(bytes.length)
      this.backend.wasm.HEAPU8.set(bytes, address)
      return address
    })
  }
}

/** Room for what is needed during one kernel: as much as the one that needs most. */
class Rooms {
  private readonly most = new Map<string, number>()
  private readonly addresses = new Map<string, number>()

  constructor(private readonly block: (bytes: number) => number) {}

  readonly room = (part: number, slot: string, bytes: number): number => {
    const key = `${part} ${slot}`
    this.most.set(key, Math.max(bytes, this.most.get(key) ?? 0))
    return this.addresses.get(key) ?? 0
  }

  settle(): void {
    for (const [key, bytes] of this.most) this.addresses.set(key, this.block(bytes))
  }
}

function kernelNamed(name: string): KernelFunc {
  const kernel = heldKernels().find(({ kernelName }) => kernelName === name)
  if (kernel === undefined) throw new Error(`There is no kernel called ${name}.`)
  return kernel.kernelFunc
}

/** Data that was there before the step, each once. */
function heldBy({ kernels }: HeapTrace): object[] {
  const held = kernels.flatMap(({ inputs }) => seenIn(inputs).map(({ of }) => of))
  return [...new Set(held.filter((of): of is object => typeof of === 'object'))]
}
