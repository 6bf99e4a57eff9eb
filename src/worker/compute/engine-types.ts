/** The back end as the session sees it: opened once per worker, reported, watched for loss. */
import type { Failure } from '../../common/failure.ts'
import type { BackendReport } from '../../common/protocol/report.ts'
import type { HeapRecorder } from './record/heap/heap-recorder.ts'
import type { Recorder } from './record/recorder.ts'

export interface Engine {
  readonly report: BackendReport
  /** Resolves (never rejects) when the device is gone: lost GPU, lost WebGL context, out of memory. */
  readonly lost: Promise<Failure>
  /** Resolves when queued device work is done, so that step times are true and the queue stays short. */
  settle(): Promise<void>
  /** Bytes and tensors in use. */
  memory(): { bytes: number; tensors: number }
  /** Dispatches, submits, read-backs and JavaScript time since the last call; zeros where a back end has none. */
  counters(): { dispatches: number; submits: number; readbacks: number }
  /** What was proved of faster ways to compute; absent where there are none. */
  proved?(): Readonly<Record<string, string>>
  /** Opens a recorder of steps with so many figures; absent where steps cannot be recorded. */
  openRecorder?(figures: number): OpenedRecorder
}

export type OpenedRecorder = Recorder | HeapRecorder
