/**
 * Gets the dataset a config asks for: a formula, a painting, a shipped file, or the person's own files. Keeps what was
 * opened last, so that another size can be prepared without asking again.
 */
import { datasetEntry } from '../../../common/catalog/datasets.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import { READERS_CHOICE, type DataChoice } from '../../../common/items/data-card.ts'
import { acceptChoice } from '../../../common/items/data-choice.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { openFiles } from '../../data/open-files.ts'
import { computedSetFor } from '../../data/builtin/computed-sets.ts'
import type { Dataset } from '../../data/dataset.ts'
import { loadShipped } from '../../data/shipped.ts'
import { loadShippedRows } from '../../data/shipped-table.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { PaintedDensity } from '../../../common/protocol/painted-density.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import { GanvasError, toFailure } from '../../../common/failure.ts'
import { yieldToTasks } from '../../../common/yield.ts'
import type { Begin } from './begin.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'

/** @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
function restored(prepared: PreparedTransfer): Dataset {
  return kindOf(prepared.summary).restore(prepared)
}

const filesGone = () =>
  new GanvasError(
    'files-gone',
    'The files themselves are no longer at hand, only what was made of them.',
    'Drop them again to have them read another way.',
  )

/** Whether more files could not be read than the time before: they were moved, or deleted. */
function lostFiles(now: DatasetSummary, before: DatasetSummary): boolean {
  const unreadable = ({ skipped }: DatasetSummary) =>
    skipped.filter(({ reason }) => reason.code === 'file-unreadable').length
  return unreadable(now) > unreadable(before)
}

/** What more can be made from: the larger in pixels, and of equals the one in colour. */
function better(before: PreparedTransfer | null, now: PreparedTransfer | null): PreparedTransfer | null {
  if (before === null || now === null) return now ?? before
  return now.bytes.length > before.bytes.length ? now : before
}

export interface LoaderServices {
  /** Draws a picture only the page can draw. */
  rasterise(source: Blob, side: number): Promise<ImageBitmap | null>
  progress(done: number, total: number, label: string): void
  /** Own data were prepared another way than they were opened: whoever keeps them keeps these from now on. */
  keep?(prepared: PreparedTransfer): void
}

type Begun = Pick<Begin, 'base'> & Partial<Pick<Begin, 'painted' | 'files' | 'prepared'>>

export class GalleryLoader {
  painted: PaintedDensity | null = null
  files: readonly File[] = []
  /** How the person wants their files to be read. */
  choice: DataChoice = READERS_CHOICE
  /** Own data without its files: it was prepared by an earlier worker. */
  prepared: PreparedTransfer | null = null
  /** The best of what was made of the files that are open: they may be gone when another size is asked for. */
  private best: PreparedTransfer | null = null
  private base = ''
  private reading: AbortController | null = null

  constructor(private readonly services: LoaderServices) {}

  /** What a worker begins with. @param begun `base`: address of the page; shipped files lie beside it */
  goOnWith({ base, painted, files, prepared }: Begun): void {
    this.base = base
    this.painted = painted ?? null
    this.files = files ?? []
    this.prepared = prepared ?? null
    this.choice = prepared?.summary.card?.choice ?? READERS_CHOICE
  }

  /**
   * Prepares the dataset of a config; null when it is the person's own and there is none yet.
   * @param freeSide own pictures may keep a side that all of them have
   */
  async load(config: RunConfig, freeSide = false): Promise<Dataset | null> {
    switch (originOf(config)) {
      case 'mixture':
      case 'painted':
        return computedSetFor(config, this.painted)
      case 'shipped':
        return this.loadShipped(config)
      case 'own':
        return this.loadOwn(config, freeSide)
    }
  }

  private async loadShipped(config: RunConfig): Promise<Dataset> {
    const { item } = datasetEntry(config.dataset)
    const fetchBytes = (path: string) => this.fetchBytes(path)
    return item === 'row'
      ? loadShippedRows(config, fetchBytes, () => yieldToTasks())
      : loadShipped(config.dataset, fetchBytes, config)
  }

  /** Reads files for the first time. @param freeSide pictures may keep a side that all of them have. On failure what was open stays. */
  async open(files: readonly File[], config: RunConfig, freeSide = false): Promise<Dataset> {
    const dataset = await this.read(files, config, READERS_CHOICE, freeSide)
    this.files = files
    this.choice = READERS_CHOICE
    this.prepared = null
    this.best = dataset.keep()
    return dataset
  }

  /** Reads the same files another way. On failure all stays as it was. @throws GanvasError `bad-choice`, `files-gone` */
  async reread(change: Partial<DataChoice>, config: RunConfig, freeSide = false): Promise<Dataset> {
    if (this.files.length === 0) throw filesGone()
    const choice = acceptChoice(this.choice, change)
    const dataset = await this.read(this.files, config, choice, freeSide)
    // Nothing of what was read before is lost to files that are gone meanwhile.
    if (this.best !== null && lostFiles(dataset.summary, this.best.summary)) throw filesGone()
    this.choice = choice
    this.best = dataset.keep()
    return dataset
  }

  /** Draws a picture only the page can draw. */
  readonly rasterise = (source: Blob, side: number): Promise<ImageBitmap | null> =>
    this.services.rasterise(source, side)

  /** Stops `open`; it then rejects with code `cancelled`. */
  cancel(): void {
    this.reading?.abort()
  }

  /** Read anew; of files that cannot be read any more, made from the best that was prepared, or that itself. */
  private async loadOwn(config: RunConfig, freeSide: boolean): Promise<Dataset | null> {
    this.best ??= this.prepared
    const { best } = this
    const kept = best === null ? null : restored(best)
    const read = this.files.length === 0 ? null : await this.readOrLost(config, kept, freeSide)
    const dataset = read ?? (kept === null || freeSide ? kept : await kept.refit(config))
    const made = dataset?.keep() ?? null
    if (made !== null && made.bytes !== best?.bytes) this.services.keep?.(made)
    // What was made from what is kept is no better than that.
    if (read !== null) this.best = better(best, made)
    return dataset
  }

  /** Null where files are gone that were read before. @throws GanvasError where nothing was kept, or it was cancelled */
  private async readOrLost(
    config: RunConfig,
    kept: Dataset | null,
    freeSide: boolean,
  ): Promise<Dataset | null> {
    try {
      const read = await this.read(this.files, config, this.choice, freeSide)
      return kept !== null && lostFiles(read.summary, kept.summary) ? null : read
    } catch (thrown) {
      if (kept === null || toFailure(thrown).code === 'cancelled') throw thrown
      return null
    }
  }

  private async read(
    files: readonly File[],
    config: RunConfig,
    choice: DataChoice,
    freeSide = false,
  ): Promise<Dataset> {
    this.reading = new AbortController()
    try {
      const { signal } = this.reading
      return await openFiles([...files], config, { ...this.services, choice, freeSide, signal })
    } finally {
      this.reading = null
    }
  }

  /** A file by its path beside the page. @throws GanvasError `dataset-missing`, `dataset-unreachable` */
  async fetchBytes(path: string): Promise<ArrayBuffer> {
    const response = await fetch(new URL(path, this.base)).catch((cause: unknown) => {
      throw new GanvasError(
        'dataset-unreachable',
        `The file ${path} cannot be reached: there is no network, and it was not kept on this machine.`,
        'Choose a dataset that you have used before, or come back with a network.',
        { cause },
      )
    })
    if (!response.ok) {
      throw new GanvasError(
        'dataset-missing',
        `The dataset file ${path} could not be loaded (${response.status}).`,
        'Check that the whole dist folder was copied, then reload the page.',
      )
    }
    return response.arrayBuffer()
  }
}
