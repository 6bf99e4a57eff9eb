/** Whose step is timed: three of restoring and one of translating, each as the product begins with it. Data and configs only. */
import type { DatasetId } from '../../../../src/common/catalog/datasets.ts'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'

/** What would make steps unlike each other, or draw by chance what no two libraries draw alike. */
const ALIKE: Partial<RunConfig> = { warmStart: 0, augment: 'none', pool: 0, seed: 1 }

export const CASES = {
  'restore-28-gray': caseOf('fashion', { size: 28 }, { task: 'restore', source: 'half' }),
  'restore-32-gray': caseOf('photos', { size: 32 }, { task: 'restore', source: 'half' }),
  'restore-32-colour': caseOf('emoji', { size: 32 }, { task: 'restore', source: 'half' }),
  'translate-16-colour': caseOf('avatars', { size: 16 }, { task: 'translate', from: 0, to: 3 }),
} satisfies Record<string, RunConfig>

export type CaseName = keyof typeof CASES

export function isCase(name: string): name is CaseName {
  return name in CASES
}

/** @param items what the pictures are like: the task's settings follow from it */
function caseOf(dataset: DatasetId, items: Partial<RunConfig>, task: Partial<RunConfig>): RunConfig {
  return applyChange({ ...defaultsFor(dataset), ...items }, { ...task, ...ALIKE })
}
