/**
 * Checks what was read from storage before anything believes it: migrates older versions, completes configs that lack
 * newer settings, refuses the rest. Pure.
 */
import * as v from 'valibot'
import type { Checkpoint } from '../config/checkpoint.ts'
import { checkChange } from '../config/check.ts'
import { defaultsFor } from '../config/defaults.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { RunStory } from '../config/run-story.ts'
import { ITEM } from './item-schema.ts'
import { migrated, NEWEST } from './migrations.ts'

/** What is kept of a run. Plain data with a version: changing it needs a new version and a step in migrations.ts. */
export interface SavedRun {
  version: 1
  /** Milliseconds since 1970. */
  savedAt: number
  checkpoint: Checkpoint
}

const TENSOR = v.object({
  name: v.string(),
  shape: v.array(v.number()),
  data: v.instance(Float32Array),
})

/** As far as every version has it. */
const STORED = v.looseObject({
  checkpoint: v.looseObject({ version: v.number(), config: v.record(v.string(), v.unknown()) }),
})

const RECORD = v.object({
  version: v.literal(1),
  savedAt: v.number(),
  checkpoint: v.object({
    version: v.literal(NEWEST),
    step: v.pipe(v.number(), v.integer(), v.minValue(0)),
    config: v.record(v.string(), v.unknown()),
    fingerprint: v.string(),
    /** Absent where an older version said nothing from which it follows. */
    item: v.optional(ITEM),
    story: v.optional(v.unknown()),
    tensors: v.array(TENSOR),
  }),
})

const STORY = v.object({
  first: v.record(v.string(), v.unknown()),
  changes: v.array(
    v.object({
      step: v.pipe(v.number(), v.integer(), v.minValue(0)),
      change: v.record(v.string(), v.unknown()),
      alone: v.exactOptional(v.picklist(['discriminator', 'generator'])),
    }),
  ),
})

/** The record, whole and of the newest version; null when it is absent or damaged. */
export function repairSavedRun(record: unknown): SavedRun | null {
  const stored = v.safeParse(STORED, record)
  if (!stored.success) return null
  const result = v.safeParse(RECORD, { ...stored.output, checkpoint: migrated(stored.output.checkpoint) })
  if (!result.success) return null
  const { savedAt, checkpoint } = result.output
  const config = repairConfig(checkpoint.config)
  if (config === null) return null
  const { item, story: told, ...rest } = checkpoint
  const story = repairStory(told)
  const repaired: Checkpoint = {
    ...rest,
    config,
    ...(item === undefined ? {} : { item }),
    ...(story === null ? {} : { story }),
  }
  return { version: 1, savedAt, checkpoint: repaired }
}

/** A story that is not whole is none: the run goes on from where it is, and cannot be told again. */
function repairStory(told: unknown): RunStory | null {
  const read = v.safeParse(STORY, told)
  if (!read.success) return null
  const first = repairConfig(read.output.first)
  const changes = read.output.changes.map(({ change, ...at }) => ({ at, ...checkChange(change) }))
  if (first === null || changes.some(({ complaints }) => complaints.length > 0)) return null
  return { first, changes: changes.map(({ at, change }) => ({ ...at, change })) }
}

/** Settings that are unknown or out of range today fall back to the dataset's defaults. */
export function repairConfig(saved: Record<string, unknown>): RunConfig | null {
  const { change } = checkChange(saved)
  return change.dataset === undefined ? null : { ...defaultsFor(change.dataset), ...change }
}
