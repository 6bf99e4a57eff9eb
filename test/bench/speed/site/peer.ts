/** What a library must do to be timed. */
import type { Held, Job, Losses, Slot } from '../job.ts'
import type { Backend, Sample } from '../measured.ts'

export interface Peer {
  /** What it computes on, for people. */
  readonly adapter: string
  /** Builds the networks with the job's weights. */
  prepare(job: Job, held: (slot: Slot) => Held): Promise<void>
  /** Trains D once, then G once, on the next batch. Need not wait for a device. */
  step(): void
  /** So many steps at once, where the library has a way to say so. */
  steps?(count: number): void
  /** Losses of the last step; resolves when all steps are done. */
  losses(): Promise<Losses>
  /** Tensors in use; null where the library does not say. */
  tensors(): number | null
  /** Commands since the last call, as the library counts them. */
  counters?(): Sample['reported']
  /** A function that multiplies two square matrices and waits for the product. */
  product(side: number): () => Promise<void>
}

/** Loads the library on a back end; throws when it cannot. @param threads left out: as many as it takes by itself */
export type OpenPeer = (backend: Backend, threads?: number) => Promise<Peer>
