/** Writes down what was left out, and why. Keeps no stack: the reason is for a person. */
import { toFailure } from '../../../common/failure.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'

export function skip(name: string, thrown: unknown): SkippedItem {
  const { code, sentence, nextStep } = toFailure(thrown)
  return { name, reason: { code, sentence, nextStep } }
}
