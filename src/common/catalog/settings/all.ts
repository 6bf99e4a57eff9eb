/**
 * One table for every setting of a run: it drives the controls, the address bar, the help text and the checks.
 * Plain data. A setting's default may depend on the dataset: see src/common/config/defaults.ts.
 */
import { DATASET_SETTINGS } from './dataset.ts'
import { NETWORKS_SETTINGS } from './networks.ts'
import { OBJECTIVE_SETTINGS } from './objective.ts'
import { REGULARISATION_SETTINGS } from './regularisation.ts'
import { OPTIMISER_SETTINGS } from './optimiser.ts'
import { RUN_SETTINGS } from './run.ts'
import { TASK_SETTINGS } from './task.ts'
import { TRANSLATE_SETTINGS } from './translate.ts'
import type { Setting } from './setting.ts'

export const SETTINGS = {
  ...DATASET_SETTINGS,
  ...TASK_SETTINGS,
  ...TRANSLATE_SETTINGS,
  ...NETWORKS_SETTINGS,
  ...OBJECTIVE_SETTINGS,
  ...REGULARISATION_SETTINGS,
  ...OPTIMISER_SETTINGS,
  ...RUN_SETTINGS,
} as const satisfies Record<string, Setting>

export type SettingKey = keyof typeof SETTINGS
