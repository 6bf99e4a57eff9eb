/**
 * An answer of the worker that follows the run: asked at once when the question changes, and again after the networks or
 * their settings have, but never so often that it costs training more than a small share.
 */
import { useEffect, useState } from 'react'
import type { SideName } from '../../../common/protocol/side.ts'
import { useReadNow } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'

/** An answer that took t milliseconds is not asked again for this many times as long. */
const REST = 20
/** How often the page looks whether something has changed. */
const LOOK_MS = 100

/**
 * The latest answer; null before there is one. An answer to an earlier question stays until the next is there.
 * @param ask stable while the question is the same; null asks nothing @param period least milliseconds between two @param side whose networks answer
 */
export function useRenewed<T>(
  ask: (() => Promise<T>) | null,
  period: number,
  side: SideName = 'run',
): T | null {
  const readNow = useReadNow()
  const [answer, setAnswer] = useState<T | null>(null)
  useEffect(() => {
    if (ask === null) return
    let over = false
    let timer = 0
    let known: readonly unknown[] = []
    const turn = async (): Promise<void> => {
      let wait = LOOK_MS
      const state = readNow()
      const now = shownBy(state, side)
      if (stands(state) && !document.hidden && now.some((value, i) => value !== known[i])) {
        known = now
        const start = performance.now()
        try {
          const next = await ask()
          if (!over) setAnswer(next)
        } catch {
          // The networks were rebuilt under the question: the next turn asks the new ones.
          known = []
        }
        wait = Math.max(period, REST * (performance.now() - start))
      }
      if (!over) timer = window.setTimeout(() => void turn(), wait)
    }
    void turn()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [ask, period, side, readNow])
  return answer
}

/** Whatever changes what is seen of a latent. */
function shownBy({ sides, dataset, view }: PageState, side: SideName): readonly unknown[] {
  const { timeline } = sides.run
  const { step, networks, config } = sides[side] ?? sides.run
  return [timeline.rewound ?? step, step, networks, config, dataset, view.pickedClass]
}

function stands({ session, sides }: PageState): boolean {
  return sides.run.networks !== null && ['ready', 'running', 'paused'].includes(session.state)
}
