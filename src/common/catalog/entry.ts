/** What every entry of the catalogue says about itself. Plain data: no code, no tensors, no DOM. */
export interface Entry {
  /** Stable id: used in links, configs and code. */
  readonly id: string
  /** Name on the page. */
  readonly label: string
  /** One line: what it is and when to choose it. */
  readonly meaning: string
  /** Paper, repository or "own" with a reason. */
  readonly source: string
}
