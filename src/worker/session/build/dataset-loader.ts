/**
 * Gets the dataset a config asks for: a formula, a painting, a shipped file, or the person's own files. Keeps what was
 * opened last, so that another size can be prepared without asking again.
 */
import { originOf } from '../../../common/config/dataset-kind.ts'
import { READERS_CHOICE, type DataChoice } from '../../../common/items/data-card.ts'
import { acceptChoice } from '../../../common/items/data-choice.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { openFiles } from '../../data/open-files.ts'
import { computedSetFor } from '../../data/builtin/computed-sets.ts'
import type { Dataset } from '../../data/dataset.ts'
import { loadShipped } from '../../data/shipped.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { PaintedDensity } from '../../../common/protocol/commands.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import { GanvasError } from '../../../common/failure.ts'

/** @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
function restored(prepared: PreparedTransfer): Dataset {
  return kindOf(prepared.summary).restore(prepared)
}

const filesGone = () =>
  new GanvasError(
    'files-gone',
    'The files themselves are no longer at hand, only what was made of them.',
    'Open them again to read them another way.',
  )

export interface LoaderServices {
  /** Draws a picture only the page can draw. */
  rasterise(source: Blob, side: number): Promise<ImageBitmap | null>
  progress(done: number, total: number, label: string): void
}

export class GalleryLoader {
  painted: PaintedDensity | null = null
  files: readonly File[] = []
  /** How the person wants their files to be read. */
  choice: DataChoice = READERS_CHOICE
  /** Own data without its files: it was prepared by an earlier worker. */
  prepared: PreparedTransfer | null = null
  private base = ''
  private reading: AbortController | null = null

  constructor(private readonly services: LoaderServices) {}

  /** @param base address of the page; shipped files lie beside it */
  setBase(base: string): void {
    this.base = base
  }

  /** Prepares the dataset of a config; null when it is the person's own and there is none yet. */
  async load(config: RunConfig): Promise<Dataset | null> {
    switch (originOf(config)) {
      case 'mixture':
      case 'painted':
        return computedSetFor(config, this.painted)
      case 'shipped':
        return loadShipped(config.dataset, (path) => this.fetchBytes(path), config)
      case 'own':
        return this.loadOwn(config)
    }
  }

  /** Reads files for the first time. @param freeSide pictures may keep a side that all of them have. On failure what was open stays. */
  async open(files: readonly File[], config: RunConfig, freeSide = false): Promise<Dataset> {
    const dataset = await this.read(files, config, READERS_CHOICE, freeSide)
    this.files = files
    this.choice = READERS_CHOICE
    this.prepared = null
    return dataset
  }

  /** Reads the same files another way. On failure all stays as it was. @throws GanvasError `bad-choice`, `files-gone` */
  async reread(change: Partial<DataChoice>, config: RunConfig, freeSide = false): Promise<Dataset> {
    if (this.files.length === 0) throw filesGone()
    const choice = acceptChoice(this.choice, change)
    const dataset = await this.read(this.files, config, choice, freeSide)
    this.choice = choice
    return dataset
  }

  /** Draws a picture only the page can draw. */
  readonly rasterise = (source: Blob, side: number): Promise<ImageBitmap | null> =>
    this.services.rasterise(source, side)

  /** Stops `open`; it then rejects with code `cancelled`. */
  cancel(): void {
    this.reading?.abort()
  }

  private async loadOwn(config: RunConfig): Promise<Dataset | null> {
    if (this.files.length > 0) return this.read(this.files, config, this.choice)
    // Without the files, another size or colour is made from what was prepared.
    return this.prepared === null ? null : restored(this.prepared).refit(config)
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

  /** A file by its path beside the page. @throws GanvasError `dataset-missing` */
  async fetchBytes(path: string): Promise<ArrayBuffer> {
    const response = await fetch(new URL(path, this.base))
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
