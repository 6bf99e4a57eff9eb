/**
 * What only the page can do, and does for the worker: what is asked of each service, and what it answers. Every ask bears a
 * ticket, and is answered once: with the answer or with a failure.
 */
import type { Failure } from '../failure.ts'

/** Sound as plain numbers. */
export interface Sound {
  /** Samples a second. */
  readonly rate: number
  /** Of each channel its samples, −1 … 1; all of one length. */
  readonly channels: readonly Float32Array<ArrayBuffer>[]
}

export interface Services {
  /** Draws an SVG picture, for which a worker has no decoder; `side` is the least pixels of its shorter side. Null: it cannot be drawn. */
  rasterise: { ask: { source: Blob; side: number }; answer: ImageBitmap | null }
  /** Reads a sound file of any kind the browser plays, at `rate` samples a second. */
  'decode-audio': { ask: { source: Blob; rate: number }; answer: Sound }
  /** Hands a file to the person, as a download. */
  'save-file': { ask: { name: string; content: Blob }; answer: null }
}

export type ServiceId = keyof Services

export type Ask<K extends ServiceId> = Services[K]['ask']
export type Answer<K extends ServiceId> = Services[K]['answer']

/** An ask by name, as it crosses. */
export type ServiceAsk = { [K in ServiceId]: { service: K } & Ask<K> }[ServiceId]

export type Served =
  | { type: 'served'; ticket: number; answer: Answer<ServiceId> }
  | { type: 'served'; ticket: number; failure: Failure }
