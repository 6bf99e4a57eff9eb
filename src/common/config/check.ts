/**
 * Checks a change to a config against the catalogue. What is wrong is named in one sentence each and left out; the rest
 * stands. Must not decide what a change demands: see difference.ts.
 */
import * as v from 'valibot'
import { CAUTIONS } from '../catalog/cautions.ts'
import { INCOMPATIBLE } from '../catalog/incompatible.ts'
import { MODELS } from '../catalog/models.ts'
import { SETTINGS, type SettingKey } from '../catalog/settings/all.ts'
import type { Setting } from '../catalog/settings/setting.ts'
import type { KindId } from '../items/item-spec.ts'
import { kindEntry } from '../items/kinds.ts'
import { factsOf, holds } from './facts.ts'
import type { DataInUse } from './item-kind.ts'
import type { RunConfig } from './run-config.ts'

/** The schema of one setting's value, with a sentence for each way it can be wrong. */
function schemaOf(key: string, setting: Setting): v.GenericSchema<unknown, unknown> {
  switch (setting.type) {
    case 'number':
    case 'integer': {
      const range = `${key} must be ${setting.type === 'integer' ? 'a whole number' : 'a number'} from ${setting.min} to ${setting.max}`
      const number = v.pipe(
        v.number(range),
        v.finite(range),
        v.minValue(setting.min, range),
        v.maxValue(setting.max, range),
      )
      return setting.type === 'integer' ? v.pipe(number, v.integer(range)) : number
    }
    case 'choice': {
      const ids = setting.options.map((option) => option.id)
      return v.picklist(ids, `${key} must be one of ${ids.join(', ')}`)
    }
    case 'size':
      return v.picklist(setting.values, `${key} must be one of ${setting.values.join(', ')}`)
    case 'widths': {
      const rule = `${key} must be 0 to ${setting.maxLayers} whole numbers from ${setting.min} to ${setting.max}, as in 128,128`
      const width = v.pipe(
        v.number(rule),
        v.integer(rule),
        v.minValue(setting.min, rule),
        v.maxValue(setting.max, rule),
      )
      return v.pipe(v.array(width, rule), v.maxLength(setting.maxLayers, rule))
    }
    case 'column':
      return v.string(`${key} must be the name of a column`)
    case 'switch':
      return v.boolean(`${key} must be true or false`)
  }
}

export interface Checked {
  /** The part of the change that is right. */
  change: Partial<RunConfig>
  /** One sentence per key that is not. */
  complaints: string[]
}

/** True for a key of the catalogue. */
export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key)
}

/** Checks plain data, key by key. Unknown keys and bad values are named and left out. */
export function checkChange(candidate: Readonly<Record<string, unknown>>): Checked {
  const entries: [string, unknown][] = []
  const complaints: string[] = []
  for (const [key, value] of Object.entries(candidate)) {
    if (!isSettingKey(key)) {
      complaints.push(`${key} is not a setting.`)
      continue
    }
    const result = v.safeParse(schemaOf(key, SETTINGS[key]), value)
    if (result.success) entries.push([key, result.output])
    else complaints.push(`${result.issues[0].message}; ${display(value)} is not.`)
  }
  return { change: Object.fromEntries(entries), complaints }
}

export interface Conflict {
  /** Settings that clash; the dataset is never blamed. */
  keys: readonly SettingKey[]
  /** One sentence: why. */
  sentence: string
}

/**
 * What does not go together in a whole config: one sentence each, empty when all is well.
 * @param dataset the data that are there; null before there are any
 */
export function conflictsIn(config: RunConfig, dataset: DataInUse): string[] {
  return conflictsOf(config, dataset).map(({ sentence }) => sentence)
}

/** The same with the settings that clash. */
export function conflictsOf(config: RunConfig, dataset: DataInUse): Conflict[] {
  const facts = factsOf({ config, dataset })
  const kind = facts.item
  const model = MODELS.find((entry) => entry.id === config.model)
  const fits: readonly KindId[] = model?.fits ?? []
  const found: Conflict[] = []
  if (!fits.includes(kind)) {
    const sentence = `model=${config.model} needs ${fits.map((fit) => kindEntry(fit).many).join(' or ')}, but ${config.dataset} holds ${kindEntry(kind).many}.`
    found.push({ keys: ['model'], sentence })
  }
  for (const { when, reason } of INCOMPATIBLE) {
    if (holds(when, config, facts))
      found.push({ keys: blamed(Object.keys(when).filter(isSettingKey)), sentence: reason })
  }
  return found
}

/** The model is what a person came for where two other settings clash. */
function blamed(keys: readonly SettingKey[]): readonly SettingKey[] {
  const others = keys.filter((key) => key !== 'model')
  return others.length > 1 ? others : keys
}

/** What a person should know of settings that go together: one sentence each, for one setting of the config or for all. */
export function cautionsIn(config: RunConfig, dataset: DataInUse, key?: SettingKey): string[] {
  const facts = factsOf({ config, dataset })
  return CAUTIONS.filter(({ when }) => {
    const concerns = key === undefined || blamed(Object.keys(when).filter(isSettingKey)).includes(key)
    return concerns && holds(when, config, facts)
  }).map(({ sentence }) => sentence)
}

function display(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
}
