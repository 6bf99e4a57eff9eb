/**
 * The runs that are kept on this machine, as a shelf: listed, renamed, doubled, deleted and swept. Writes no run under way; that is
 * keeper.ts' work. The list is what the folders say: there is no index that could be lost.
 */
import type { RunSummary } from '../../../common/protocol/shelf.ts'
import { GanvasError } from '../../../common/failure.ts'
import { ABOUT, aboutOf, needsData, packAbout, unpackAbout, type About } from './about.ts'
import { claimedElsewhere } from './run-locks.ts'
import { isSlot, readNewest } from './slots.ts'
import type { Store } from './store.ts'

const PREFIX = 'run-'
export const DATA = 'data'
/** Shorter runs are not worth a place on the shelf, unless they were named. */
export const LEAST_STEPS = 50
/** Of runs without a name the newest so many stay. */
export const MOST_UNNAMED = 50
const LONGEST_NAME = 80
const DAY = 24 * 60 * 60 * 1000

export function folderOf(id: string): string {
  return PREFIX + id
}

interface Found {
  readonly id: string
  readonly about: About
}

export class Shelf {
  constructor(private readonly store: Store) {}

  /**
   * The newest first.
   * @param here the run that this worker trains
   * @param also a run that is wanted however short it is
   */
  async list(here: string | null, also?: string): Promise<RunSummary[]> {
    const [found, claimed, data] = await Promise.all([
      this.found(),
      claimedElsewhere(),
      this.store.files(DATA),
    ])
    const wanted = ({ id, about }: Found): boolean => id === here || id === also || isWorth(about)
    const shown = found.filter((run) => run.about.deletedAt === null && wanted(run))
    const runs = await Promise.all(
      shown.map(async ({ id, about }) => {
        const sizes = await this.store.files(folderOf(id))
        const place = id === here ? 'here' : claimed.has(id) ? 'elsewhere' : 'shelf'
        return summaryOf(id, about, {
          place,
          bytes: sum(sizes.values()),
          hasData: data.has(about.fingerprint),
        })
      }),
    )
    return runs.sort((a, b) => b.savedAt - a.savedAt)
  }

  async rename(id: string, name: string): Promise<string | null> {
    const given = name.trim().slice(0, LONGEST_NAME)
    const about = await this.about(id)
    const next = given === '' || given === about.label ? null : given
    await this.put(id, { ...about, name: next })
    return next
  }

  /** @returns the copy's id */
  async duplicate(id: string, copy: string = crypto.randomUUID()): Promise<string> {
    const about = await this.about(id)
    const [from, to] = [folderOf(id), folderOf(copy)]
    for (const file of (await this.store.files(from)).keys()) {
      const bytes = await this.store.read(from, file)
      if (bytes !== null && file !== ABOUT) await this.store.write(to, file, bytes)
    }
    // Last: without it nobody sees half a copy.
    await this.put(copy, { ...about, name: `${about.name ?? about.label}, copy`, savedAt: Date.now() })
    return copy
  }

  /** It is swept a day later. @throws GanvasError `run-elsewhere` */
  async delete(id: string): Promise<void> {
    if ((await claimedElsewhere()).has(id)) {
      throw new GanvasError(
        'run-elsewhere',
        'That run is open in another tab.',
        'Close it there first, then delete it.',
      )
    }
    await this.put(id, { ...(await this.about(id)), deletedAt: Date.now() })
  }

  async undelete(id: string): Promise<void> {
    await this.put(id, { ...(await this.about(id)), deletedAt: null })
  }

  /**
   * Lets go of what was deleted and of short runs, a day later, of the oldest without a name, and of data that no run needs.
   * @param now milliseconds since 1970
   */
  async sweep(here: string | null, now = Date.now()): Promise<void> {
    const [found, claimed] = await Promise.all([this.found(), claimedElsewhere()])
    const free = found.filter(({ id }) => id !== here && !claimed.has(id))
    const unnamed = free
      .filter(({ about }) => about.name === null && about.deletedAt === null && isWorth(about))
      .sort((a, b) => b.about.savedAt - a.about.savedAt)
    const old = new Set(unnamed.slice(MOST_UNNAMED))
    const gone = free.filter((run) => isOver(run.about, now) || old.has(run))
    for (const { id } of gone) await this.store.remove(folderOf(id))
    await this.sweepEmpty(here, claimed)
    const left = new Map(found.filter((run) => !gone.includes(run)).map(({ id, about }) => [id, about]))
    // A run that another tab has just begun, or a newer page wrote, may need data that nothing here tells of.
    const unread = (await this.ids()).some((id) => !left.has(id))
    if (unread || claimed.size > 0) return
    const needed = new Set([...left.values()].map(({ fingerprint }) => fingerprint))
    for (const fingerprint of (await this.store.files(DATA)).keys())
      if (!needed.has(fingerprint)) await this.store.remove(DATA, fingerprint)
  }

  /** Folders whose run was never written to its end. One that this page cannot read may be of a newer: it stays. */
  private async sweepEmpty(here: string | null, claimed: ReadonlySet<string>): Promise<void> {
    for (const id of await this.ids()) {
      if (id === here || claimed.has(id)) continue
      const files = [...(await this.store.files(folderOf(id))).keys()]
      if (!files.some(isSlot)) await this.store.remove(folderOf(id))
    }
  }

  /** @throws GanvasError `run-unknown` */
  async about(id: string): Promise<About> {
    const about = await this.aboutIn(id)
    if (about !== null) return about
    throw new GanvasError('run-unknown', 'That run is no longer there.', 'Choose another one on the shelf.')
  }

  put(id: string, about: About): Promise<void> {
    return this.store.write(folderOf(id), ABOUT, packAbout(about))
  }

  private async ids(): Promise<string[]> {
    const folders = await this.store.folders()
    return folders.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length))
  }

  private async found(): Promise<Found[]> {
    const found = await Promise.all(
      (await this.ids()).map(async (id) => {
        const about = await this.aboutIn(id).catch(() => null)
        return about === null ? [] : [{ id, about }]
      }),
    )
    return found.flat()
  }

  private async aboutIn(id: string): Promise<About | null> {
    const folder = folderOf(id)
    const about = unpackAbout(await this.store.read(folder, ABOUT))
    if (about !== null) return about
    const newest = await readNewest(this.store, folder)
    return newest === null ? null : aboutOf(newest.run)
  }
}

/** Until then it may be taken back, or gone on with by the page that trained it. */
function isOver(about: About, now: number): boolean {
  const since = about.deletedAt ?? (isWorth(about) ? Infinity : about.savedAt)
  return now - since > DAY
}

function isWorth({ step, name }: About): boolean {
  return step >= LEAST_STEPS || name !== null
}

function summaryOf(
  id: string,
  about: About,
  { hasData, ...stands }: Pick<RunSummary, 'place' | 'bytes'> & { hasData: boolean },
): RunSummary {
  const { name, label, step, savedAt, config, picture, items } = about
  const missing = needsData(about) && !hasData ? items : null
  return {
    ...{ id, name: name ?? label, named: name !== null, step, savedAt, dataset: label, config, picture },
    ...stands,
    missing,
  }
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
