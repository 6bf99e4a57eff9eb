/**
 * Long work that can be interrupted: it says now and then which share of it is done, and whoever runs it decides whether others
 * get a turn meanwhile. Knows nothing of what is done.
 */

/** Yields shares in [0, 1], rising. */
export type Steps<T> = Generator<number, T, void>

/** Called between two steps. Rejects to have the work given up. */
export type Turn = (done: number) => Promise<void>

/** So many rows of a table between two turns: some milliseconds. */
export const STRETCH_ROWS = 20_000

/** In one go. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

export async function inTurns<T>(steps: Steps<T>, turn: Turn): Promise<T> {
  let step = steps.next()
  while (step.done !== true) {
    await turn(step.value)
    step = steps.next()
  }
  return step.value
}

/** The same work as a part of a longer one. */
export function* asPart<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  let step = steps.next()
  while (step.done !== true) {
    yield from + (to - from) * step.value
    step = steps.next()
  }
  return step.value
}
