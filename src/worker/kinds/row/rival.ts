/** What another maker of rows must be to stand beside the GAN. Types alone. */
import type { Stream } from '../../../common/numbers/random.ts'
import type { Synthesiser } from '../../evaluation/synthesis/synthesiser.ts'
import type { Work } from '../../evaluation/worth/study.ts'
import type { Rows } from '../../evaluation/worth/table-trial.ts'

export interface RowRival {
  readonly id: string
  /** As it is called in the middle of a sentence. */
  readonly label: string
  /** Taught on these rows alone; may wait for a device between two yields. */
  readonly fit: (reals: Rows, stream: Stream) => Work<Synthesiser>
  /** It is fitted once for all seeds, whatever their reals. */
  readonly once?: true
}
