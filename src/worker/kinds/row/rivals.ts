/**
 * Other makers of rows that stand beside the GAN in the study of worth: the page shows whichever is better. To add one, add an entry to
 * `rivalsOf`; nothing else asks which there are.
 */
import { fork } from '../../../common/numbers/random.ts'
import { rowCount } from '../../../common/tables/rows.ts'
import type { RowSet } from '../../data/row-set.ts'
import { fitCart } from '../../evaluation/synthesis/cart.ts'
import { fitCopula } from '../../evaluation/synthesis/copula.ts'
import { fitIndependent } from '../../evaluation/synthesis/independent.ts'
import type { Synthesiser } from '../../evaluation/synthesis/synthesiser.ts'
import type { RivalMaker } from '../../evaluation/worth/study.ts'
import type { Rows } from '../../evaluation/worth/table-trial.ts'
import type { RowRival } from './rival.ts'
import { tvaeRival } from './tvae-rival.ts'

/** Those that need nothing but the rows. */
export const RIVALS: readonly RowRival[] = [
  {
    id: 'independent',
    label: 'independent columns',
    *fit(reals) {
      yield
      return fitIndependent(reals)
    },
  },
  { id: 'copula', label: 'a Gaussian copula', fit: (reals) => fitCopula(reals) },
  { id: 'cart', label: 'CART', fit: (reals) => fitCart(reals) },
]

/** All makers. @param draws how many seeds will ask for rows */
export function rivalsOf(set: RowSet, draws: number): readonly RowRival[] {
  return [...RIVALS, tvaeRival(set, draws)]
}

/** @param shared the reals of all seeds are the same rows: what was fitted to them once draws for all */
export function rivalMakers(shared: boolean, rivals: readonly RowRival[]): RivalMaker<Rows>[] {
  return rivals.map(({ id, fit, once }) => {
    let fitted: Synthesiser | null = null
    return {
      id,
      async *fakes(reals, stream) {
        const synthesiser = fitted ?? (yield* fit(reals, fork(stream, 0)))
        if (shared || once) fitted = synthesiser
        return yield* synthesiser.sample(rowCount(reals), fork(stream, 1))
      },
    }
  })
}
