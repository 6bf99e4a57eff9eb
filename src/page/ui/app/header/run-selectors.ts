/** What the header and the keys read of the state: fixed selectors that pick the least. */
import { runView } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { canTrain, stateTone, stateWords } from './state-words.ts'

export const selectRunning = (state: PageState): boolean => state.session.state === 'running'
export const selectCanTrain = (state: PageState): boolean => canTrain(state)
export const selectStep = (state: PageState): number => state.sides.run.step
export const selectRate = (state: PageState): number => state.sides.run.latest.stepsPerSecond
export const selectStateWords = (state: PageState): string => stateWords(runView(state))
export const selectStateTone = (state: PageState): ReturnType<typeof stateTone> => stateTone(runView(state))
