/** No penalty. */
import type { Penalty } from './penalty.ts'

export const none: Penalty = {}
