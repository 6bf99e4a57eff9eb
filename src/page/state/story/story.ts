/**
 * The slow motion, the lessons and the tour as the page's state: which tab is open, the step being walked, the chapter
 * shown. What the tour watches for stands in tour.ts.
 */
import type { Client } from '../../client/client-types.ts'
import { classesOf } from '../stage/classes.ts'
import type { SlowStep } from '../../../common/protocol/report.ts'
import { runData } from '../run/sides.ts'
import type { PageState } from '../store-types.ts'
import type { StoryActions, StoryState } from './story-types.ts'
import { firstTour } from './tour.ts'

interface Context {
  client: Client
  set: (change: Partial<PageState>) => void
  get: () => PageState
}

/** Before anybody has touched anything. */
export const FIRST_STORY: StoryState = {
  tab: 'latent',
  tall: false,
  walk: null,
  stage: 0,
  making: false,
  walked: 0,
  lesson: null,
  tour: firstTour(),
}

/** @param attempt runs what may be refused, and says so if it is */
export function storyActions(
  { client, set, get }: Context,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): StoryActions {
  const put = (change: Partial<StoryState>): void => set({ story: { ...get().story, ...change } })
  return {
    showTab: (tab) => put({ tab }),
    setTall: (tall) => put({ tall }),
    makeStep: async (part) => {
      if (get().story.making) return false
      put({ making: true })
      const steps: SlowStep[] = []
      await attempt(async () => steps.push(await client.slowStep(part)))
      const { config, networks } = get().sides.run
      for (const made of steps)
        put({ walk: { made, config, networks, classes: classesOf(runData(get())) ?? [] }, stage: 0 })
      put({ making: false })
      return steps.length > 0
    },
    showStage: (stage, last) => {
      const { story } = get()
      const ends = stage === last && story.stage !== last && story.walk?.made.part === 'both'
      put({ stage, walked: story.walked + (ends ? 1 : 0) })
    },
    openLesson: (lesson) => put({ lesson }),
    setTour: (change) => put({ tour: { ...get().story.tour, ...change } }),
  }
}
