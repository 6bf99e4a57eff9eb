/** What every entry of the catalogue says about itself. Plain data: no tensors, no DOM. */
export interface Entry {
  /** Stable id: used in links, configs and code. */
  readonly id: string
  /** Name on the page. */
  readonly label: string
  /** One line: what it is and when to choose it. */
  readonly meaning: string
  /** Which values are usual under it, in a sentence; shown behind its meaning. */
  readonly usual?: string
  /** Paper, repository or "own" with a reason. */
  readonly source: string
}

/** The entry of an id. @throws when the list has none, which types rule out for ids that were checked */
export function entryOf<E extends Entry>(entries: readonly E[], id: E['id']): E {
  const entry = entries.find((candidate) => candidate.id === id)
  if (entry === undefined) throw new Error(`The catalogue has no ${id}.`)
  return entry
}

/** The ids of those that are asked for: for conditions that hold for whatever is of one kind, listed or yet to come. */
export function idsWhere<E extends Entry>(entries: readonly E[], asked: (entry: E) => boolean): string[] {
  return entries.filter(asked).map(({ id }) => id)
}
