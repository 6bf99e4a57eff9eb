/** Every penalty of the catalogue has its code here: a missing half does not compile. */
import type { PenaltyId } from '../../catalog/penalties.ts'
import { clip } from './clip.ts'
import { none } from './none.ts'
import type { Penalty } from './penalty.ts'

export const PENALTY_TERMS = { none, clip } satisfies Record<PenaltyId, Penalty>
