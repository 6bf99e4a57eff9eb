/** A text made from the page's state, renewed at most once a second: for words a screen reader may be reading. */
import { useEffect, useState } from 'react'
import { useReadNow } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'

const PERIOD_MS = 1000

/** @param words a named constant outside the component */
export function useSlowly(words: (state: PageState) => string): string {
  const readNow = useReadNow()
  const [text, setText] = useState(() => words(readNow()))
  useEffect(() => {
    const timer = setInterval(() => setText(words(readNow())), PERIOD_MS)
    return () => clearInterval(timer)
  }, [readNow, words])
  return text
}
