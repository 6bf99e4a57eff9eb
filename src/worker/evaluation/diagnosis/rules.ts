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

const FROM_PICTURES = RULES.filter((rule) => rule !== collapse && rule !== memorising)

/**
 * The rules that apply to a task. How varied pictures are that are made from pictures, and how near they lie to training ones, is up to
 * what the forger is given.
 */
export function rulesOf(task: TaskId): readonly Rule[] {
  return task === 'restore' || task === 'translate' ? FROM_PICTURES : RULES
}
