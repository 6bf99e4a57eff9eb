/**
 * Every message from the page to the worker. One union; the worker's switch over it is exhaustive.
 * A command that carries `request` is answered by exactly one `reply` or `refusal` event with the same number.
 */
import type { SettingKey } from '../catalog/settings/all.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { Checkpoint } from '../config/checkpoint.ts'
import type { DataChoice } from '../items/data-card.ts'
import type { LatentLabRequest } from './latent-lab.ts'
import type { HeldData } from '../items/held-data.ts'
import type { InspectRequest } from './inspection.ts'
import type { SearchRequest } from './search.ts'
import type { WordsRequest } from '../words/protocol.ts'
import type { WorthRequest } from './worth.ts'
import type { ComparisonRequest, SideName } from './side.ts'
import type { StepPart } from './report.ts'
import type { RestoreRequest } from '../restore/protocol.ts'
import type { RowRequest } from './rows.ts'
import type { PaintedDensity } from './painted-density.ts'
import type { StageView } from './stage-view.ts'
import type { TimelineRequest } from './timeline.ts'
import type { Served } from './services.ts'
import type { ReadRunRequest } from './run-file.ts'
import type { NotesCommand, ShelfRequest, TakeUp } from './shelf.ts'
import type { ExportRequest } from './exports.ts'
import type { ExplainRequest } from './picture-explanation.ts'

/** Canvases the page hands over for a side. A canvas is transferred once and lives as long as the worker. */
export type Surface = 'stage' | 'latent' | 'preview'

/** What the page knows of the display and the worker does not: whether anybody looks, and whether frames come in time. */
export interface DisplayReport {
  /** The tab is in the background: nothing is drawn. */
  hidden: boolean
  /** Share in [0, 1] of the last frames that came late; null when none were watched. */
  late: number | null
  /** The machine runs on its battery; absent where the browser does not tell. */
  onBattery?: boolean
}

/** Questions and orders that are answered. The answer's type stands in Answers, events.ts. */
export type Request =
  /**
   * `chosen`: settings that the person set themselves, which stay. `goOn`: a run whose data were not kept; it goes on where the
   * files turn out to be those data. `handover`: of many files, those that came before in parts.
   */
  | { kind: 'open'; files: File[]; handover?: number; chosen?: readonly SettingKey[]; goOn?: Checkpoint }
  /** Reads the same files again, another way. */
  | { kind: 'reread'; choice: Partial<DataChoice> }
  | { kind: 'data' }
  /** A few items of each class, in small. */
  | { kind: 'thumbs'; perClass: number; most: number }
  /** The twin alone takes only what is not shared by both sides. */
  | { kind: 'configure'; side: SideName; change: Partial<RunConfig> }
  | { kind: 'train'; steps: number }
  | { kind: 'run' }
  | { kind: 'pause' }
  | { kind: 'reset' }
  | { kind: 'snapshot'; side: SideName }
  /** `labels`: a class for all, or one for each; absent: the classes in turn. */
  | { kind: 'generate'; latents: Float32Array; count: number; labels?: number | number[] }
  | { kind: 'noise'; seed: number; count: number }
  | { kind: 'evaluate'; samples: number }
  /** What the run needs; a device that nobody measured yet is measured first. */
  | { kind: 'need' }
  | { kind: 'profile' }
  | { kind: 'recording' }
  | { kind: 'weights'; side: SideName }
  | { kind: 'trace' }
  /** Makes a step, or a part of one, to be looked at; training that was going on is paused first. */
  | { kind: 'slow-step'; part: StepPart }
  | RowRequest
  | RestoreRequest
  | InspectRequest
  | TimelineRequest
  | LatentLabRequest
  | ExplainRequest
  | ExportRequest
  | ReadRunRequest
  | ShelfRequest
  | ComparisonRequest
  | SearchRequest
  | WordsRequest
  | WorthRequest

export type Command =
  /** First message but for parts of files: prepares, builds, and goes on from the checkpoint if there is one. */
  | {
      type: 'start'
      runId: number
      config: RunConfig
      /** Address of the page: shipped datasets lie beside it. */
      base: string
      /** The person's own data, as the last worker prepared it. */
      prepared?: HeldData
      /** The person's own files, to prepare anew when size, fit or colour change. */
      files?: File[]
      /** Of many files, those that came before in parts. */
      handover?: number
      /** What the person painted last. */
      painted?: PaintedDensity
      /** The run to go on with, where it is kept on this machine. */
      kept?: TakeUp
      /** The same where it is not, or came otherwise. */
      checkpoint?: Checkpoint
      /** Rows of SERIES_COLUMNS up to that checkpoint. */
      history?: Float32Array
      /** Earlier states of the same run that outlived the last worker, ascending. */
      past?: Checkpoint[]
      /** Run at once after building (a recovered or autostarted run). */
      running: boolean
      /** Held by the worker as long as it lives: the page learns of its death when it gets the lock itself. */
      lifeLock: string
    }
  | { type: 'request'; request: number; body: Request }
  /** A part of many files, before the message that names their handing over. */
  | { type: 'files'; handover: number; files: File[] }
  /** Stops what `open` is reading, or what is handed over for it; its answer is a refusal with code `cancelled`. */
  | { type: 'cancel-open' }
  | {
      type: 'surface'
      side: SideName
      surface: Surface
      canvas: OffscreenCanvas
      width: number
      height: number
      scale: number
    }
  | { type: 'resize'; side: SideName; surface: Surface; width: number; height: number; scale: number }
  | { type: 'view'; view: StageView }
  | { type: 'display'; report: DisplayReport }
  /** The latent vector under the person's hand, for every side; null holds nothing. It moved at `at`, milliseconds since 1970. */
  | { type: 'set-latent'; latent: Float32Array | null; at: number }
  | { type: 'paint'; painted: PaintedDensity }
  | NotesCommand
  | Served
