/** What stands between two configs, and what going from one to the other demands. */
import type { DatasetId } from '../catalog/datasets.ts'
import { SETTINGS, type SettingKey } from '../catalog/settings/all.ts'
import type { Effect } from '../catalog/settings/setting.ts'
import { defaultsFor, gammaFor } from './defaults.ts'
import { sourceDefaults } from '../restore/restore-config.ts'
import { widthForSteps, taskDefaults } from './task.ts'
import type { RunConfig } from './run-config.ts'

const KEYS = Object.keys(SETTINGS) as SettingKey[]
const ORDER: readonly (Effect | 'none')[] = ['none', 'live', 'discriminator', 'rebuild', 'restart']

/** Settings that say how to run, not what: kept when a person picks another dataset. */
export const HOW_TO_RUN = [
  'seed',
  'steps',
  'backend',
  'precision',
  'speed',
  'autostart',
] as const satisfies readonly SettingKey[]

/** Keys whose values differ, in catalogue order. */
export function changedKeys(before: RunConfig, after: RunConfig): SettingKey[] {
  return KEYS.filter((key) => !sameValue(before[key], after[key]))
}

/** The strongest effect among the changed keys. */
export function effectOf(before: RunConfig, after: RunConfig): Effect | 'none' {
  return changedKeys(before, after).reduce<Effect | 'none'>((strongest, key) => {
    const { effect } = SETTINGS[key]
    return ORDER.indexOf(effect) > ORDER.indexOf(strongest) ? effect : strongest
  }, 'none')
}

/** True when networks of the one config cannot go on under the other as they are. */
export function demandsNewNetworks(before: RunConfig, after: RunConfig): boolean {
  const effect = effectOf(before, after)
  return effect === 'discriminator' || effect === 'rebuild'
}

/**
 * The config after a change. Another dataset brings its own defaults; how to run is kept. Another penalty brings its own
 * weight, unless the change names one; another task or source its own settings, alike.
 */
export function applyChange(config: RunConfig, change: Partial<RunConfig>): RunConfig {
  const { dataset, penalty } = change
  const played = tasked(config, change)
  const weight = penalty === undefined || penalty === config.penalty ? {} : { gamma: gammaFor(penalty) }
  if (dataset === undefined || dataset === config.dataset)
    return { ...config, ...played, ...weight, ...change }
  const kept = Object.fromEntries(HOW_TO_RUN.map((key) => [key, config[key]]))
  return { ...defaultsFor(dataset), ...kept, ...played, ...weight, ...change }
}

/**
 * What another task or source brings: what a run of that task begins with, the rest as the items begin with it. Another dataset is a
 * fresh start.
 */
function tasked(config: RunConfig, change: Partial<RunConfig>): Partial<RunConfig> {
  const dataset = change.dataset ?? config.dataset
  const before = dataset === config.dataset ? config : defaultsFor(dataset)
  const after = { ...before, ...change }
  if (after.task !== before.task) return { ...untasked(before), ...taskDefaults(after) }
  return {
    ...(after.source === before.source ? {} : sourceDefaults(after.source)),
    ...(after.task === 'imagine' ? {} : widthFollowing(before, after)),
  }
}

/** Larger pictures ask for narrower networks, where nobody chose a width. */
function widthFollowing(before: RunConfig, after: RunConfig): Partial<RunConfig> {
  const follows = before.width === widthForSteps(before.size) && after.size !== before.size
  return follows ? { width: widthForSteps(after.size) } : {}
}

/** The settings that a run has of its task's own, as they are without it. */
function untasked(tasked: RunConfig): Partial<RunConfig> {
  const plain = defaultsFor(tasked.dataset)
  const keys = Object.keys(taskDefaults(tasked)) as SettingKey[]
  return Object.fromEntries(keys.map((key) => [key, plain[key]]))
}

/** What a change to another dataset chooses: what it says otherwise than that dataset's defaults. */
export function chosenBeside(dataset: DatasetId, change: Partial<RunConfig>): SettingKey[] {
  const plain = defaultsFor(dataset)
  return changedKeys(plain, { ...plain, ...change })
}

/** Change what is looked at or how hard the machine works, not what is trained: no chart need mark them. */
const LOOKS: readonly SettingKey[] = ['truncation', 'speed']

/** A short label of a change for a mark on the charts: "gLr 0.001 → 0.0002"; empty where nothing trains otherwise. */
export function describeChange(before: RunConfig, after: RunConfig): string {
  return changedKeys(before, after)
    .filter((key) => !LOOKS.includes(key))
    .map((key) => `${SETTINGS[key].label} ${display(before[key])} → ${display(after[key])}`)
    .join(', ')
}

export function sameValue(a: RunConfig[SettingKey], b: RunConfig[SettingKey]): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => value === b[i])
  }
  return a === b
}

function display(value: RunConfig[SettingKey]): string {
  return Array.isArray(value) ? value.join('·') : String(value)
}
