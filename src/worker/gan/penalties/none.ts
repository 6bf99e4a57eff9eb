/** No penalty. */
import type { NoPenalty } from './penalty.ts'

export const none: NoPenalty = {}
