/**
 * TVAE among the makers of rows: taught on the very encoding that the GAN is taught on, once for a study, a step between two yields. Its
 * rows are drawn at once and its weights freed. Knows no other maker.
 */
import { fork, permutation, uniforms, type Stream } from '../../../common/numbers/random.ts'
import { rowCount } from '../../../common/tables/rows.ts'
import { spansOf } from '../../../common/tables/encoding-spans.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import type { RowSet } from '../../data/row-set.ts'
import { readOnce } from '../../gan/kernels/read-back.ts'
import { TVAE_DEFAULTS, TVAE_EPOCHS, type TvaeConfig } from '../../gan/tvae/networks.ts'
import { createTvae, type Tvae } from '../../gan/tvae/tvae.ts'
import { columnsOf } from './made-rows.ts'
import type { RowRival } from './rival.ts'
import { layoutOf } from './told.ts'

/** A large table is not seen 300 times: it has its steps sooner. */
const MOST_STEPS = 1500

interface Teaching {
  readonly config: TvaeConfig
  /** At most. */
  readonly steps: number
}

const USUAL: Teaching = { config: TVAE_DEFAULTS, steps: MOST_STEPS }

/** @param draws how many seeds will ask for rows @param how small ones teach quickly, in tests */
export function tvaeRival(set: RowSet, draws: number, { config, steps }: Teaching = USUAL): RowRival {
  return {
    id: 'tvae',
    label: 'a TVAE',
    once: true,
    async *fit(reals, stream) {
      const layout = layoutOf(set.item.encoding)
      const tvae = createTvae({ layout, config, seed: stream.key0 })
      try {
        yield* taught(tvae, set, steps, fork(stream, 0))
        const made: TableColumn[][] = []
        for (let i = 0; i < draws; i++) {
          const own = fork(stream, i + 1)
          const chances = await tvae.sample(rowCount(reals), fork(own, 0))
          made.push(columnsOf(set.item, chosen(set, chances, fork(own, 1)), fork(own, 2)))
          yield
        }
        let next = 0
        return {
          *sample() {
            yield
            return made[next++ % draws] ?? []
          },
        }
      } finally {
        tvae.dispose()
      }
    },
  }
}

async function* taught(
  tvae: Tvae,
  set: RowSet,
  most: number,
  stream: Stream,
): AsyncGenerator<undefined, void, undefined> {
  const { training } = set.split
  const { batch } = tvae.config
  const steps = Math.min(most, TVAE_EPOCHS * Math.ceil(training.length / batch))
  let done = 0
  for (let epoch = 0; done < steps; epoch++) {
    const order = permutation(fork(stream, epoch), training.length)
    for (let from = 0; from < order.length && done < steps; from += batch, done++) {
      const rows = order.subarray(from, from + batch).map((at) => training[at] ?? 0)
      const loss = tvae.step(set.list.at(rows), rows.length)
      // Reading one now and then keeps a device from being handed more than it can do.
      if (from === 0) await readOnce(loss)
      else loss.dispose()
      yield
    }
  }
}

/** One category by the chances of each, in place. */
function chosen({ item }: RowSet, chances: Float32Array, stream: Stream): Float32Array {
  const spans = spansOf(item.encoding)
  const width = spans.reduce((sum, span) => sum + (span.is === 'scalar' ? 1 : span.width), 0)
  const count = chances.length / width
  const lots = uniforms(stream, count * spans.length)
  for (let row = 0; row < count; row++) {
    spans.forEach((span, at) => {
      if (span.is === 'scalar') return
      const part = chances.subarray(row * width + span.offset, row * width + span.offset + span.width)
      let left = lots[row * spans.length + at] ?? 0
      const found = part.findIndex((chance) => (left -= chance) < 0)
      part.fill(0)
      part[found < 0 ? span.width - 1 : found] = 1
    })
  }
  return chances
}
