/**
 * What a story needs of a browser, whichever it is: a page of its own, a person's hands, and what is to be seen. One adapter
 * per way of driving lies beside this file. Knows nothing of the app.
 */

/** CSS pixels of the viewport. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** The viewport of every visit. One CSS pixel is one pixel of a screenshot. */
export const VIEWPORT = { width: 1280, height: 800 } as const

/** One page with storage of its own, empty at first and gone with it. */
export interface Visit {
  /** Opens an address afresh. */
  go(address: string): Promise<void>
  reload(): Promise<void>
  /**
   * Runs a function in the page; it may use nothing but its arguments and what pages have. Rejects with what it throws.
   * @param values plain data
   */
  evaluate<A extends unknown[], R>(work: (...values: A) => R | Promise<R>, ...values: A): Promise<R>
  click(at: Place): Promise<void>
  /** Presses the button, moves through all places and lets go at the last. */
  drag(...through: readonly [Place, ...Place[]]): Promise<void>
  /** Presses one key on what has the focus: a name as in `KeyboardEvent.key`. */
  press(key: 'End' | 'Home'): Promise<void>
  /** Chooses files in a file input, as its dialog would. @param selector of the input */
  choose(selector: string, paths: readonly string[]): Promise<void>
  /** What is to be seen of the viewport, as a PNG. */
  screenshot(): Promise<Uint8Array>
  /** Uncaught errors and console errors of the page so far. */
  errors(): Promise<readonly string[]>
  close(): Promise<void>
}

export interface Engine {
  visit(): Promise<Visit>
  close(): Promise<void>
}
