/** Keeps the tour in step with the run: notices when an experiment has come out, and remembers how far a person is. */
import type { Page } from '../page.ts'
import type { PageState } from '../store-types.ts'
import type { TourState, TourWatch } from './story-types.ts'
import { CHAPTERS, firstTour, freshWatch, progressOf, watched } from './tour.ts'

const KEY = 'ganvas-tour'

/** Starts watching. @param asked a chapter the link asks for, 1-based; null for none. Returns how to stop. */
export function followTour({ store }: Page, asked: number | null): () => void {
  const { actions, story } = store.getState()
  actions.story.setTour({ ...remembered(story.tour), ...(asked === null ? {} : opened(asked - 1, 0)) })
  return store.subscribe((state, before) => {
    const { tour } = state.story
    if (tour.chapter !== null) look(state, before, tour)
    const now = store.getState().story.tour
    const then = before.story.tour
    if (now.chapter !== then.chapter || now.done !== then.done || now.met !== then.met) remember(now)
  })
}

/**
 * What opening a chapter changes.
 * @param walked walks finished so far
 * @param seen what is known of the run: the cure goes on from the collapse that was just seen, all else begins afresh
 */
export function opened(
  chapter: number,
  walked: number,
  seen?: TourWatch,
): Pick<TourState, 'chapter' | 'met' | 'watch'> {
  const at = Math.min(CHAPTERS - 1, Math.max(0, chapter))
  const fresh = freshWatch(walked)
  const known = at === CURE && seen !== undefined ? afterCollapse(seen) : {}
  return { chapter: at, met: true, watch: { ...fresh, ...known } }
}

/** The chapter that cures, 0-based. */
const CURE = 4

function afterCollapse({ collapsed, cured, mostModes }: TourWatch): Partial<TourWatch> {
  return { collapsed, cured, mostModes }
}

function look(state: PageState, before: PageState, tour: TourState): void {
  const { chapter } = tour
  if (chapter === null) return
  const watch = watched(tour.watch, state, before)
  if (watch !== tour.watch) {
    // The change comes back here with the new watch, and finds nothing more to note.
    state.actions.story.setTour({ watch })
    return
  }
  if (tour.done[chapter] !== true && progressOf(chapter, state, watch).reached)
    state.actions.story.setTour({ done: tour.done.map((was, i) => was || i === chapter) })
}

/** What is kept of earlier visits; the tour stays closed until it is asked for. */
function remembered(tour: TourState): Partial<TourState> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return {}
    const done = 'done' in kept && Array.isArray(kept.done) ? kept.done : []
    return { met: 'met' in kept && kept.met === true, done: tour.done.map((_, i) => done[i] === true) }
  } catch {
    return {}
  }
}

function remember({ done, met }: TourState): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ done, met }))
  } catch {
    // Private windows may refuse: the progress then lasts as long as the page.
  }
}

/** From the beginning, with nothing done. */
export function restarted(walked: number): Partial<TourState> {
  return { done: firstTour().done, ...opened(0, walked) }
}
