/**
 * A step on the heap, written down while it is made: which kernels ran on what, and which numbers JavaScript put in. Leaves tfjs as it
 * was, also when the step throws. Must not know what a step is, nor how it is replayed.
 */
import { engine, type KernelFunc, type Tensor, type TensorInfo, type Variable } from '@tensorflow/tfjs'
import type { Ear } from '../../../gan/kernels/ear.ts'
import { NotRecordable } from '../not-recordable.ts'
import { bytesOf, heldKernels, type HiddenHeap, type HiddenModule } from './hidden.ts'

/** A tensor that was there before the step, by its data, or one of the step's own, by its number; seen in a shape. */
export interface Seen {
  readonly of: number | object
  readonly shape: readonly number[]
  readonly dtype: TensorInfo['dtype']
}

/** One of the step's own tensors. */
export interface OwnTensor {
  readonly shape: readonly number[]
  readonly dtype: TensorInfo['dtype']
  /** What JavaScript wrote into it; null where a kernel does. */
  readonly written: Uint8Array | null
  /** Where JavaScript writes other numbers at each step. */
  draw: ((step: number) => Float32Array) | null
}

export type SeenInputs =
  readonly (Seen | null)[] | Readonly<Record<string, Seen | readonly (Seen | null)[] | null>>

export interface TracedKernel {
  readonly name: string
  readonly inputs: SeenInputs
  readonly attrs: object
  /** Where they are others in each step. */
  attributesAt: ((step: number) => object) | null
  /** Numbers of the tensors it made room for, in order. */
  readonly made: readonly number[]
  /** Whether all it does is call functions: JavaScript itself touched no memory. */
  readonly callsOnly: boolean
}

export interface HeapTrace {
  readonly kernels: readonly TracedKernel[]
  readonly tensors: readonly OwnTensor[]
  /** The figures of the step. */
  readonly result: Seen
  /** Variables, and the data that they had before and after the step. */
  readonly variables: readonly (readonly [Variable, object])[]
}

/** A step that was made. */
export interface TracedStep<R extends Tensor> {
  readonly row: R
  readonly trace: HeapTrace | NotRecordable
}

/**
 * Makes a step, and writes it down.
 * @param hear gives the ear to whoever feeds the step, and takes it away
 * @param step gives the figures of a step, which are left to the caller
 * @returns the figures, and the trace, or why the step, made all the same, cannot be replayed
 */
export function traceOnHeap<R extends Tensor>(
  backend: HiddenHeap,
  hear: (ear: Ear | null) => void,
  step: () => R,
): TracedStep<R> {
  const variables = Object.values(engine().registeredVariables as Record<string, Variable>).map(
    (variable) => [variable, variable.dataId] as const,
  )
  const tracer = new Tracer(backend)
  const leave = tracer.enter()
  hear(tracer)
  let row: R
  try {
    row = step()
  } finally {
    hear(null)
    leave()
  }
  const moved = variables.find(([variable, dataId]) => variable.dataId !== dataId)
  if (moved === undefined) return { row, trace: tracer.trace(row, variables) }
  return { row, trace: new NotRecordable(`it gives ${moved[0].name} other memory`) }
}

class Tracer implements Ear {
  private readonly kernels: TracedKernel[] = []
  private readonly tensors: OwnTensor[] = []
  private readonly numbers = new Map<object, number>()
  /** Which kernel made a tensor. */
  private readonly makers = new Map<number, TracedKernel>()
  /** Of the kernel at work. */
  private made: number[] = []
  private touches = false
  private trouble: NotRecordable | null = null

  constructor(private readonly backend: HiddenHeap) {}

  /** @returns how to leave */
  enter(): () => void {
    const { backend } = this
    const spy = this.spy()
    const kernels = heldKernels()
    const before = kernels.map(({ kernelFunc }) => kernelFunc)
    for (const kernel of kernels) kernel.kernelFunc = this.watched(kernel.kernelName, kernel.kernelFunc, spy)
    const write = backend.write.bind(backend)
    const restore = [
      replace(backend, 'write', (values, shape, dtype) => {
        const dataId = write(values, shape, dtype)
        this.number(dataId, shape, dtype, copyOf(values))
        return dataId
      }),
      ...(['read', 'readSync'] as const).map((name) => {
        const read = backend[name].bind(backend) as () => never
        return replace(backend, name, (...asked: []) => {
          this.refuse('it reads numbers back')
          return read(...asked)
        })
      }),
    ]
    return () => {
      restore.forEach((undo) => undo())
      kernels.forEach((kernel, i) => (kernel.kernelFunc = before[i] ?? kernel.kernelFunc))
    }
  }

  drawn(tensor: TensorInfo, draw: (step: number) => Float32Array): void {
    const own = this.tensors[this.numbers.get(tensor.dataId) ?? -1]
    if (own === undefined) this.refuse('something it is fed with was there before')
    else own.draw = draw
  }

  rekeyed(tensor: TensorInfo, attributesAt: (step: number) => object): void {
    const maker = this.makers.get(this.numbers.get(tensor.dataId) ?? -1)
    if (maker === undefined) this.refuse('something it is fed with comes from nowhere')
    else maker.attributesAt = attributesAt
  }

  trace(row: Tensor, variables: HeapTrace['variables']): HeapTrace | NotRecordable {
    if (this.trouble !== null) return this.trouble
    const { dataIdMap } = this.backend
    const left = [...this.numbers.keys()].filter((dataId) => dataId !== row.dataId && dataIdMap.has(dataId))
    if (left.length > 0) return new NotRecordable(`${left.length} of its results outlive it`)
    const { kernels, tensors } = this
    return { kernels, tensors, variables, result: this.seen(row) }
  }

  private refuse(reason: string): void {
    this.trouble ??= new NotRecordable(reason)
  }

  private number(
    dataId: object,
    shape: readonly number[],
    dtype: string,
    written: Uint8Array | null,
  ): number {
    const number = this.tensors.length
    this.tensors.push({ shape: [...shape], dtype: dtype as TensorInfo['dtype'], written, draw: null })
    this.numbers.set(dataId, number)
    return number
  }

  /** The back end as kernels see it: notes what they make room for, and whether JavaScript touches the heap. */
  private spy(): HiddenHeap {
    const { backend } = this
    const original = Object.getPrototypeOf(backend) as HiddenHeap
    const touch = () => (this.touches = true)
    const methods: Partial<HiddenHeap> = {
      write: (values, shape, dtype) => {
        const dataId = original.write.call(backend, values, shape, dtype)
        if (values !== null) touch()
        this.made.push(this.number(dataId, shape, dtype, null))
        return dataId
      },
    }
    for (const name of ['read', 'readSync', 'typedArrayFromHeap'] as const) {
      const read = original[name].bind(backend) as (...asked: unknown[]) => never
      methods[name] = (...asked: unknown[]) => {
        touch()
        return read(...asked)
      }
    }
    const wasm = Object.create(backend.wasm, {
      HEAPU8: { get: () => (touch(), backend.wasm.HEAPU8) },
      HEAPF32: { get: () => (touch(), backend.wasm.HEAPF32) },
    }) as HiddenModule
    return Object.assign(Object.create(backend) as object, methods, { wasm }) as HiddenHeap
  }

  private watched(name: string, kernelFunc: KernelFunc, spy: HiddenHeap): KernelFunc {
    return (call) => {
      this.made = []
      this.touches = false
      const inputs = seenInputs(call.inputs, (info) => this.seen(info))
      const result = kernelFunc({ ...call, backend: spy })
      const kernel: TracedKernel = {
        name,
        inputs,
        attrs: call.attrs ?? {},
        attributesAt: null,
        made: this.made,
        callsOnly: !this.touches,
      }
      this.kernels.push(kernel)
      for (const number of this.made) this.makers.set(number, kernel)
      return result
    }
  }

  private seen({ dataId, shape, dtype }: TensorInfo): Seen {
    return { of: this.numbers.get(dataId) ?? dataId, shape: [...shape], dtype }
  }
}

/** Inputs by name, or in a list, as the kernel gets them. */
function seenInputs(inputs: object, see: (info: TensorInfo) => Seen): SeenInputs {
  const one = (input: unknown): Seen | null =>
    input === null || input === undefined ? null : see(input as TensorInfo)
  if (Array.isArray(inputs)) return inputs.map(one)
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]: [string, unknown]) => [
      name,
      Array.isArray(input) ? input.map(one) : one(input),
    ]),
  )
}

function copyOf(values: ArrayBufferView | null): Uint8Array | null {
  return values === null ? null : new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice()
}

/** Bytes that an own tensor takes. */
export function bytesOfOwn({ shape, dtype }: Pick<OwnTensor, 'shape' | 'dtype'>): number {
  return bytesOf(dtype) * shape.reduce((product, side) => product * side, 1)
}

/** Gives an object another member of its own; returns how to undo it. */
function replace<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): () => void {
  Object.defineProperty(object, key, { value, configurable: true, writable: true })
  return () => Reflect.deleteProperty(object, key)
}
