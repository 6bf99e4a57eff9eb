/** A kept run beside the one that is trained: which of its kept states that is, and that the two can be compared at all. */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { followShared } from '../../../common/config/twin.ts'
import type { TwinShown } from '../../../common/protocol/shelf.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Run } from '../train/run.ts'
import { unpackState, type KeptRun } from './kept-run.ts'
import { RunRecord } from './run-record.ts'
import { folderOf } from './shelf.ts'
import { readNewest } from './slots.ts'
import type { Store } from './store.ts'

export interface KeptTwin extends TwinShown {
  readonly checkpoint: Checkpoint
}

/**
 * The kept run at its last kept step that the run has come to: from there it keeps step. What both sides share it takes from the run.
 * @throws GanvasError `run-unknown`, `other-data`, `not-so-far`
 */
export async function keptTwin(store: Store, id: string, run: Run): Promise<KeptTwin> {
  const newest = await readNewest(store, folderOf(id))
  if (newest === null)
    throw new GanvasError('run-unknown', 'That run is no longer there.', 'Choose another one on the shelf.')
  const kept = newest.run
  if (kept.checkpoint.fingerprint !== run.dataset.summary.fingerprint) {
    throw new GanvasError(
      'other-data',
      `That run was trained on other data: ${kept.label}.`,
      'Open it first, or choose one on the same data: two runs are compared on one.',
    )
  }
  const checkpoint = await stateUntil(store, id, kept, run.step)
  if (checkpoint === null) {
    throw new GanvasError(
      'not-so-far',
      'That run has no kept step as early as this one.',
      'Train this run further, then compare again.',
    )
  }
  const { step } = checkpoint
  return {
    checkpoint: { ...checkpoint, config: followShared(checkpoint.config, run.config) },
    ...recordOf(kept).until(step),
  }
}

/** The newest state of all, else the last one of its past; null where none is that early. */
async function stateUntil(store: Store, id: string, kept: KeptRun, step: number): Promise<Checkpoint | null> {
  if (kept.checkpoint.step <= step) return kept.checkpoint
  for (const frame of kept.film.toReversed()) {
    if (frame.step > step) continue
    const bytes = await store.read(folderOf(id), frame.file)
    const state = bytes === null ? null : unpackState(bytes)
    if (state !== null) return state
  }
  return null
}

function recordOf({ history, measured }: KeptRun): RunRecord {
  const record = new RunRecord()
  record.load(history, measured)
  return record
}
