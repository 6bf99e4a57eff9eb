/**
 * From the checkpoints of older editions to today's, one version at a time: a change of the record's layout is a step at the
 * end of the list. Steps are never changed once they were released. Pure; what comes out is checked by repair.ts.
 */
import { datasetEntry } from '../catalog/datasets.ts'
import { checkChange } from '../config/check.ts'
import type { Checkpoint } from '../config/checkpoint.ts'
import { defaultsFor } from '../config/defaults.ts'
import type { ItemSpec } from '../items/item-spec.ts'

/** A checkpoint of some version, as far as every version has it. */
export interface Stored {
  readonly version: number
  readonly config: Readonly<Record<string, unknown>>
  readonly [key: string]: unknown
}

interface Step {
  /** Versions it leads from and to. */
  readonly from: number
  readonly to: number
  /** What it adds to a checkpoint, or changes; the version is raised for it. */
  readonly change: (checkpoint: Stored) => Readonly<Record<string, unknown>>
}

export const NEWEST: Checkpoint['version'] = 2

export const MIGRATIONS: readonly Step[] = [
  // The item is named: networks for other items are refused by it.
  { from: 1, to: 2, change: ({ config }) => named(itemOf(config)) },
]

/** The checkpoint in the newest version; one of a version that nobody knows stays as it is. */
export function migrated(checkpoint: Stored): Stored {
  return MIGRATIONS.reduce(
    (now, { from, to, change }) => (now.version === from ? { ...now, ...change(now), version: to } : now),
    checkpoint,
  )
}

function named(item: ItemSpec | null): Readonly<Record<string, unknown>> {
  return item === null ? {} : { item }
}

/**
 * What the config alone says of the items. Of shipped pictures all; nothing of own files, which may be anything, nor of points,
 * whose extent only the data know.
 */
function itemOf(saved: Stored['config']): ItemSpec | null {
  const { change } = checkChange(saved)
  if (change.dataset === undefined) return null
  const { shipped } = datasetEntry(change.dataset)
  if (shipped?.channels === undefined) return null
  const { size, channels } = { ...defaultsFor(change.dataset), ...change }
  return { kind: 'picture', size, channels: channels === 'gray' ? 1 : shipped.channels }
}
