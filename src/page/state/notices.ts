/** What the page says to a person: adding, wording of failures, and the report they can copy. Pure functions. */
import { writeAddress } from '../../common/config/address.ts'
import type { Failure } from '../../common/failure.ts'
import type { RunView } from './run/sides.ts'
import type { Notice } from './store-types.ts'

/** Old notices give way, so that a flood (a thousand bad files) stays readable. */
const KEPT_NOTICES = 5

/** What a report needs to know of the page. */
type Situation = Pick<RunView, 'config' | 'step' | 'session' | 'backend' | 'dataset'>

/** Adds a notice under a new id. The same sentence is not said twice at once: the newer one takes its place. */
export function addNotice(notices: readonly Notice[], notice: Omit<Notice, 'id'>): readonly Notice[] {
  const id = 1 + notices.reduce((greatest, { id }) => Math.max(greatest, id), lastId)
  lastId = id
  const others = notices.filter(({ sentence }) => sentence !== notice.sentence)
  return [...others, { ...notice, id }].slice(-KEPT_NOTICES)
}
let lastId = 0

/** A failure as an alert with its next step and a report. */
export function failureNotice(failure: Failure, situation: Situation): Omit<Notice, 'id'> {
  return {
    role: 'alert',
    sentence: failure.sentence,
    nextStep: failure.nextStep,
    details: reportOf(failure, situation),
  }
}

/** Plain text for a bug report: what happened, where, and the link that opens the same experiment. No personal data. */
export function reportOf(failure: Failure, { config, step, session, backend, dataset }: Situation): string {
  const lines = [
    `Ganvas report: ${failure.code}`,
    failure.sentence,
    `State: ${session.state}, step ${step}`,
    `Back end: ${backend === null ? 'not opened' : `${backend.backend} (${backend.adapter})`}`,
    `Dataset: ${dataset === null ? 'none' : `${dataset.id}, ${dataset.count} items, ${dataset.fingerprint}`}`,
    `Settings: #${writeAddress(config)}`,
  ]
  if (failure.stack !== undefined) lines.push('', failure.stack)
  return lines.join('\n')
}
