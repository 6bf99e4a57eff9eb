/**
 * What two runs that are compared share, and what sets them apart. One seed, one dataset, one data order: those settings
 * are the run's, the twin follows; all others are the twin's own. Pure.
 */
import type { SettingKey } from '../catalog/settings/all.ts'
import { DATASET_SETTINGS } from '../catalog/settings/dataset.ts'
import { applyChange, changedKeys, HOW_TO_RUN } from './difference.ts'
import type { RunConfig } from './run-config.ts'

/** Settings that the twin takes from the run: all of the data's and of what pictures are restored from, and how to run and look. */
const SHARED: readonly SettingKey[] = [
  ...(Object.keys(DATASET_SETTINGS) as (keyof typeof DATASET_SETTINGS)[]),
  'task',
  'source',
  'hole',
  'sourceNoise',
  'sourceBlur',
  'mosaic',
  'edgeLevel',
  'from',
  'to',
  'truncation',
  ...HOW_TO_RUN,
]

/** True for a setting that both sides of a comparison share. */
export function isShared(key: SettingKey): boolean {
  return SHARED.includes(key)
}

/** The twin's config once the run's is `run`: its own settings stay, the shared ones follow. */
export function followShared(twin: RunConfig, run: RunConfig): RunConfig {
  return { ...twin, ...Object.fromEntries(SHARED.map((key) => [key, run[key]])) }
}

/** The config of a twin that differs from the run by a change; shared settings in it are left out. */
export function twinOf(run: RunConfig, change: Partial<RunConfig>): RunConfig {
  return followShared(applyChange(run, ownPart(change)), run)
}

/** The part of a change that concerns one side alone. */
export function ownPart(change: Partial<RunConfig>): Partial<RunConfig> {
  return Object.fromEntries(
    Object.entries(change).filter(([key]) => !SHARED.some((shared) => shared === key)),
  )
}

/** Settings in which two sides differ, in catalogue order. A weight without a penalty says nothing and is left out. */
export function differingKeys(run: RunConfig, twin: RunConfig): SettingKey[] {
  return changedKeys(run, twin).filter(
    (key) => !isShared(key) && !(key === 'gamma' && (twin.penalty === 'none' || run.penalty === 'none')),
  )
}
