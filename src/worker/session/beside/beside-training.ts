/**
 * Long work that somebody asked for and that takes turns with the training: rows for a file, a picture that is restored, what fakes are
 * worth, directions for words.
 */
import type { Dataset } from '../../data/dataset.ts'
import type { Emit } from '../train/trainer.ts'
import { Worth, type WorthPorts } from '../worth/worth.ts'
import { FindingWords } from './finding-words.ts'
import { PictureRestoring } from './picture-restoring.ts'
import { RowMaking } from './row-making.ts'

export class BesideTraining {
  readonly worth: Worth
  readonly rows: RowMaking
  readonly restoring: PictureRestoring
  readonly words: FindingWords

  constructor(ports: WorthPorts & { readonly emit: Emit }) {
    this.worth = new Worth(ports)
    this.rows = new RowMaking(ports.emit)
    this.restoring = new PictureRestoring(ports.emit)
    this.words = new FindingWords(ports.emit)
  }

  get going(): boolean {
    return this.worth.measuring || this.rows.going || this.restoring.going || this.words.finding
  }

  /** A turn of each that is under way. */
  async slice(milliseconds: number): Promise<void> {
    await this.rows.slice(milliseconds)
    await this.restoring.slice(milliseconds)
    await this.worth.slice(milliseconds)
    await this.words.slice(milliseconds)
  }

  /** Other data than these may be trained on. Rows that were asked for before are still made. */
  dataAre(dataset: Dataset | null): void {
    this.worth.dataAre(dataset)
  }

  /** Other networks than these may stand. */
  runIs(run: unknown): void {
    this.words.runIs(run)
  }
}
