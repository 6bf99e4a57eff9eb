/**
 * The shelf as the page drives it: every order goes to the worker, which alone writes runs. A run that the first edition kept comes
 * to the shelf first. Knows no store.
 */
import type { RunSummary } from '../../../common/protocol/shelf.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Ask } from '../connection.ts'
import { firstEditionRun, forgetFirstEdition } from './first-edition.ts'

/** A run that was taken up, from the shelf or from a file. */
export interface LoadedRun {
  readonly step: number
  /** What its data are called where they did not come along: the run waits for them. */
  readonly missing: string | null
}

export interface ShelfClient {
  /** The newest first. */
  runs(): Promise<RunSummary[]>
  /** Keeps the run as it stands; null where there is nothing to keep yet, or nothing can be kept. @param name the person's for it */
  keep(name?: string): Promise<RunSummary | null>
  /** Goes on with it, paused. @throws GanvasError `run-unknown` */
  open(id: string): Promise<LoadedRun>
  rename(id: string, name: string): Promise<null>
  duplicate(id: string): Promise<null>
  /** @throws GanvasError `run-elsewhere` */
  remove(id: string): Promise<null>
  restore(id: string): Promise<null>
  /** A kept run becomes the twin. @throws GanvasError `other-data`, `not-so-far` */
  compare(id: string): Promise<null>
  /** Begins the run anew, as it was trained. @throws GanvasError `no-story` */
  reproduce(): Promise<null>
}

interface Ports {
  readonly ask: Ask
  readonly takeUp: (run: RunSummary) => Promise<LoadedRun>
  /** Tells what only the page knows: it is kept with the run. */
  readonly tellNotes: () => void
}

export function shelfClient({ ask, takeUp, tellNotes }: Ports): ShelfClient {
  let adopting: Promise<void> | null = null
  const runs = async (also?: string): Promise<RunSummary[]> => {
    await (adopting ??= adopt(ask))
    return ask({ kind: 'shelf', ...(also === undefined ? {} : { also }) })
  }
  return {
    runs: () => runs(),
    keep: (name) => {
      tellNotes()
      return ask({ kind: 'keep-run', ...(name === undefined ? {} : { name }) })
    },
    open: async (id) => {
      const run = (await runs(id)).find((kept) => kept.id === id)
      if (run !== undefined) return takeUp(run)
      throw new GanvasError('run-unknown', 'That run is no longer there.', 'Choose another one on the shelf.')
    },
    rename: (id, name) => ask({ kind: 'rename-run', id, name }),
    duplicate: (id) => ask({ kind: 'duplicate-run', id }),
    remove: (id) => ask({ kind: 'delete-run', id }),
    restore: (id) => ask({ kind: 'undelete-run', id }),
    compare: (id) => ask({ kind: 'compare-kept', id }),
    reproduce: () => ask({ kind: 'reproduce' }),
  }
}

/** Once, and only where it worked: what an earlier edition kept is never lost on the way. */
async function adopt(ask: Ask): Promise<void> {
  try {
    const found = await firstEditionRun()
    if (found === null) return
    const { saved, prepared } = found
    if (await ask({ kind: 'adopt-run', saved, prepared })) await forgetFirstEdition()
  } catch {
    // It is there at the next visit still.
  }
}
