/** What is said of a run of an earlier visit whose data were not kept. Pure. */
import type { EarlierRun } from '../store-types.ts'

/** “Your pictures were not kept; drop them again to go on at step 80.” */
export function waitingWords({ missing, step }: Pick<EarlierRun, 'missing' | 'step'>): string {
  return `Your ${missing ?? 'files'} were not kept; drop them again to go on at step ${step.toLocaleString('en-GB')}.`
}
