/**
 * One table for every setting of a run: it drives the controls, the address bar, the help text and the checks.
 * Plain data. A setting's default may depend on the dataset: see src/config/defaults.ts.
 */
import { DATASET_SETTINGS } from './settings/dataset.ts'
import { NETWORKS_SETTINGS } from './settings/networks.ts'
import { OBJECTIVE_SETTINGS } from './settings/objective.ts'
import { CURES_SETTINGS } from './settings/cures.ts'
import { OPTIMISER_SETTINGS } from './settings/optimiser.ts'
import { RUN_SETTINGS } from './settings/run.ts'
import type { Setting } from './settings/setting.ts'

export const SETTINGS = {
  ...DATASET_SETTINGS,
  ...NETWORKS_SETTINGS,
  ...OBJECTIVE_SETTINGS,
  ...CURES_SETTINGS,
  ...OPTIMISER_SETTINGS,
  ...RUN_SETTINGS,
} as const satisfies Record<string, Setting>

export type SettingKey = keyof typeof SETTINGS
