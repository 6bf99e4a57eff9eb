/** A challenge in words. Pure. */
import type { Challenge, Goal } from '../../config/challenges.ts'
import type { ChallengeState } from '../../state/challenge-types.ts'
import { percentText } from '../charts/number-words.ts'
import { wholeNumber } from '../kit/number-words.ts'

/** “8 modes or more, 30 % good”. */
export function goalWords({ leastModes, mostModes, leastQuality }: Goal): string {
  const modes = mostModes === undefined ? `${leastModes ?? 0} modes or more` : `${mostModes} modes or fewer`
  return `${modes}, ${Math.round(100 * leastQuality)} % good`
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
      return `Not yet: ${figures} Start over, or go back on the timeline.`
  }
}
