/** Every penalty of the catalogue has its code here: a missing half does not compile. */
import type { PenaltyId } from '../../../common/catalog/penalties.ts'
import { clip } from './clip.ts'
import { dragan } from './dragan.ts'
import { gradient } from './gradient.ts'
import { none } from './none.ts'
import type { Penalty, PenaltyOf } from './penalty.ts'
import { r1 } from './r1.ts'
import { r1r2 } from './r1r2.ts'
import { r2 } from './r2.ts'

const CODE = { none, clip, gradient, dragan, r1, r2, r1r2 } satisfies {
  readonly [Id in PenaltyId]: PenaltyOf<Id>
}

export function penaltyOf(id: PenaltyId): Penalty {
  return CODE[id]
}
