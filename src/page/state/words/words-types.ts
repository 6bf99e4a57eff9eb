/** The part of the page's state that is about directions for the person's words, and what a person can do with it. */
import type { Failure } from '../../../common/failure.ts'
import type { WordsReport } from '../../../common/words/protocol.ts'

export interface WordsState {
  /** Null before anything was looked for, and once other networks stand. */
  words: WordsReport | null
  /** The networks are being copied: nothing is known yet. */
  wordsBegin: boolean
  /** Why the last search did not begin, or broke off: said where it was asked for. */
  wordsRefused: Failure | null
}

export const NO_WORDS_FOUND: WordsState = { words: null, wordsBegin: false, wordsRefused: null }

export interface WordsActions {
  /** @param ids of the words, as the data offer them */
  findWords(ids: readonly string[]): void
  stopWords(): void
}

/** True from the click until it is over. */
export function isFindingWords({ words, wordsBegin }: Pick<WordsState, 'words' | 'wordsBegin'>): boolean {
  return wordsBegin || words?.state === 'finding'
}
