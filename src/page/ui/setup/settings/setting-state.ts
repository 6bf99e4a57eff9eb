/**
 * What the controls read of the state, one fixed selector per setting, so that a tick of the run, or a change of another
 * setting, renders no control again. Must not hold controls.
 */
import { SETTINGS, type SettingKey } from '../../../../common/catalog/settings/all.ts'
import type { Panel, Setting } from '../../../../common/catalog/settings/setting.ts'
import { cautionsIn, conflictsOf } from '../../../../common/config/check.ts'
import { applyChange } from '../../../../common/config/difference.ts'
import { factsOf, holds } from '../../../../common/config/facts.ts'
import type { DataInUse } from '../../../../common/config/item-kind.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { whyNoClasses } from '../../../state/stage/classes.ts'
import { lockOf } from '../../../state/story/challenge.ts'
import { shownConfig } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'

/** All settings in catalogue order. */
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]

/** The catalogue's entry of a key, as the general type. */
export function settingOf(key: SettingKey): Setting {
  return SETTINGS[key]
}

/** The settings of a panel, in catalogue order. */
export function settingsIn(panel: Panel): readonly SettingKey[] {
  return SETTING_KEYS.filter((key) => settingOf(key).panel === panel)
}

/** True when the setting means something in this config and to these data, and there is something to choose. */
export function isShown(key: SettingKey, config: RunConfig, dataset: DataInUse): boolean {
  const setting = settingOf(key)
  if (setting.type === 'column') return false
  if (setting.type === 'choice' && setting.options.length < 2) return false
  return holds(setting.when ?? {}, config, factsOf({ config, dataset }))
}

/** Ids of the options that do not go together with the rest of the config or the data, each with the reason. */
export function blockedOptions(
  key: SettingKey,
  config: RunConfig,
  dataset: DataInUse,
): Readonly<Record<string, string>> {
  const setting = settingOf(key)
  if (setting.type !== 'choice' || key === 'dataset') return {}
  const blocked: Record<string, string> = {}
  for (const { id } of setting.options) {
    const conflicts = conflictsOf(applyChange(config, { [key]: id }), dataset)
    // What follows from a choice may clash as well: the choice's own reason is the one to read.
    const conflict = conflicts.find(({ keys }) => keys.includes(key)) ?? conflicts[0]
    if (conflict !== undefined) blocked[id] = conflict.sentence
  }
  return blocked
}

/** What the data themselves rule out: their classes are known once they are there. */
function blockedByData(key: SettingKey, state: PageState): Readonly<Record<string, string>> {
  const reason = key === 'conditional' ? whyNoClasses(state) : null
  return reason === null ? {} : { projection: reason }
}

type Selector<T> = (state: PageState) => T

function perKey<T>(make: (key: SettingKey) => Selector<T>): Readonly<Record<SettingKey, Selector<T>>> {
  return Object.fromEntries(SETTING_KEYS.map((key) => [key, make(key)])) as Record<SettingKey, Selector<T>>
}

/** The value of each setting. */
export const SELECT_VALUE = perKey<RunConfig[SettingKey]>((key) => (state) => shownConfig(state)[key])

/** Whether each control is shown. */
export const SELECT_SHOWN = perKey<boolean>(
  (key) => (state) => isShown(key, shownConfig(state), state.dataset) && isOffered(key, state),
)

/** Whether this machine has something to choose: how a GPU multiplies only where it can otherwise, or was asked to. */
function isOffered(key: SettingKey, state: PageState): boolean {
  return key !== 'precision' || state.backend?.halves === true || shownConfig(state).precision !== 'exact'
}

/** Why each setting is locked by a challenge; empty where it is not. */
export const SELECT_LOCK = perKey<string>((key) => (state) => lockOf(key, state.challenge))

/** Blocked options of each setting as one text, so that equal answers are equal values. */
export const SELECT_BLOCKED = perKey<string>(
  (key) => (state) =>
    JSON.stringify({
      ...blockedOptions(key, shownConfig(state), state.dataset),
      ...blockedByData(key, state),
    }),
)

/** What a person should know of each setting's present value; empty for nothing. */
export const SELECT_CAUTION = perKey<string>(
  (key) => (state) => cautionsIn(shownConfig(state), state.dataset, key).join(' '),
)

/** Reads what SELECT_BLOCKED wrote. */
export function readBlocked(text: string): Readonly<Record<string, string>> {
  return JSON.parse(text) as Record<string, string>
}
