/**
 * Every message from the worker to the page. One union; the page's switch over it is exhaustive.
 * Every event carries the run it belongs to and a sequence number; the page drops those of another run.
 */
import type { Fitted } from '../config/fit-to-data.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { DataCard } from '../items/data-card.ts'
import type { Failure } from '../failure.ts'
import type {
  BackendReport,
  DatasetSummary,
  Metrics,
  NamedTensor,
  NetworksReport,
  Profile,
  SessionState,
  SlowStep,
  Snapshot,
  StepTrace,
  Verdict,
} from './report.ts'
import type { Checkpoint } from '../config/checkpoint.ts'
import type { ComparisonAnswers, ComparisonEvent, SideName } from './side.ts'
import type { Request } from './commands.ts'
import type { HeldData } from '../items/held-data.ts'
import type { LatentLabAnswers, LatentLabEvent } from './latent-lab.ts'
import type { InspectAnswers } from './inspection.ts'
import type { TimelineAnswers, TimelineEvent } from './timeline.ts'
import type { SearchAnswers, SearchEvent } from './search.ts'
import type { WordsAnswers, WordsEvent } from '../words/protocol.ts'
import type { WorthAnswers, WorthEvent } from './worth.ts'
import type { ServiceAsk } from './services.ts'
import type { Need, NeedFigures } from '../need/need.ts'
import type { LoadedEvent, RunFileAnswers } from './run-file.ts'
import type { ShelfAnswers, ShelfEvent } from './shelf.ts'
import type { ExportAnswers } from './exports.ts'
import type { RestoreAnswers, RestoreEvent } from '../restore/protocol.ts'
import type { RowAnswers, RowEvent } from './rows.ts'
import type { ExplainAnswers } from './picture-explanation.ts'

/** Aggregated figures, at most 15 a second. */
export interface Tick {
  step: number
  /** One row of SERIES_COLUMNS per generator update since the last tick; a row's step counts its own update. */
  rows: Float32Array
  stepsPerSecond: number
  /** Present when measured since the last tick. */
  metrics?: Metrics
  verdict: Verdict
}

/** What each request is answered with. */
export interface Answers
  extends
    TimelineAnswers,
    InspectAnswers,
    LatentLabAnswers,
    ExplainAnswers,
    ExportAnswers,
    RowAnswers,
    RestoreAnswers,
    RunFileAnswers,
    ShelfAnswers,
    ComparisonAnswers,
    SearchAnswers,
    WordsAnswers,
    WorthAnswers {
  open: DatasetSummary
  reread: DataCard
  /** null while there are no data. */
  data: DataCard | null
  /** null where items have no look of their own, or there are none. */
  thumbs: Thumbs | null
  configure: RunConfig
  train: Snapshot
  run: Snapshot
  pause: Snapshot
  reset: Snapshot
  /** null where there is no such side. */
  snapshot: SideSnapshot | null
  generate: { shape: number[]; data: Float32Array }
  noise: { shape: number[]; data: Float32Array }
  evaluate: Metrics
  /** null while there are no data. */
  need: NeedFigures | null
  profile: Profile
  recording: string[] | null
  /** null where that side has no networks. */
  weights: Weights | null
  trace: StepTrace
  'slow-step': SlowStep
}

/** Items in small, class by class. */
export interface Thumbs {
  readonly side: number
  /** RGBA, side × side each, one after the other. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
  /** How many of them are of each class, in the classes' order; one entry where there are no classes. */
  readonly perClass: readonly number[]
}

/** How a side stands, with the settings it stands with. */
export interface SideSnapshot extends Snapshot {
  config: RunConfig
  /** Step at which the twin left the run; 0 from the start, and of the run itself. */
  since: number
}

export interface Weights {
  generator: NamedTensor[]
  discriminator: NamedTensor[]
}

export type AnswerTo<K extends Request['kind']> = Answers[K]

export type WorkerEvent =
  | ComparisonEvent
  | SearchEvent
  | WordsEvent
  | WorthEvent
  | RowEvent
  | RestoreEvent
  /** The worker holds its life lock: from now on its death is noticed. */
  | { type: 'alive' }
  /** A side begins or goes on with `step` updates done: rows of its series after that step no longer hold. */
  | { type: 'run'; side: SideName; step: number }
  | { type: 'state'; state: SessionState; step: number }
  | { type: 'backend'; report: BackendReport }
  | { type: 'dataset'; summary: DatasetSummary }
  /** What was prepared of the person's own files, for the page to hold across a restart. */
  | { type: 'prepared'; prepared: HeldData }
  | { type: 'networks'; side: SideName; networks: NetworksReport }
  /** The config in force. */
  | { type: 'config'; side: SideName; config: RunConfig }
  /** What the run needs with its settings and data; again when its time is known better. */
  | { type: 'need'; need: Need }
  /** A setting changed while training: drawn on every chart at this step. */
  | { type: 'mark'; step: number; label: string }
  | { type: 'tick'; side: SideName; tick: Tick }
  /** The step of a running session is being recorded, or no longer; it goes on by itself. */
  | { type: 'compiling'; compiling: boolean }
  | { type: 'progress'; task: string; done: number; total: number }
  /** Settings were fitted to opened files; null: they were opened, and nothing was changed for them. */
  | { type: 'fitted'; fitted: Fitted | null }
  | { type: 'notice'; code: string; sentence: string }
  /** Something failed; the session keeps its last good state unless `fatal`. */
  | { type: 'failure'; failure: Failure; fatal: boolean }
  /** The run as it stands, for the page to keep where the worker cannot. */
  | { type: 'checkpoint'; checkpoint: Checkpoint }
  | TimelineEvent
  | LatentLabEvent
  | LoadedEvent
  | ShelfEvent
  /** What only the page can do: it answers the ticket with `served`. */
  | { type: 'service'; ticket: number; ask: ServiceAsk }
  | { type: 'reply'; request: number; answer: Answers[keyof Answers] }
  | { type: 'refusal'; request: number; failure: Failure }

export interface Envelope {
  runId: number
  seq: number
  event: WorkerEvent
}
