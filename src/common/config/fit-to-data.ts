/**
 * Settings for the person's own data when they are opened: what the data ask for, in place of what nobody chose. Happens on
 * opening alone: a link and a kept run say what they want themselves. Pure.
 */
import type { SettingKey } from '../catalog/settings/all.ts'
import { kindEntry } from '../items/kinds.ts'
import { USUAL_RESTORE } from '../restore/restore-config.ts'
import type { DatasetSummary } from '../protocol/report.ts'
import { conflictsIn } from './check.ts'
import { kindDefaults } from './defaults.ts'
import { applyChange, changedKeys } from './difference.ts'
import { UNTOUCHED } from './dataset-kind.ts'
import { recipeFor, STUDIED, STUDIED_BELOW } from './own-recipe.ts'
import { widthForSteps, taskKept } from './task.ts'
import type { RunConfig } from './run-config.ts'

/** A step of training that takes longer than this, in milliseconds, is no fun to watch: two a second. */
export const SLOW_STEP_MS = 500
/** Networks are made narrower only where pictures are so large, in numbers of one: 64 × 64 in colour. */
const LARGE_ITEM = 64 * 64 * 3
const NARROW = 16

/** What is known when the data have been read. */
export interface Opened {
  readonly summary: Pick<DatasetSummary, 'id' | 'item' | 'count' | 'size' | 'channels' | 'classes' | 'pairs'>
  /** Settings that the person chose themselves. */
  readonly chosen: readonly SettingKey[]
}

/** Describe how a formula's data are made: they mean nothing to files. */
const OF_FORMULAS: readonly SettingKey[] = ['dataset', 'modes', 'radius', 'std', 'side', 'gap']

/** The settings that own files are opened with: what was chosen for other data stays chosen, where it goes together. */
export function ownConfig(config: RunConfig, chosen: readonly SettingKey[]): RunConfig {
  const own = applyChange(config, { dataset: 'own', ...taskKept(config) })
  const mine = chosen.filter((key) => !OF_FORMULAS.includes(key))
  const kept = { ...own, ...Object.fromEntries(mine.map((key) => [key, config[key]])) }
  return conflictsIn(kept, null).length > 0 ? own : kept
}

/** The settings that fit; those that were chosen stay, and so do all where a change would clash with them. */
export function fitToData(asked: RunConfig, { summary, chosen }: Opened): RunConfig {
  const config = fitToPairs(asked, { summary, chosen })
  // What fits many pictures or few was studied of runs that imagine.
  if (config.task === 'restore' && summary.item.kind === 'picture')
    return fitToRestore(config, { summary, chosen })
  const plain = fittedDefaults(summary)
  const withNetworks = take(config, plain, chosen)
  const networks = networksClash(withNetworks, summary) ? { ...withNetworks, ...plain } : withNetworks
  const { augmentable } = kindEntry(summary.item.kind)
  if (!augmentable) return { ...networks, ...UNTOUCHED }
  const fitting = take(networks, recipeFor(summary.count, plain), chosen)
  return conflictsIn(fitting, summary).length > conflictsIn(networks, summary).length ? networks : fitting
}

/** Whoever brings pairs wants the one picture made of the other; where there are none, nothing can be made of them. */
function fitToPairs(config: RunConfig, { summary, chosen }: Opened): RunConfig {
  const arePairs = config.task === 'restore' && config.source === 'pairs'
  if (summary.pairs === undefined) return arePairs ? applyChange(config, { task: 'imagine' }) : config
  if (arePairs || chosen.includes('task') || chosen.includes('source')) return config
  return applyChange(config, { task: 'restore', source: 'pairs' })
}

/**
 * What is lost must be there, networks are as wide as such pictures bear, and a discriminator that would soon know the few by heart sees
 * them changed.
 */
function fitToRestore(config: RunConfig, { summary, chosen }: Opened): RunConfig {
  const colourless = config.source === 'gray' && summary.channels === 1
  const fitting = colourless ? applyChange(config, { source: USUAL_RESTORE.source }) : config
  const few = summary.count < STUDIED_BELOW
  return take(
    fitting,
    { width: widthForSteps(summary.size), augment: few ? STUDIED.augment : fitting.augment },
    chosen,
  )
}

/** A batch is a quarter of a table's rows at most, in whole packs where there are any. */
function fittedDefaults({ item, count }: Opened['summary']): ReturnType<typeof kindDefaults> {
  const plain = kindDefaults(item.kind)
  if (item.kind !== 'row') return plain
  const packs = Math.max(1, Math.floor(count / 4 / plain.pack))
  return { ...plain, batch: Math.min(plain.batch, packs * plain.pack) }
}

/** Networks that were chosen for other items give way: there is no training them on these. */
function networksClash(config: RunConfig, summary: Opened['summary']): boolean {
  return conflictsIn({ ...config, augment: 'none', conditional: 'none' }, summary).some((sentence) =>
    sentence.startsWith('model='),
  )
}

/** Whether it is worth measuring a step before anybody trains: the pictures are large, and nobody chose a width. */
export function mayBeTooWide(config: RunConfig, { summary, chosen }: Opened): boolean {
  const large = summary.item.kind === 'picture' && summary.size ** 2 * summary.channels >= LARGE_ITEM
  return large && !chosen.includes('width') && config.width > narrowestOf(config)
}

/**
 * Half the width takes about a quarter of the multiplications; what was learnt before fits the whole one alone.
 * @param stepMs how long one step took on this device
 */
export function narrowed(config: RunConfig, stepMs: number): RunConfig {
  return stepMs > SLOW_STEP_MS ? narrower(config) : config
}

export function narrower(config: RunConfig): RunConfig {
  return { ...config, width: Math.max(narrowestOf(config), config.width / 2), transfer: 'none' }
}

/** A network that restores has its picture before it: it can do with less. */
function narrowestOf({ task }: RunConfig): number {
  return task === 'restore' ? NARROW / 4 : NARROW
}

function take(config: RunConfig, wanted: Partial<RunConfig>, chosen: readonly SettingKey[]): RunConfig {
  const free = Object.entries(wanted).filter(([key]) => !chosen.some((mine) => mine === key))
  return { ...config, ...Object.fromEntries(free) }
}

/** What was changed for the data, in a sentence, and what puts it back. */
export interface Fitted {
  readonly sentence: string
  /** The settings from before, those that changed alone. */
  readonly undo: Partial<RunConfig>
}

/** Null where nothing changed that a person could put back. */
export function fittedWords(before: RunConfig, after: RunConfig, summary: Opened['summary']): Fitted | null {
  // Networks that do not fit the items cannot be put back, nor changes that mean nothing to them.
  const needed = [
    ...(networksClash(before, summary) ? Object.keys(kindDefaults(summary.item.kind)) : []),
    ...(kindEntry(summary.item.kind).augmentable ? [] : Object.keys(UNTOUCHED)),
  ]
  const keys = changedKeys(before, after).filter((key) => !needed.includes(key))
  if (keys.length === 0) return null
  const { one, many } = kindEntry(summary.item.kind)
  const count = `${summary.count.toLocaleString('en-GB')} ${summary.count === 1 ? one : many}`
  const has = (key: SettingKey): boolean => keys.includes(key)
  const parts = [
    ...taskWords(after, summary, has('task')),
    ...(has('model') && !has('task') ? [`networks for ${many}`] : []),
    ...(has('transfer')
      ? [after.transfer === 'none' ? 'networks that begin with chance' : 'networks that know other pictures']
      : []),
    ...(has('warmStart')
      ? [after.warmStart > 0 ? `a warm start of ${after.warmStart} steps` : 'no warm start']
      : []),
    ...(has('augment') ? [`augmentation ${after.augment === 'none' ? 'off' : 'on'}`] : []),
    ...(has('source') && !has('task') ? ['what is restored is their side, for they have no colour'] : []),
    ...(has('batch') ? [`batch ${after.batch}`] : []),
    ...(has('width') ? [`width ${after.width}, for ${whyNarrow(after)}`] : []),
  ]
  const told = parts.length > 0 ? parts : ['rates and sizes of the networks']
  const undo = Object.fromEntries(keys.map((key) => [key, before[key]]))
  return { sentence: `Settings were fitted to ${count}: ${told.join(', ')}.`, undo }
}

function taskWords({ task }: RunConfig, { pairs }: Opened['summary'], changed: boolean): string[] {
  if (!changed) return []
  if (task === 'imagine') return ['new ones are made, for these come alone']
  return pairs === undefined
    ? []
    : [`each of “${pairs.target}” is made from its partner in “${pairs.source}”`]
}

function whyNarrow({ task, width, size }: RunConfig): string {
  return task === 'restore' && width === widthForSteps(size)
    ? `pictures of ${size} px`
    : 'this device is slow'
}
