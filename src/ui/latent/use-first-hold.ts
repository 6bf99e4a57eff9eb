/** Puts something under the hand as soon as there are networks, and again when a new prior has no such place. */
import { useEffect } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { reachOf } from './latent-maths.ts'

const selectStands = ({ session, networks }: PageState): boolean =>
  networks !== null &&
  (session.state === 'ready' || session.state === 'running' || session.state === 'paused')

/** Nothing is held, or something that the prior never draws. */
export const selectHomeless = ({ held, config }: Pick<PageState, 'held' | 'config'>): boolean =>
  held === null || (config.prior === 'uniform' && held.some((value) => Math.abs(value) > reachOf('uniform')))

/** @param seed what to hold */
export function useFirstHold(seed: number): void {
  const homeless = useGanvas(selectHomeless)
  const stands = useGanvas(selectStands)
  const actions = useActions()
  useEffect(() => {
    if (stands && homeless) actions.holdSeed(seed)
  }, [homeless, stands, seed, actions])
}
