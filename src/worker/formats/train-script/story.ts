/**
 * Whether a run can be trained again from step 0 by its script: settings that were changed on the way are made again where the
 * very same program does for all of them, and only numbers in it differ. Pure.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ScriptFacts } from './facts.ts'

export interface Replay {
  /** Settings at step 0 that differ from today's. */
  readonly first: Partial<RunConfig>
  readonly changes: readonly { readonly step: number; readonly change: Partial<RunConfig> }[]
}

/**
 * What is made again from step 0 on; null where the run cannot be told so: it then begins with today's settings.
 * @param programOf the program for settings, without their numbers
 */
export function replayOf(
  { config, story }: Pick<ScriptFacts, 'config' | 'story'>,
  programOf: (config: RunConfig) => string,
): Replay | null {
  if (story === null || story.changes.some(({ alone }) => alone !== undefined)) return null
  let now = story.first
  const all = [now, ...story.changes.map(({ change }) => (now = { ...now, ...change }))]
  const program = programOf(config)
  if (all.some((then) => needsOthers(then, config) || programOf(then) !== program)) return null
  return {
    first: differing(story.first, config),
    changes: story.changes.map(({ step, change }) => ({ step, change })),
  }
}

/** Settings that networks or data are built by. */
const BUILT_BY = ['model', 'seed', 'dataset', 'transfer', 'initScale', 'optimizer', 'pack'] as const

function needsOthers(then: RunConfig, now: RunConfig): boolean {
  return BUILT_BY.some((key) => then[key] !== now[key])
}

function differing(first: RunConfig, now: RunConfig): Partial<RunConfig> {
  const keys = (Object.keys(first) as (keyof RunConfig)[]).filter(
    (key) => JSON.stringify(first[key]) !== JSON.stringify(now[key]),
  )
  return Object.fromEntries(keys.map((key) => [key, first[key]]))
}
