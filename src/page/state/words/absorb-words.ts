/** What a search for directions changes in the page's state. */
import type { WordsEvent } from '../../../common/words/protocol.ts'
import { addNotice } from '../notices.ts'
import type { Sink } from '../sink.ts'
import { isFindingWords } from './words-types.ts'

export function absorbWords({ report, sentence }: WordsEvent, { set, get }: Sink): void {
  set({ words: report, wordsBegin: false })
  if (sentence !== undefined) set({ notices: addNotice(get().notices, { role: 'status', sentence }) })
}

/** The worker is another one: its networks are others, and so would their directions be. */
export function loseWords({ set, get }: Sink): void {
  const lost = isFindingWords(get())
  set({ words: null, wordsBegin: false })
  if (!lost) return
  const sentence = 'The search for directions was lost with the engine; begin it again.'
  set({ notices: addNotice(get().notices, { role: 'status', sentence }) })
}
