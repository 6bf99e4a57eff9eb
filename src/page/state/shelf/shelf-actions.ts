/** What a person can do with the runs that are kept. After each order the shelf is read anew: other tabs write to it too. */
import type { Client } from '../../client/client-types.ts'
import { waitingWords } from '../run/earlier-words.ts'
import type { Notice, PageState } from '../store-types.ts'
import type { ShelfActions } from './shelf-types.ts'

interface Context {
  client: Pick<Client, 'shelf'>
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

type Attempt = (work: () => Promise<unknown>) => Promise<void>

export function shelfActions(
  { client, set, get }: Context,
  attempt: Attempt,
  say: (notice: Omit<Notice, 'id'>) => void,
): ShelfActions {
  const { shelf } = client
  const read = async (): Promise<void> => set({ runs: await shelf.runs() })
  const then = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work()
      await read()
    })
  const nameOf = (id: string): string => get().runs?.find((run) => run.id === id)?.name ?? 'The run'
  return {
    showShelf: (open) => {
      set({ shelfOpen: open, deleted: null })
      if (open) then(() => shelf.keep())
    },
    openRun: (id) =>
      then(async () => {
        const name = nameOf(id)
        set({ earlier: null, shelfOpen: false })
        const { step, missing } = await shelf.open(id)
        const at = step.toLocaleString('en-GB')
        const sentence = missing === null ? `${name} is open at step ${at}.` : waitingWords({ missing, step })
        say({ role: 'status', sentence })
      }),
    keepRun: (name) =>
      then(async () => {
        const kept = await shelf.keep(name)
        const sentence =
          kept === null ? 'There is nothing to keep yet: train a few steps first.' : `${kept.name} is kept.`
        say({ role: 'status', sentence })
      }),
    renameRun: (id, name) => then(() => shelf.rename(id, name)),
    duplicateRun: (id) => then(() => shelf.duplicate(id)),
    deleteRun: (id) =>
      then(async () => {
        const name = nameOf(id)
        await shelf.remove(id)
        const { earlier, shelfOpen } = get()
        set({ deleted: { id, name }, ...(earlier?.id === id ? { earlier: null } : {}) })
        // The open shelf says it itself: what lies behind it cannot be reached.
        if (!shelfOpen) say({ role: 'status', sentence: `${name} is deleted.`, restore: id })
      }),
    compareRun: (id) =>
      void attempt(async () => {
        set({ shelfOpen: false })
        await shelf.compare(id)
      }),
    reproduceRun: () =>
      void attempt(async () => {
        set({ shelfOpen: false })
        await shelf.reproduce()
        const sentence = 'The run begins again: each change is made again at its step. Press Train.'
        say({ role: 'status', sentence })
      }),
    restoreRun: (id) =>
      then(async () => {
        set({ deleted: null, notices: get().notices.filter(({ restore }) => restore !== id) })
        await shelf.restore(id)
      }),
  }
}
