/** Why a picture is in no pair, and what to do. Text only; decides nothing. */
import { GanvasError } from '../../../common/failure.ts'
import type { PairNames } from '../../../common/items/pairs.ts'

export const noPartner = (name: string, folder: string) =>
  new GanvasError(
    'no-partner',
    `${name} has no partner of the same name in “${folder}”.`,
    'Add it, or go on without: the others are used.',
  )

export const sameName = (name: string, used: string) =>
  new GanvasError(
    'same-name',
    `${name} is called as ${used} is, but for its ending or mark: that one is used.`,
    'Rename it, and its partner with it, or leave it out.',
  )

export const besidePairs = (name: string, { source, target }: PairNames) =>
  new GanvasError(
    'beside-pairs',
    `${name} lies neither in “${source}” nor in “${target}”, whose pictures are the pairs.`,
    'Choose other pairs, or none, to use it.',
  )

export const noTwoHalves = (name: string) =>
  new GanvasError(
    'no-two-halves',
    `${name} is not about twice as wide as high: it does not hold two pictures side by side.`,
    'Leave it out, or choose no pairs.',
  )
