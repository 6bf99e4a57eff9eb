/**
 * The one page object: store, history and client side by side, provided once to React. Hooks here are the only way in
 * which components reach them. Must not hold logic: see store.ts.
 */
import { createContext, useCallback, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Client } from '../client/client-types.ts'
import type { Series } from '../../common/numbers/series.ts'
import type { PerSide, SideName } from '../../common/protocol/side.ts'
import type { Actions, PageState } from './store-types.ts'

/** What the page stands on. */
export interface Page {
  store: StoreApi<PageState>
  /** The history of each side. Read it when the side's `seriesVersion` changes; the twin's is empty without one. */
  series: PerSide<Series>
  client: Client
}

export type Attach = Client['attach']
export type SurfaceName = Parameters<Attach>[1]

const PageContext = createContext<Page | null>(null)

/** Wrap the app once: `<PageProvider value={createStore(client, initial)}>`. */
export const PageProvider = PageContext.Provider

function usePage(): Page {
  const page = useContext(PageContext)
  if (page === null) throw new Error('A component stands outside PageProvider.')
  return page
}

/**
 * A piece of the page's state. Pass a selector that is a named constant outside the component and picks the least that
 * is needed: the component renders again only when the picked value changes (Object.is).
 */
export function useGanvas<T>(selector: (state: PageState) => T): T {
  return useStore(usePage().store, selector)
}

/** What a person can do. Never changes. */
export function useActions(): Actions {
  return useGanvas(selectActions)
}

/** Reads the whole state at the moment of the call, without rendering anything when it changes. Never changes. */
export function useReadNow(): () => PageState {
  const { store } = usePage()
  return store.getState
}

/** A side's history as typed arrays; the same object for the page's life. */
export function useSeries(side: SideName): Series {
  return usePage().series[side]
}

/** Asks for a few items of each class in small: see Client.thumbs. Never changes. */
export function useThumbs(): Client['thumbs'] {
  const { client } = usePage()
  return useCallback<Client['thumbs']>((...asked) => client.thumbs(...asked), [client])
}

/** Hands a canvas to the worker: see Client.attach. Never changes. */
export function useAttach(): Attach {
  const { client } = usePage()
  return useCallback<Attach>((...handed) => client.attach(...handed), [client])
}

/** The latent lab's questions to the worker: see LatentLabClient. Never changes. */
export function useLab(): Client['lab'] {
  return usePage().client.lab
}

/** Makes a file in another program's format: see Client.exportFile. Never changes. */
export function useExport(): Client['exportFile'] {
  const { client } = usePage()
  return useCallback<Client['exportFile']>((...asked) => client.exportFile(...asked), [client])
}

/** Questions about the pictures of the stage: see PicturesClient. Never changes. */
export function usePictures(): Client['pictures'] {
  return usePage().client.pictures
}

/** A person's own pictures restored by the run: see RestoringClient. Never changes. */
export function useRestoring(): Client['restoring'] {
  return usePage().client.restoring
}

/** Questions about the rows of a table: see RowsClient. Never changes. */
export function useRows(): Client['rows'] {
  return usePage().client.rows
}

const selectActions = (state: PageState): Actions => state.actions
