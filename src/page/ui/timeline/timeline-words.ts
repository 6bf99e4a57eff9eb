/** The timeline in words. Pure. */
import type { Mark } from '../../state/run/side-types.ts'
import type { TimelineState, Trouble } from '../../state/run/timeline.ts'
import { stepText } from '../charts/number-words.ts'
import { VERDICTS } from '../figures/verdict-words.ts'

/** What the slider says of its place: “step 1,200 of 5,000, mode collapse since step 900”. */
export function placeWords(timeline: TimelineState, newest: number): string {
  const { rewound, troubles } = timeline
  if (rewound === null) return `now, step ${stepText(newest)}`
  const trouble = troubles.findLast(({ from, to }) => from <= rewound && (to === null || rewound < to))
  const place = `step ${stepText(rewound)} of ${stepText(newest)}`
  return trouble === undefined ? place : `${place}, ${troubleWords(trouble)}`
}

export function troubleWords({ kind, from, to }: Trouble): string {
  const label = VERDICTS[kind].label.toLowerCase()
  return to === null
    ? `${label} since step ${stepText(from)}`
    : `${label} from step ${stepText(from)} to ${stepText(to)}`
}

/** What happened at a mark. */
export function markWords({ step, label }: Mark): string {
  return `Step ${stepText(step)}: ${label}`
}

/** How long ago a step was. */
export function agoWords(step: number, now: number): string {
  const ago = Math.max(0, now - step)
  if (ago === 0) return 'the newest kept step'
  return ago === 1 ? '1 step ago' : `${stepText(ago)} steps ago`
}
