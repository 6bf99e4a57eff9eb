/**
 * What moves the hand over time: the seed it was put on, the walk, the loop through pins. They outlive the tab that began
 * them, and stop when a person moves the hand.
 */
import { useCallback, useState } from 'react'
import { useActions } from '../../state/page.ts'
import type { Prior } from './latent-maths.ts'
import { useLatentCursor, type LatentCursor } from './use-latent-cursor.ts'
import { useLostPlace } from './use-lost-place.ts'
import { useWalk } from './pins/use-walk.ts'

/** The seed that the store holds first. */
export const FIRST_SEED = 1
const FIRST_SPEED = 0.4

export interface MovingCursor {
  readonly cursor: LatentCursor
  readonly seed: number
  /** The hand has left the seed's place. */
  readonly moved: boolean
  readonly walking: boolean
  readonly speed: number
  readonly looping: boolean
  /** Puts the hand on a seed's draw. */
  readonly take: (seed: number) => void
  readonly walk: (on: boolean) => void
  readonly setSpeed: (speed: number) => void
  readonly setLooping: (on: boolean) => void
  /** Whatever moves the hand by itself stops. Stable. */
  readonly grasp: () => void
}

export function useMovingCursor(prior: Prior): MovingCursor {
  const cursor = useLatentCursor()
  const { seed, moved, leave, hold } = useSeed()
  const [walking, setWalking] = useState(false)
  const [looping, setLooping] = useState(false)
  const [speed, setSpeed] = useState(FIRST_SPEED)
  useLostPlace(useCallback(() => hold(seed), [hold, seed]))
  useWalk(cursor, { walking, seed, prior, speed })
  const grasp = useCallback(() => {
    setWalking(false)
    setLooping(false)
    leave()
  }, [leave])
  return {
    ...{ cursor, seed, moved, walking, speed, looping, grasp, setSpeed, setLooping },
    take: (next) => {
      setWalking(false)
      setLooping(false)
      hold(next)
    },
    walk: (on) => {
      if (on) grasp()
      setWalking(on)
    },
  }
}

/** The seed last held, and whether the hand has left it. */
function useSeed() {
  const actions = useActions()
  const [seed, setSeed] = useState(FIRST_SEED)
  const [moved, setMoved] = useState(false)
  const leave = useCallback(() => setMoved(true), [])
  const hold = useCallback(
    (next: number) => {
      setSeed(next)
      setMoved(false)
      actions.setLatentSeed(next)
    },
    [actions],
  )
  return { seed, moved, leave, hold }
}
