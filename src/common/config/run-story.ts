/**
 * How a run came to be what it is, as data: the settings it began with and each change on the way, with the step at which it
 * was made. Enough to train the same run again from step 0. Pure; knows no networks.
 */
import { changedKeys } from './difference.ts'
import type { RunConfig } from './run-config.ts'

export interface Change {
  /** Generator updates done when it was made. */
  readonly step: number
  /** What was set; empty where only a part of a step was made. */
  readonly change: Partial<RunConfig>
  /** A part of a step that was made alone, in slow motion: it counts as no step, and moves the networks. */
  readonly alone?: 'discriminator' | 'generator'
}

export interface RunStory {
  readonly first: RunConfig
  /** In the order in which they were made. */
  readonly changes: readonly Change[]
}

/** What the course of training does not depend on: the same numbers come out whatever these are, as far as the back end rounds alike. */
const BESIDE: readonly (keyof RunConfig)[] = [
  'steps',
  'speed',
  'autostart',
  'truncation',
  'backend',
  'precision',
]

export function beginning(config: RunConfig): RunStory {
  return { first: config, changes: [] }
}

/** The story with what differs between two settings, changed at a step; the same one where nothing that counts does. */
export function withChange(story: RunStory, step: number, before: RunConfig, after: RunConfig): RunStory {
  const keys = changedKeys(before, after).filter((key) => !BESIDE.includes(key))
  if (keys.length === 0) return story
  // Nothing was trained with what was set before.
  if (step === 0 && story.changes.length === 0) return beginning(after)
  const change: Partial<RunConfig> = Object.fromEntries(keys.map((key) => [key, after[key]]))
  return { ...story, changes: [...story.changes, { step, change }] }
}

export function withPart(story: RunStory, step: number, alone: NonNullable<Change['alone']>): RunStory {
  return { ...story, changes: [...story.changes, { step, change: {}, alone }] }
}

/** The story of a run that went back: what was changed after that step is no part of it. */
export function storyUntil(story: RunStory, step: number): RunStory {
  return { ...story, changes: story.changes.filter((change) => change.step <= step) }
}
