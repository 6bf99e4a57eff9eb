/** What a person can do about directions for their words. A refusal is said in the tab, where the question was asked. */
import { toFailure } from '../../../common/failure.ts'
import type { Client } from '../../client/client-types.ts'
import type { PageState } from '../store-types.ts'
import type { WordsActions } from './words-types.ts'

interface Context {
  client: Pick<Client, 'words' | 'stopWords'>
  set: (change: Partial<PageState>) => void
}

export function wordsActions({ client, set }: Context): WordsActions {
  return {
    findWords: (ids) => {
      set({ wordsBegin: true, wordsRefused: null })
      client.words(ids).then(
        () => set({ wordsBegin: false }),
        (thrown: unknown) => set({ wordsBegin: false, wordsRefused: toFailure(thrown) }),
      )
    },
    stopWords: () => {
      client.stopWords().catch((thrown: unknown) => set({ wordsRefused: toFailure(thrown) }))
    },
  }
}
