/**
 * The address bar: `#key=value&key=value`, only what differs from the dataset's defaults. Every key is a setting of the
 * catalogue. Unknown keys and bad values are named, and the default is used.
 */
import { SETTINGS, type SettingKey } from '../catalog/settings/all.ts'
import { challengeOf, startOf, type Challenge } from './challenges.ts'
import { checkChange, conflictsOf, isSettingKey } from './check.ts'
import { withFittingNetworks } from './dataset-kind.ts'
import { defaultsFor, FIRST_DATASET, gammaFor } from './defaults.ts'
import { sameValue } from './difference.ts'
import { itemKindOf, type DataInUse } from './item-kind.ts'
import { taskDefaults } from './task.ts'
import type { RunConfig } from './run-config.ts'

export interface Address {
  config: RunConfig
  /** One sentence per key or value that was not understood. */
  complaints: string[]
}

/**
 * Reads `location.hash`, with or without the leading `#`.
 * @param dataset the data that are there, where the link is followed on an open page. A link is written without them, so
 * they change no default; but what it asks for must go together with them.
 */
export function readAddress(hash: string, dataset: DataInUse = null): Address {
  const raw = new URLSearchParams(hash.replace(/^#/, ''))
  const candidate: Record<string, unknown> = {}
  raw.delete(TOUR)
  const challenge = challengeOf(raw.get(CHALLENGE))
  if (challenge !== null) return challengeAddress(raw, challenge)
  const find = raw.get(FIND)
  raw.delete(FIND)
  for (const [key, text] of raw) candidate[key] = isSettingKey(key) ? parse(key, text) : text
  const { change, complaints } = checkChange(candidate)
  const base = defaultsFor(change.dataset ?? FIRST_DATASET)
  const wanted = { ...base, ...followed(change, base), ...change }
  const { config, conflicts } = reconciled(wanted, base, dataset)
  const noSearch = Number.isNaN(minutesOf(find)) ? [noSearchWords(find ?? '')] : []
  return { config, complaints: [...[...complaints, ...conflicts].map(withDefault), ...noSearch] }
}

/** A challenge brings all its settings; only where and how hard to run may stand beside it. */
function challengeAddress(raw: URLSearchParams, challenge: Challenge): Address {
  raw.delete(CHALLENGE)
  const beside = Object.fromEntries([...raw].filter(([key]) => key === 'backend' || key === 'speed'))
  const { change, complaints } = checkChange(beside)
  const ignored = [...raw.keys()]
    .filter((key) => !(key in beside))
    .map((key) => `In the address: ${key} is left out, as a challenge brings its own settings.`)
  return {
    config: { ...startOf(challenge), ...change },
    complaints: [...complaints.map(withDefault), ...ignored],
  }
}

/** The challenge a link asks for; null when it asks for none. */
export function challengeIn(hash: string): Challenge | null {
  return challengeOf(new URLSearchParams(hash.replace(/^#/, '')).get(CHALLENGE))
}

/** The hash that opens a challenge from its beginning. */
export function writeChallenge(id: string): string {
  return `${CHALLENGE}=${id}`
}

/** The config with the defaults wherever settings clash, and why. */
function reconciled(
  asked: RunConfig,
  base: RunConfig,
  dataset: DataInUse,
): { config: RunConfig; conflicts: string[] } {
  const wanted = withFittingNetworks(asked, itemKindOf({ config: asked, dataset }))
  const found = conflictsOf(wanted, dataset)
  const clashing = new Set(found.flatMap(({ keys }) => keys))
  if (clashing.has('penalty')) clashing.add('gamma')
  const defaults = [...clashing].map((key) => [key, base[key]] as const)
  return {
    config: { ...wanted, ...Object.fromEntries(defaults) },
    conflicts: found.map(({ sentence }) => sentence),
  }
}

/** No setting of the run: a chapter of the tour that the link opens. */
const TOUR = 'tour'
/** No setting of the run: a task that the link opens. */
const CHALLENGE = 'challenge'

/** No setting of the run: a search for settings that the link begins, with its budget in minutes. */
const FIND = 'find'
export const MOST_FIND_MINUTES = 240

/** The budget a link asks for, in minutes; null when it asks for none, or for one that cannot be. */
export function findIn(hash: string): number | null {
  if (challengeIn(hash) !== null) return null
  const minutes = minutesOf(new URLSearchParams(hash.replace(/^#/, '')).get(FIND))
  return minutes === null || Number.isNaN(minutes) ? null : minutes
}

/** NaN for what is no budget; null for nothing. */
function minutesOf(text: string | null): number | null {
  if (text === null) return null
  const minutes = text.trim() === '' ? NaN : Number(text)
  return minutes > 0 && minutes <= MOST_FIND_MINUTES ? minutes : NaN
}

/** The hash that opens a config and begins a search on it. */
export function writeSearch(config: RunConfig, minutes: number): string {
  return [writeAddress(config), `${FIND}=${minutes}`].filter((part) => part !== '').join('&')
}

/** The chapter a link asks for, from 1; null when it asks for none. */
export function tourIn(hash: string): number | null {
  const text = new URLSearchParams(hash.replace(/^#/, '')).get(TOUR)
  return text !== null && /^[1-6]$/.test(text) ? Number(text) : null
}

/** The hash, without `#`; empty for the first dataset's defaults. Keys in catalogue order. */
export function writeAddress(config: RunConfig): string {
  const dataset = defaultsFor(config.dataset)
  const own = (Object.keys(SETTINGS) as SettingKey[]).filter((key) => !sameValue(config[key], dataset[key]))
  const defaults = {
    ...dataset,
    ...followed(Object.fromEntries(own.map((key) => [key, config[key]])), dataset),
  }
  return (Object.keys(SETTINGS) as SettingKey[])
    .filter((key) =>
      key === 'dataset' ? config.dataset !== FIRST_DATASET : !sameValue(config[key], defaults[key]),
    )
    .map((key) => `${key}=${encodeURIComponent(format(config[key])).replaceAll('%2C', ',')}`)
    .join('&')
}

/** Defaults that follow from what is asked for: the task's and the source's own, and the weight from the penalty. */
function followed(asked: Partial<RunConfig>, base: RunConfig): Partial<RunConfig> {
  const tasked = taskDefaults({ ...base, ...asked })
  const penalty = asked.penalty
  return { ...tasked, ...(penalty === undefined || penalty === tasked.penalty ? {} : weightOf(asked)) }
}

/** The default weight follows the penalty. */
function weightOf({ penalty }: Partial<RunConfig>): Partial<RunConfig> {
  return penalty === undefined ? {} : { gamma: gammaFor(penalty) }
}

function parse(key: SettingKey, text: string): unknown {
  switch (SETTINGS[key].type) {
    case 'number':
    case 'integer':
    case 'size':
      return toNumber(text)
    case 'widths':
      return text === '' ? [] : text.split(',').map(toNumber)
    case 'switch':
      return text === '1' || text === 'true' ? true : text === '0' || text === 'false' ? false : text
    case 'choice':
    case 'column':
      return text
  }
}

/** A number, or the text itself so that the complaint can show it. */
function toNumber(text: string): number | string {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

function format(value: RunConfig[SettingKey]): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return Array.isArray(value) ? value.join(',') : String(value)
}

function noSearchWords(text: string): string {
  return `In the address: find must be minutes above 0 and at most ${MOST_FIND_MINUTES}; “${text}” is not. No search is begun.`
}

function withDefault(complaint: string): string {
  return `In the address: ${complaint.replace(/\.$/, '')}. The default is used.`
}
