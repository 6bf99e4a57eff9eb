/** Runs work that gives way, by itself or waiting for a device, to its end. */
import type { Work } from '../../../src/worker/evaluation/worth/study.ts'

export async function finishWork<T>(work: Work<T>): Promise<T> {
  for (;;) {
    const slice = await work.next()
    if (slice.done === true) return slice.value
  }
}
