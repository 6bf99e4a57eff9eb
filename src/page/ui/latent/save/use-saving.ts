/** A file in the making: one at a time, with how far it is, and a way to stop. */
import { useCallback, useRef, useState } from 'react'
import { GanvasError, toFailure } from '../../../../common/failure.ts'
import { saveFile } from '../../../client/services/save-file.ts'
import { useActions } from '../../../state/page.ts'
import { sizeWords } from '../../shelf/time-words.ts'

export interface Saving {
  /** Frames made and in all; null when nothing is being made. */
  readonly progress: { done: number; total: number } | null
  /** Makes a file and hands it to the browser. */
  readonly save: (
    name: string,
    total: number,
    make: (report: (done: number) => void) => Promise<Blob>,
  ) => void
  readonly stop: () => void
  /** What was saved last; null before that, and while something is being made. */
  readonly told: string | null
  /** Something else is to be saved: the last one is old news. */
  readonly forget: () => void
}

export function useSaving(): Saving {
  const actions = useActions()
  const [progress, setProgress] = useState<Saving['progress']>(null)
  const [told, setTold] = useState<string | null>(null)
  const stopped = useRef(false)
  const make = useCallback(
    async (name: string, total: number, work: (report: (done: number) => void) => Promise<Blob>) => {
      stopped.current = false
      setTold(null)
      setProgress({ done: 0, total })
      try {
        const blob = await work((done) => {
          if (stopped.current) throw new GanvasError('cancelled', 'Stopped.', 'Press Save to begin anew.')
          setProgress({ done, total })
        })
        saveFile(name, blob)
        setTold(`Saved ${name}, ${sizeWords(blob.size)}.`)
      } catch (thrown) {
        const { code, sentence, nextStep } = toFailure(thrown)
        if (code !== 'cancelled') actions.say({ role: 'alert', sentence, nextStep })
      } finally {
        setProgress(null)
      }
    },
    [actions],
  )
  return {
    progress,
    told,
    forget: useCallback(() => setTold(null), []),
    save: useCallback((...given) => void make(...given), [make]),
    stop: useCallback(() => {
      stopped.current = true
    }, []),
  }
}
