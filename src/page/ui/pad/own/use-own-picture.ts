/** One picture of the person’s on its way: chosen, painted on where a hole is to be filled, restored. Forgets it with the dialog. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailure } from '../../../../common/failure.ts'
import type { RestoredPicture } from '../../../../common/restore/protocol.ts'
import { useRestoring } from '../../../state/page.ts'

type Stage =
  | { stage: 'none' }
  | { stage: 'painting'; file: File }
  | { stage: 'restoring'; file: File }
  | { stage: 'done'; file: File; result: RestoredPicture }

export type OwnPicture = Stage & {
  /** What went wrong, with what to do; null while nothing did. */
  trouble: string | null
  choose: (file: File) => void
  /** @param picture the chosen one, or with its hole */
  restore: (picture: Blob) => void
  stop: () => void
  forget: () => void
}

/** @param paints a hole is painted first @param first is chosen by itself; null: nothing is @param way in which it is translated, where it is */
export function useOwnPicture(paints: boolean, first: File | null, way: 0 | 1): OwnPicture {
  const restoring = useRestoring()
  const [state, setState] = useState<Stage>({ stage: 'none' })
  const [trouble, setTrouble] = useState<string | null>(null)
  const turn = useRef(0)
  useEffect(
    () => () => {
      turn.current++
      void restoring.stop().catch(() => null)
    },
    [restoring],
  )
  const restore = useCallback(
    async (file: File, picture: Blob) => {
      const mine = ++turn.current
      setTrouble(null)
      setState({ stage: 'restoring', file })
      try {
        const result = await restoring.restore(picture, file.name, way)
        if (mine === turn.current) setState({ stage: 'done', file, result })
      } catch (thrown) {
        if (mine !== turn.current) return
        const { code, sentence, nextStep } = toFailure(thrown)
        if (code !== 'cancelled') setTrouble(`${sentence} ${nextStep}`)
        setState({ stage: 'none' })
      }
    },
    [restoring, way],
  )
  const choose = useCallback(
    (file: File) => {
      setTrouble(null)
      if (paints) setState({ stage: 'painting', file })
      else void restore(file, file)
    },
    [paints, restore],
  )
  useEffect(() => {
    if (first !== null) choose(first)
  }, [first, choose])
  const forget = useCallback(() => {
    turn.current++
    setTrouble(null)
    setState({ stage: 'none' })
  }, [])
  return {
    ...state,
    trouble,
    choose,
    restore: (picture) => {
      if (state.stage === 'painting') void restore(state.file, picture)
    },
    stop: () => void restoring.stop(),
    forget,
  }
}
