/** All rules, in order of rank: of two that are due the earlier is the verdict. */
import type { TaskId } from '../../../common/catalog/tasks.ts'
import type { Rule } from './rule.ts'
import { blurred } from './rules/blurred.ts'
import { collapse, oscillation } from './rules/collapse.ts'
import { notFinite, runaway } from './rules/diverged.ts'
import { memorising } from './rules/memorising.ts'
import { discriminatorFallsBehind, discriminatorWins, generatorWins } from './rules/winners.ts'

export const RULES: readonly Rule[] = [
  notFinite,
  runaway,
  generatorWins,
  discriminatorFallsBehind,
  collapse,
  oscillation,
  discriminatorWins,
  memorising,
  blurred,
]

const RESTORING = RULES.filter((rule) => rule !== collapse && rule !== memorising)

/**
 * The rules that apply to a task. How varied restored pictures are, and how near they lie to training ones, is up to the sources that the
 * forger is given.
 */
export function rulesOf(task: TaskId): readonly Rule[] {
  return task === 'restore' ? RESTORING : RULES
}
