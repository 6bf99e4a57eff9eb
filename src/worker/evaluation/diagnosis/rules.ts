/** All rules, in order of rank: of two that are due the earlier is the verdict. */
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
