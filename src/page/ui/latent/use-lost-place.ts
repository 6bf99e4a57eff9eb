/** Takes the seed again when a new prior has no such place as the one under the hand. The first hold is the store's. */
import { useEffect } from 'react'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { reachOf } from './latent-maths.ts'

const selectStands = ({ session }: PageState): boolean =>
  session.state === 'ready' || session.state === 'running' || session.state === 'paused'

/** What is held is something that the prior never draws. The normal one draws everything. */
export const selectLost = ({ latentCursor, sides }: Pick<PageState, 'latentCursor' | 'sides'>): boolean =>
  latentCursor !== null &&
  sides.run.config.prior === 'uniform' &&
  latentCursor.some((value) => Math.abs(value) > reachOf('uniform'))

/** @param retake holds the seed again; stable while the seed is the same */
export function useLostPlace(retake: () => void): void {
  const lost = useGanvas(selectLost)
  const stands = useGanvas(selectStands)
  useEffect(() => {
    if (stands && lost) retake()
  }, [lost, stands, retake])
}
