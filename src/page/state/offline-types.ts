/** What the page knows of being kept on this machine, and what a person can do about it. Types alone. */

export interface OfflineState {
  offline: {
    /** The page itself is kept on this machine. */
    readonly kept: boolean
    /** Share in [0, 1] of everything that is kept so far, while it is being kept; else null. */
    readonly keeping: number | null
    /** Datasets as well. */
    readonly all: boolean
    /** Of everything; 0 before it is known. */
    readonly bytes: number
    /** Nothing will be: this browser has no service worker for the page. */
    readonly refused: boolean
    /** Told where the engine computes on one core although the machine has others for it; else null. */
    readonly cores: CoresNews | null
  }
}

/** `reload`: a reload takes so many cores. `never`: none will; why, in a sentence. */
export type CoresNews =
  { readonly kind: 'reload'; readonly threads: number } | { readonly kind: 'never'; readonly why: string }

export interface OfflineActions {
  /** Keeps every file, datasets as well. */
  keepOffline(): void
  /** Keeps the run, lets a new version in and reloads. */
  reloadForNew(): void
  /** Keeps the run and reloads, so that the engine takes the other cores. */
  reloadForCores(): void
}
