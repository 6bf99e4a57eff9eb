/** What the page says about where the run stands: one short line, no numbers that change by themselves. Pure. */
import { originOf } from '../../../../common/config/dataset-kind.ts'
import { isSearching } from '../../../state/search/search-types.ts'
import type { RunView } from '../../../state/run/sides.ts'

type ProbeInput = Pick<RunView, 'session' | 'recovering' | 'progress' | 'config' | 'failure' | 'search'> & {
  readonly step: number
}

/** The line beside the live figures. */
export function stateWords({ session, recovering, progress, config, search, step }: ProbeInput): string {
  if (recovering) return 'Reconnecting'
  if (isSearching({ search })) return 'Finding settings'
  switch (session.state) {
    case 'idle':
      return originOf(config) === 'own' ? 'Waiting for your files' : 'Starting'
    case 'preparing':
      return progress?.task ?? 'Preparing the data'
    case 'compiling':
      return 'Building the networks'
    case 'ready':
      return 'Ready: press Train'
    case 'running':
      return progress?.task ?? (step < config.warmStart ? 'Warm start' : 'Training')
    case 'paused':
      return 'Paused'
    case 'failed':
      return 'Stopped'
  }
}

/** How the line is marked: still, busy, going, in trouble. */
export function stateTone({
  session,
  recovering,
  progress,
  search,
}: ProbeInput): 'still' | 'busy' | 'going' | 'trouble' {
  if (recovering || isSearching({ search })) return 'busy'
  switch (session.state) {
    case 'preparing':
    case 'compiling':
      return 'busy'
    case 'running':
      return progress === null ? 'going' : 'busy'
    case 'failed':
      return 'trouble'
    case 'idle':
    case 'ready':
    case 'paused':
      return 'still'
  }
}

/** True while the networks stand, so that training can start or go on. While settings are searched for the run waits. */
export function canTrain({
  session,
  recovering,
  search,
}: Pick<RunView, 'session' | 'recovering' | 'search'>): boolean {
  return (
    !recovering &&
    !isSearching({ search }) &&
    session.state !== 'idle' &&
    session.state !== 'preparing' &&
    session.state !== 'compiling'
  )
}
