/** What is said about a setting, drawn from the catalogue alone. Pure functions. */
import type { SettingKey } from '../../../../common/catalog/settings/all.ts'
import type { Setting } from '../../../../common/catalog/settings/setting.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { plainNumber } from '../../kit/number-words.ts'
import { settingOf } from './setting-state.ts'

/** The allowed values in a few words; empty where the options speak for themselves. */
export function rangeWords(setting: Setting): string {
  switch (setting.type) {
    case 'number':
    case 'integer': {
      const unit = setting.unit === '' ? '' : ` ${setting.unit}`
      return `${plainNumber(setting.min)} to ${plainNumber(setting.max)}${unit}`
    }
    case 'widths':
      return `up to ${setting.maxLayers} layers of ${setting.min} to ${setting.max} ${setting.unit}`
    case 'size':
      return `${setting.offered.join(', ')} ${setting.unit}`
    case 'choice':
    case 'column':
    case 'switch':
      return ''
  }
}

/** Sources that name a list are the options' own. */
export function sourceWords(key: SettingKey, value: RunConfig[SettingKey]): string {
  const setting = settingOf(key)
  const chosen = setting.type === 'choice' && setting.options.find((option) => option.id === value)
  const source = chosen ? chosen.source : setting.source
  return source.replace(/^own(?=$|[:,])/, 'this project')
}

/** One line for assistive technology. */
export function description(setting: Setting): string {
  const range = rangeWords(setting)
  return range === '' ? setting.meaning : `${setting.meaning} ${range}.`
}

/** A complaint speaks of the label a person sees, not of the key. */
export function complaintWords(key: SettingKey, complaint: string): string {
  const { label } = settingOf(key)
  return complaint.startsWith(key) ? `${label}${complaint.slice(key.length)}` : complaint
}

/** A value in a few letters, for the line of a folded panel. */
export function valueWords(key: SettingKey, value: RunConfig[SettingKey]): string {
  const setting = settingOf(key)
  if (setting.type === 'choice') {
    return setting.options.find((option) => option.id === value)?.label ?? String(value)
  }
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return Array.isArray(value) ? value.join('·') : value
}
