/**
 * The one page object: store, history and client side by side, provided once to React. Hooks here are the only way in
 * which components reach them. Must not hold logic: see store.ts.
 */
import { createContext, useCallback, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Client } from '../client/client-types.ts'
import type { Series } from '../../common/numbers/series.ts'
import type { Actions, PageState } from './store-types.ts'

/** What the page stands on. */
export interface Page {
  store: StoreApi<PageState>
  /** The run's history. Read it when `seriesVersion` of the store changes. */
  series: Series
  /** The twin's history while two runs are compared. */
  twinSeries: Series
  client: Client
}

export type Attach = Client['attach']
export type SurfaceName = Parameters<Attach>[0]

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

/** The run's history as typed arrays; the same object for the page's life. */
export function useSeries(): Series {
  return usePage().series
}

/** The twin's history; the same object for the page's life, empty while nothing is compared. */
export function useTwinSeries(): Series {
  return usePage().twinSeries
}

/** Hands a canvas to the worker: see Client.attach. Never changes. */
export function useAttach(): Attach {
  const { client } = usePage()
  return useCallback<Attach>((surface, canvas, onStale) => client.attach(surface, canvas, onStale), [client])
}

/** The latent lab's questions to the worker: see LatentLabClient. Never changes. */
export function useLab(): Client['lab'] {
  return usePage().client.lab
}

/** Questions about the pictures of the image stage: see PicturesClient. Never changes. */
export function usePictures(): Client['pictures'] {
  return usePage().client.pictures
}

const selectActions = (state: PageState): Actions => state.actions
