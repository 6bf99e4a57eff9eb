/**
 * Records steps on the heap: steps are traced while they are made, and refused when anything but what they are fed with differs.
 * Must not know networks, losses or sessions.
 */
import type { Tensor } from '@tensorflow/tfjs'
import type { Ear } from '../../../gan/kernels/ear.ts'
import type { WasmKernels } from '../../kernels/wasm/register.ts'
import { NotRecordable } from '../not-recordable.ts'
import { arenaBytes, seenIn } from './arena.ts'
import { FigureRows } from './figure-rows.ts'
import { HeapRecording } from './heap-recording.ts'
import { traceOnHeap, type HeapTrace, type TracedStep, type Seen, type TracedKernel } from './heap-trace.ts'
import type { HiddenHeap } from './hidden.ts'

/** Of the four thousand megabytes that a heap can have: what remains is left to what is looked at, and to a change of settings. */
const MOST_BYTES = 3 * 2 ** 30

export class HeapRecorder {
  readonly on = 'heap'
  readonly figures = new FigureRows()
  /** Numbers for data that outlives steps. */
  private readonly names = new Map<object, number>()

  constructor(
    private readonly backend: HiddenHeap,
    private readonly kernels: WasmKernels,
  ) {}

  /** Makes a step and writes it down, as `traceOnHeap`. */
  trace<R extends Tensor>(hear: (ear: Ear | null) => void, step: () => R): TracedStep<R> {
    return traceOnHeap(this.backend, hear, step)
  }

  /** What keeps a step from being replayed: where it differs from the one before it by more than what both are fed with; null: nothing. */
  differs(before: HeapTrace, after: HeapTrace): NotRecordable | null {
    const [first, second] = [this.signatureOf(before), this.signatureOf(after)]
    const other = second.findIndex((line, i) => line !== first[i])
    if (other < 0 && first.length === second.length) return null
    const name = after.kernels[other]?.name ?? before.kernels[second.length]?.name
    return new NotRecordable(`${name ?? 'the row of figures'} is not the same in every step`)
  }

  /** @throws NotRecordable where its memory would leave too little */
  record(trace: HeapTrace): HeapRecording {
    if (this.backend.wasm.HEAPU8.byteLength + arenaBytes(trace) > MOST_BYTES)
      throw new NotRecordable('it needs too much memory for a second time')
    return new HeapRecording(
      this.backend,
      this.kernels,
      trace,
      trace.kernels.map((kernel) => this.line(kernel)),
    )
  }

  dispose(): void {
    this.figures.clear()
    this.names.clear()
  }

  /** The same for steps that differ in nothing but what they are fed with; one line a kernel, and one for the figures. */
  private signatureOf({ kernels, tensors, result }: HeapTrace): string[] {
    const hashes = tensors.map(({ written, draw }) =>
      written === null || draw !== null ? '' : ` ${hashOf(written)}`,
    )
    const lines = kernels.map((kernel) => {
      const { attributesAt, attrs, inputs } = kernel
      const given = seenIn(inputs).map(({ of }) => (typeof of === 'number' ? hashes[of] : ''))
      return `${this.line(kernel)}${given.join('')} ${attributesAt === null ? JSON.stringify(attrs) : ''}`
    })
    return [...lines, this.named(result)]
  }

  private line({ name, inputs, made }: TracedKernel): string {
    const given = seenIn(inputs).map((seen) => this.named(seen))
    return `${name} ${given.join(' ')} → ${made.join(' ')}`
  }

  private named({ of, shape }: Seen): string {
    if (typeof of === 'number') return `${of}[${shape.join(', ')}]`
    const known = this.names.get(of) ?? this.names.size
    this.names.set(of, known)
    return `held ${known}[${shape.join(', ')}]`
  }
}

/** FNV-1a, of 32 bits: whether numbers are the same is asked of two steps, not of enemies. */
function hashOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return (hash >>> 0).toString(16)
}
