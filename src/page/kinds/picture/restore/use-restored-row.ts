/** The row that is looked at, asked for anew as the run goes on. */
import { useEffect, useState } from 'react'
import type { RestoredRow } from '../../../../common/protocol/picture-explanation.ts'
import type { SideName } from '../../../../common/protocol/side.ts'
import { usePictures } from '../../../state/page.ts'

/** A magnified row is a still: twice a second is alive enough, and costs training nothing that is felt. */
const PERIOD_MS = 500

/** @param row null: none is looked at @returns null before the first answer */
export function useRestoredRow(side: SideName, row: number | null): RestoredRow | null {
  const pictures = usePictures()
  const [known, setKnown] = useState<RestoredRow | null>(null)
  useEffect(() => {
    if (row === null) return
    let live = true
    let waiting = false
    const ask = async (): Promise<void> => {
      if (waiting) return
      waiting = true
      try {
        const answer = await pictures.restoredRow(side, row)
        if (live) setKnown((before) => (isSame(before, answer) ? before : answer))
      } catch {
        // A run that is just being rebuilt has no row: the next question finds it.
      } finally {
        waiting = false
      }
    }
    void ask()
    const timer = setInterval(() => void ask(), PERIOD_MS)
    return () => {
      live = false
      clearInterval(timer)
    }
  }, [pictures, side, row])
  return row !== null && known?.row === row ? known : null
}

/** Nothing is drawn anew for the same numbers. */
function isSame(a: RestoredRow | null, b: RestoredRow | null): boolean {
  if (a === null || b === null) return a === b
  return (
    a.row === b.row &&
    a.step === b.step &&
    a.count === b.count &&
    a.pictures.every((tile, i) => {
      const other = b.pictures[i]
      return other?.label === tile.label && tile.rgba.every((byte, at) => byte === other.rgba[at])
    })
  )
}
