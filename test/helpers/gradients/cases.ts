/** All gradient cases, by what they check. */
import { AUGMENTATIONS } from './cases/augmentations.ts'
import { BATCH } from './cases/batch.ts'
import { CLASSES } from './cases/classes.ts'
import { COMPOSITES } from './cases/composites.ts'
import { ELEMENTWISE } from './cases/elementwise.ts'
import { LAYERS } from './cases/layers.ts'
import { LINEAR } from './cases/linear.ts'
import { LOSSES } from './cases/losses.ts'
import { PENALTIES } from './cases/penalties.ts'
import { RESTORE } from './cases/restore.ts'
import { TABLES } from './cases/tables.ts'
import { TERMS } from './cases/terms.ts'
import { TRANSLATE } from './cases/translate.ts'
import type { GradientCase } from './case.ts'

export interface CaseGroup {
  readonly name: string
  readonly cases: readonly GradientCase[]
}

export const GROUPS: CaseGroup[] = [
  { name: 'functions of numbers', cases: ELEMENTWISE },
  { name: 'products and shapes', cases: LINEAR },
  { name: 'norms and batches', cases: BATCH },
  { name: 'augmentation', cases: AUGMENTATIONS },
  { name: 'layers', cases: LAYERS },
  { name: 'layers that hold layers', cases: COMPOSITES },
  { name: 'classes', cases: CLASSES },
  { name: 'rows of a table', cases: TABLES },
  { name: 'pictures restored', cases: RESTORE },
  { name: 'pictures translated', cases: TRANSLATE },
  { name: 'losses', cases: LOSSES },
  { name: 'terms beside a loss', cases: TERMS },
  { name: 'penalties', cases: PENALTIES },
]
