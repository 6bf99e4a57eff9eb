/** Runs a sliced computation to its end beside everything else the worker does. */
import { yieldToTasks } from '../../../common/yield.ts'
import { advance, type Sliced } from './slices.ts'

const SLICE_MS = 8

/** Computes to the end, a few milliseconds at a time. */
export async function complete<T>(work: Sliced<T>): Promise<T> {
  for (;;) {
    const result = advance(work, SLICE_MS)
    if (result !== null) return result.value
    await yieldToTasks()
  }
}
