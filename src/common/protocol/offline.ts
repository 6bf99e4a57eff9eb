/** What the page and its service worker say to each other, and what the build tells the latter. Plain data. */

export interface KeptFile {
  /** Of its bytes: a file that has not changed is kept once. */
  readonly hash: string
  readonly bytes: number
}

/** Files of one version by their path from the page. */
export interface KeptFiles {
  /** What the page is made of: kept at once. */
  readonly shell: Readonly<Record<string, KeptFile>>
  /** Datasets and what judges them: kept when they are used, or on demand. */
  readonly onUse: Readonly<Record<string, KeptFile>>
}

export type ToKeeper =
  /** A new version may take over: the page reloads. */
  | { readonly type: 'take-over' }
  /** How much all of it is; answered on the port that comes along. */
  | { readonly type: 'how-much' }
  /** Everything is to be kept; answered on the port that comes along. */
  | { readonly type: 'keep-all' }

export type FromKeeper =
  /** Bytes. */
  | { readonly type: 'keeping'; readonly done: number; readonly total: number }
  | { readonly type: 'in-all'; readonly bytes: number }
  | { readonly type: 'kept' }
  | { readonly type: 'not-kept'; readonly reason: string }
