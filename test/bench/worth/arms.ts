/** Everything that makes rows in the study, in the order of its tables. Each is taught on the training rows of a split alone. */
import { streamFor } from '../../../src/common/numbers/random.ts'
import { rowCount } from '../../../src/common/tables/rows.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { fitCart } from '../../../src/worker/evaluation/synthesis/cart.ts'
import { fitCopula } from '../../../src/worker/evaluation/synthesis/copula.ts'
import { fitIndependent } from '../../../src/worker/evaluation/synthesis/independent.ts'
import type { Synthesiser } from '../../../src/worker/evaluation/synthesis/synthesiser.ts'
import { makeRows, subjectOf, teach, tvaeRows } from './ours.ts'
import { recipeFor } from './recipe.ts'
import { learntColumns, type SplitSet } from './sets.ts'

/** What an arm says of its teaching. */
export type Facts = Readonly<Record<string, number>>

export interface WorthArm {
  readonly id: string
  /** As many rows as were learnt from. */
  make(
    split: SplitSet,
    seed: number,
    epochs: number,
  ): Promise<{ columns: readonly TableColumn[]; facts: Facts }>
}

/** The rows themselves, and those of the reference, which Python makes. */
export const REAL = 'real'
export const REFERENCE = 'reference'

export const ARMS: readonly WorthArm[] = [
  { id: 'independent', make: plainly((rows) => fitIndependent(rows)) },
  { id: 'copula', make: plainly((rows) => finish(fitCopula(rows))) },
  { id: 'cart', make: plainly((rows) => finish(fitCart(rows))) },
  { id: 'tvae', make: tvae },
  { id: 'ours', make: ours },
]

function plainly(fit: (training: readonly TableColumn[]) => Synthesiser): WorthArm['make'] {
  return ({ train }, seed) => {
    const columns = finish(fit(train).sample(rowCount(train), streamFor(seed, 'noise-preview')))
    return Promise.resolve({ columns, facts: {} })
  }
}

async function ours({ encoding, table, training, targets }: SplitSet, seed: number, epochs: number) {
  const recipe = { ...recipeFor(), epochs }
  const subject = subjectOf(encoding, table.readings, training, seed)
  const taught = await teach(subject, recipe, seed)
  const stream = streamFor(seed, 'noise-preview')
  const { readings, acceptance } = makeRows(subject, taught, training.length, stream, targets[0] ?? null)
  const { secondsPerEpoch, processorSecondsPerEpoch, memory, steps } = taught
  taught.game.dispose()
  return {
    columns: learntColumns(encoding, readings),
    facts: { epochs, steps, secondsPerEpoch, processorSecondsPerEpoch, memory, acceptance },
  }
}

async function tvae({ encoding, table, training }: SplitSet, seed: number, epochs: number) {
  const subject = subjectOf(encoding, table.readings, training, seed)
  return { columns: learntColumns(encoding, await tvaeRows(subject, epochs, seed)), facts: { epochs } }
}
