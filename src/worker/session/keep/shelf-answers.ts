/** What the page may ask of the shelf, one function for each. None of them needs the networks, but for keeping the run at once. */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import { datasetEntry } from '../../../common/catalog/datasets.ts'
import { NO_NOTES } from '../../../common/protocol/run-file.ts'
import type { RunSummary } from '../../../common/protocol/shelf.ts'
import { repairDataset } from '../../../common/saved/repair-dataset.ts'
import { repairSavedRun } from '../../../common/saved/repair.ts'
import { nothingKept } from './store.ts'
import type { Machine } from '../machine.ts'
import type { Side } from '../side.ts'
import type { Trainer } from '../train/trainer.ts'
import type { Keeper } from './keeper.ts'
import type { Shelf } from './shelf.ts'

/** What it needs of the session. */
export interface ShelfPorts {
  readonly keeper: Keeper
  readonly machine: Pick<Machine, 'state'>
  readonly sides: {
    readonly run: Pick<Side, 'run'> & { readonly trainer: Pick<Trainer, 'checkpoint' | 'tick'> }
  }
  /** Brings the twin to the run's step. */
  keepStep(): Promise<void>
}

export async function shelf({ keeper }: ShelfPorts, also?: string): Promise<RunSummary[]> {
  return keeper.shelf === null ? [] : keeper.shelf.list(keeper.here, also)
}

/** Keeps the run as it stands now; null where there is nothing to keep yet. @throws GanvasError `nothing-kept` */
export async function keepRun(session: ShelfPorts, name: string | undefined): Promise<RunSummary | null> {
  const { keeper, sides, machine } = session
  const { run, trainer } = sides.run
  if (run === null || run.step === 0) return null
  if (machine.state === 'running') {
    // The charts are kept up to this very step.
    if (run.log.length > 0) await trainer.tick(run)
    await trainer.checkpoint(run)
    await session.keepStep()
  }
  if (name !== undefined) shelfOf(session)
  const id = await keeper.flush()
  if (name !== undefined && id !== null) await keeper.rename(name)
  return (await shelf(session)).find((kept) => kept.id === id) ?? null
}

export async function rename(session: ShelfPorts, id: string, name: string): Promise<null> {
  const { keeper } = session
  if (id === keeper.here) await keeper.rename(name)
  else await shelfOf(session).rename(id, name)
  return null
}

export async function duplicate(session: ShelfPorts, id: string): Promise<null> {
  if (id === session.keeper.here) await keepRun(session, undefined)
  await shelfOf(session).duplicate(id)
  return null
}

export async function remove(session: ShelfPorts, id: string): Promise<null> {
  const shelf = shelfOf(session)
  // First: a state that is written meanwhile would bring it back.
  await session.keeper.disown(id)
  await shelf.delete(id)
  return null
}

export async function restore(session: ShelfPorts, id: string): Promise<null> {
  await shelfOf(session).undelete(id)
  return null
}

/** A run that an earlier edition kept, as it was found. @returns false: it could not be believed, and is left where it is */
export async function adopt(
  { keeper }: ShelfPorts,
  { saved, prepared }: { saved: unknown; prepared: unknown },
): Promise<boolean> {
  const run = repairSavedRun(saved)
  if (run === null) return false
  const { checkpoint, savedAt } = run
  return keeper.adopt(
    {
      ...{
        savedAt,
        checkpoint,
        name: null,
        label: labelOf(checkpoint),
        painted: null,
        film: [],
        best: null,
        twin: null,
      },
      ...{ history: new Float32Array(), measured: [], notes: NO_NOTES },
    },
    prepared === null ? null : repairDataset(prepared),
  )
}

function labelOf({ config }: Checkpoint): string {
  return originOf(config) === 'own' ? 'Your files' : datasetEntry(config.dataset).label
}

/** @throws GanvasError `nothing-kept` */
function shelfOf({ keeper }: ShelfPorts): Shelf {
  if (keeper.shelf !== null) return keeper.shelf
  throw nothingKept()
}
