/** What a peer is asked and what it answers; crosses a worker, a page and a pipe, so plain data only. */
import type { Job, Losses } from './job.ts'

export type Backend = 'webgpu' | 'wasm'

export type Question =
  /** On so many threads, where a peer can be told; left out: as it would by itself, PyTorch on one. */
  | { readonly method: 'open'; readonly backend: Backend; readonly threads?: number }
  | { readonly method: 'prepare'; readonly job: Job }
  | { readonly method: 'sample'; readonly steps: number }
  | { readonly method: 'product'; readonly side: number }

export interface Answers {
  open: { adapter: string }
  prepare: null
  sample: Sample
  /** Milliseconds of one product of two square matrices. */
  product: { ms: number }
}

/** Commands given to a GPU. */
export interface Commands {
  dispatches: number
  submits: number
  /** Buffers mapped for reading. */
  readbacks: number
  /** Buffers written from JavaScript. */
  writes: number
  bindGroups: number
}

/** Some steps, and the wait until the losses of the last are read. */
export interface Sample {
  readonly steps: number
  readonly ms: number
  /** Until the last command was submitted; null where arithmetic runs in the same call. */
  readonly jsMs: number | null
  /** Null where there is no GPU. */
  readonly commands: Commands | null
  /** Dispatches, submits and read-backs as the library itself counts them. */
  readonly reported: { dispatches: number; submits: number; readbacks: number } | null
  /** In use afterwards: GPU buffers made and not destroyed, or WASM heaps; null where unknown. */
  readonly bytes: number | null
  readonly tensors: number | null
  readonly losses: Losses
}
