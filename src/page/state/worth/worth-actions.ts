/** What a person can do about what fakes are worth. A refusal is said in the panel, where the question was asked. */
import type { Client } from '../../client/client-types.ts'
import { toFailure } from '../../../common/failure.ts'
import type { PageState } from '../store-types.ts'
import type { WorthActions } from './worth-types.ts'

interface Context {
  client: Pick<Client, 'worth' | 'stopWorth'>
  set: (change: Partial<PageState>) => void
}

export function worthActions({ client, set }: Context): WorthActions {
  return {
    measureWorth: (options) => {
      set({ worthBegins: true, worthRefused: null })
      client.worth(options).then(
        () => set({ worthBegins: false }),
        (thrown: unknown) => set({ worthBegins: false, worthRefused: toFailure(thrown) }),
      )
    },
    stopWorth: () => {
      client.stopWorth().catch((thrown: unknown) => set({ worthRefused: toFailure(thrown) }))
    },
    showWorth: (worthShown) => set({ worthShown }),
  }
}
