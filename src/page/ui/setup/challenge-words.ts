/** A challenge in words. Pure. */
import type { Challenge, Goal } from '../../../common/config/challenges.ts'
import type { ChallengeState } from '../../state/story/story-types.ts'
import { percentText } from '../charts/number-words.ts'
import { wholeNumber } from '../kit/number-words.ts'

export interface GoalLine {
  /** “23 modes or more”. */
  readonly wanted: string
  /** “12”; a dash before anything was measured. */
  readonly now: string
  readonly met: boolean
}

/** The goal line by line, with what the samples are now. */
export function goalsOf(
  { leastModes, mostModes, leastQuality }: Goal,
  found: { modes?: number; highQuality?: number } | null,
): GoalLine[] {
  const { modes = NaN, highQuality = NaN } = found ?? {}
  return [
    {
      wanted: mostModes === undefined ? `${leastModes ?? 0} modes or more` : `${mostModes} modes or fewer`,
      now: Number.isNaN(modes) ? '–' : String(modes),
      met: modes >= (leastModes ?? 0) && modes <= (mostModes ?? Infinity),
    },
    {
      wanted: `${Math.round(100 * leastQuality)} % good samples or more`,
      now: percentText(highQuality),
      met: highQuality >= leastQuality,
    },
  ]
}

export function phaseWords(challenge: Challenge, { phase, found }: ChallengeState): string {
  const figures =
    found === null
      ? ''
      : `${found.modes} of ${found.modesTotal} modes, ${percentText(found.highQuality)} of high quality at step ${wholeNumber(challenge.last)}.`
  switch (phase) {
    case 'prologue':
      return `Press Train and watch it collapse up to step ${wholeNumber(challenge.prologue)}; then it is yours.`
    case 'open':
      return 'Your turn: change what is open, and train to the last step.'
    case 'judging':
      return 'Measuring 2,500 fresh samples.'
    case 'won':
      return `Won: ${figures}`
    case 'lost':
      return `Not yet: ${figures} ${missingWords(challenge.goal, found)}`
  }
}

/** What a lost challenge fell short of, and what to do now. */
function missingWords(goal: Goal, found: ChallengeState['found']): string {
  const [modes, quality] = goalsOf(goal, found)
  const few =
    goal.mostModes === undefined ? 'Too few modes' : found?.modes === 0 ? 'No mode at all' : 'Too many modes'
  const short = [
    ...(modes?.met === false ? [few] : []),
    ...(quality?.met === false
      ? [modes?.met === false ? 'too few good samples' : 'Too few good samples']
      : []),
  ]
  return `${short.join(' and ')}. Start over, or branch from an earlier step of the timeline.`
}
