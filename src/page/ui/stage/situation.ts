/** What stands over the stage, and how much of it: decided by where the run is. Pure. */
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { RunView } from '../../state/run/sides.ts'
import { farWords } from '../kit/number-words.ts'

type ProbeInput = Pick<
  RunView,
  'session' | 'step' | 'recovering' | 'progress' | 'config' | 'failure' | 'dataset'
>

export interface Situation {
  /**
   * `clear`: nothing lies over the picture. `empty`, `busy`: there is no picture, the stage is for these words.
   * `hint`, `busy-hint`, `trouble`: a line at the lower edge, the picture stays in sight.
   */
  readonly kind: 'clear' | 'empty' | 'busy' | 'hint' | 'busy-hint' | 'trouble'
  readonly title: string
  readonly line: string
  /** How far it has come, in [0, 1]; null where that cannot be told. */
  readonly share: number | null
}

export function situationOf(state: ProbeInput): Situation {
  const { session, step, recovering, failure, config, dataset } = state
  if (recovering)
    return { kind: 'busy-hint', title: 'Reconnecting', line: 'The last good state comes back.', share: null }
  switch (session.state) {
    case 'idle':
      return originOf(config) === 'own' && dataset === null ? WAITING : STARTING
    case 'preparing':
      return preparing(state)
    case 'compiling':
      return step > 0 ? BUILDING_AGAIN : BUILDING
    case 'ready':
      return step === 0 ? READY : CLEAR
    case 'failed':
      return {
        kind: 'trouble',
        // What happened is said in a notice; what stays here is what to do.
        title: 'Stopped',
        line: failure?.nextStep ?? 'Press Train to go on, or Reset to start over.',
        share: null,
      }
    case 'running':
    case 'paused':
      return CLEAR
  }
}

const CLEAR: Situation = { kind: 'clear', title: '', line: '', share: null }
const STARTING: Situation = {
  kind: 'busy',
  title: 'Starting',
  line: 'Looking for the best back end.',
  share: null,
}
const WAITING: Situation = {
  kind: 'empty',
  title: 'Bring your data',
  line: 'Drop pictures, points or a table anywhere on the page. They never leave this machine.',
  share: null,
}
const BUILDING: Situation = {
  kind: 'busy',
  title: 'Building the networks',
  line: 'The first step is recorded once; after that it is replayed.',
  share: null,
}
const BUILDING_AGAIN: Situation = { kind: 'busy-hint', title: 'Building the networks', line: '', share: null }
const READY: Situation = { kind: 'hint', title: 'Ready', line: 'Press Train or Space', share: null }

function preparing({ progress }: ProbeInput): Situation {
  const told = progress !== null && progress.total > 0
  return {
    kind: 'busy',
    title: progress?.task ?? 'Preparing the data',
    line: told ? farWords(progress.done, progress.total) : 'One moment.',
    share: told ? Math.min(1, progress.done / progress.total) : null,
  }
}
