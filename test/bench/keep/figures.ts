/** What the bench of keeping asks of its worker, and what it is told. Types alone. */

export interface KeepJob {
  readonly place: 'folders' | 'blobs'
  readonly megabytes: number
  readonly times: number
}

/** Milliseconds: of a whole write, of packing alone, and of reading the newest state back. */
export interface KeepFigures {
  readonly pack: number[]
  readonly write: number[]
  readonly read: number[]
}
