/**
 * Comparing two runs: what the page may ask, what it is answered, and what it hears of the twin. The run itself goes on
 * speaking in the events of events.ts.
 */
import type { RunConfig } from '../config/run-config.ts'
import type { NamedTensor, NetworkSummary, Snapshot } from './report.ts'

export type TwinRequest =
  /**
   * A twin that differs by `change`. From the start: both begin anew at step 0. From now: the twin takes over the run's
   * networks as they are; refused with code `twin-needs-start` where its generator would be another one.
   */
  | { kind: 'twin-start'; change: Partial<RunConfig>; from: 'start' | 'now' }
  | { kind: 'twin-configure'; change: Partial<RunConfig> }
  /** Ends the comparison; the side that is kept is the run from then on. */
  | { kind: 'twin-end'; keep: 'run' | 'twin' }
  | { kind: 'twin-snapshot' }
  | { kind: 'twin-weights' }

export interface TwinAnswers {
  'twin-start': TwinStanding
  'twin-configure': TwinStanding
  'twin-end': null
  'twin-snapshot': TwinSnapshot | null
  'twin-weights': { generator: NamedTensor[]; discriminator: NamedTensor[] } | null
}

export interface TwinStanding {
  config: RunConfig
  /** Step at which the twin left the run; 0 from the start. */
  since: number
  networks: { generator: NetworkSummary; discriminator: NetworkSummary; latent: number }
}

export type TwinSnapshot = Pick<
  Snapshot,
  'step' | 'lossG' | 'lossD' | 'realScore' | 'fakeScore' | 'metrics' | 'verdict'
> & { config: RunConfig; since: number }

/** @typeParam Tick as of the run */
export type TwinEvent<Tick> =
  /** How the twin stands; null when there is none (any more), with why where nobody asked for its end. */
  | { type: 'twin'; twin: TwinStanding | null; sentence?: string }
  /** The twin begins or goes back to this step: its rows after that no longer hold. */
  | { type: 'twin-run'; step: number }
  | { type: 'twin-tick'; tick: Tick }
  /** Its stage shows this past step; null: its present. */
  | { type: 'twin-rewound'; step: number | null }
  /** The twin takes the run's place: of the run's history only what came up to `since` is also its own. */
  | { type: 'twin-kept'; since: number }
