/**
 * The memory of a recorded step on the heap: what is never needed at once lies in the same place. Gives each of the step's tensors a
 * place that tfjs' kernels know it by. Must not know what is computed.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import { allot } from '../allot.ts'
import { bytesOfOwn, type HeapTrace, type Seen, type SeenInputs } from './heap-trace.ts'
import type { HiddenHeap } from './hidden.ts'

/** How a step's tensors share memory. */
interface Rooms {
  /** Bytes of each. */
  readonly rooms: readonly number[]
  /** Which one each tensor lies in; −1: nobody looks at it. */
  readonly roomOf: readonly number[]
  /** Tensors that JavaScript wrote once and for all. */
  readonly written: readonly number[]
}

function roomsFor({ tensors, kernels, result }: HeapTrace): Rooms {
  // What JavaScript wrote once lies there for good: it is not written again.
  const written = tensors.flatMap(({ written: bytes, draw }, i) =>
    bytes !== null && draw === null ? [i] : [],
  )
  const uses = kernels.map(({ inputs, made }) => [...ownOf(inputs), ...made])
  const last = typeof result.of === 'number' ? [result.of] : []
  const allotted = allot(tensors.map(bytesOfOwn), [written, ...uses, last], [...written, ...last])
  return { ...allotted, written }
}

/** Bytes that a step's tensors take together. */
export function arenaBytes(trace: HeapTrace): number {
  return roomsFor(trace).rooms.reduce((sum, bytes) => sum + bytes, 0)
}

/** Bytes of a line of the cache: where numbers begin elsewhere, every few vectors lie in two of them, which costs a step some hundredths. */
const LINE = 64

export class Arena {
  /** Each of the step's tensors, as kernels get it. */
  private readonly infos: readonly TensorInfo[]
  /** As they were given. */
  private readonly blocks: number[] = []

  constructor(
    private readonly backend: HiddenHeap,
    trace: HeapTrace,
  ) {
    const { tensors } = trace
    const { rooms, roomOf, written } = roomsFor(trace)
    const places = rooms.map((bytes) => this.block(bytes))
    this.infos = tensors.map(({ shape, dtype }, i) => {
      const place = places[roomOf[i] ?? -1] ?? this.block(bytesOfOwn({ shape, dtype }))
      return { dataId: this.register(place, shape, dtype), shape: [...shape], dtype }
    })
    for (const i of written) {
      const bytes = tensors[i]?.written
      if (bytes !== null && bytes !== undefined) backend.wasm.HEAPU8.set(bytes, this.addressOf(i))
    }
  }

  /** Memory of the recording's own, at the beginning of a line of the cache. */
  block(bytes: number): number {
    const address = this.backend.wasm._malloc(bytes + LINE) >>> 0
    this.blocks.push(address)
    return Math.ceil(address / LINE) * LINE
  }

  /** A tensor of the step as kernels get it. */
  own(number: number): TensorInfo {
    const info = this.infos[number]
    if (info === undefined) throw new Error('The step has no such tensor.')
    return info
  }

  addressOf(number: number): number {
    return this.backend.dataIdMap.get(this.own(number).dataId).memoryOffset
  }

  info({ of, shape, dtype }: Seen): TensorInfo {
    const dataId = typeof of === 'number' ? this.own(of).dataId : of
    return { dataId, shape: [...shape], dtype }
  }

  dispose(): void {
    const { backend } = this
    for (const { dataId } of this.infos) {
      backend.wasm.tfjs.disposeData(backend.dataIdMap.get(dataId).id)
      backend.dataIdMap.delete(dataId)
    }
    this.blocks.forEach((address) => backend.wasm._free(address))
  }

  private register(memoryOffset: number, shape: readonly number[], dtype: string): object {
    const { backend } = this
    const id = backend.dataIdNextNumber++
    const dataId = { id }
    backend.dataIdMap.set(dataId, { id, memoryOffset, shape, dtype, refCount: 1 })
    const size = shape.reduce((product, side) => product * side, 1)
    backend.wasm.tfjs.registerTensor(id, size, memoryOffset)
    return dataId
  }
}

/** All that a kernel was given, but for what it was given nothing for. */
export function seenIn(inputs: SeenInputs): readonly Seen[] {
  return Object.values(inputs)
    .flat()
    .filter((seen: Seen | null): seen is Seen => seen !== null)
}

function ownOf(inputs: SeenInputs): number[] {
  return seenIn(inputs).flatMap(({ of }) => (typeof of === 'number' ? [of] : []))
}
