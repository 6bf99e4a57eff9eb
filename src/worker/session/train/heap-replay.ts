/**
 * Trains a run on the heap by replaying a recorded step, where that gives the very weights that the readable step gives. Steps are
 * recorded while they train. Must not know messages.
 */
import type { HeapRecorder } from '../../compute/record/heap/heap-recorder.ts'
import type { HeapRecording } from '../../compute/record/heap/heap-recording.ts'
import type { HeapTrace } from '../../compute/record/heap/heap-trace.ts'
import { NotRecordable } from '../../compute/record/not-recordable.ts'
import { sameTensors } from '../../gan/tensors/sameness.ts'
import { ReplayBatching } from '../schedule/replay-batching.ts'
import { LastTry } from './last-try.ts'
import { PROVED_STEPS, type StepReplay, type Trained } from './step-replay.ts'

export class HeapReplay implements StepReplay {
  readonly pace = new ReplayBatching()
  refused: string | null = null
  readonly made = { recordings: 0, patches: 0 }
  private recording: HeapRecording | null = null
  private readonly lastTry = new LastTry()
  /** Listings of recordings that were proved. */
  private readonly proved = new Set<string>()

  constructor(private readonly recorder: HeapRecorder) {}

  ready(run: Trained): boolean {
    return this.recording?.valid === true && this.lastTry.covers(run)
  }

  stale(run: Trained): boolean {
    return !this.lastTry.covers(run) || this.recording?.valid === false
  }

  get listing(): readonly string[] | null {
    return this.recording?.listing ?? null
  }

  async prepare(run: Trained): Promise<void> {
    const before = { config: run.config, dataset: run.dataset, step: run.step }
    this.drop()
    this.pace.forget()
    try {
      this.recording = await this.record(run)
      this.refused = null
    } catch (thrown) {
      if (!(thrown instanceof NotRecordable)) throw thrown
      this.refused = thrown.reason
    }
    this.lastTry.note(before)
  }

  play(run: Trained, count: number): number {
    const { recording, recorder } = this
    if (recording === null) throw new Error('There is no recording to replay.')
    const some = Math.min(count, recorder.figures.free)
    for (let step = run.step; step < run.step + some; step++)
      recorder.figures.push(step, recording.play(step))
    return some
  }

  async playInParts({ step }: Trained, pause: () => Promise<void>): Promise<number> {
    const { recording, recorder } = this
    if (recording === null) throw new Error('There is no recording to replay.')
    if (recorder.figures.free === 0) return 0
    recorder.figures.push(step, await recording.playInParts(step, pause))
    return 1
  }

  dispose(): void {
    this.drop()
    this.recorder.dispose()
  }

  /** Trains a few steps on the way. @throws NotRecordable */
  private async record(run: Trained): Promise<HeapRecording> {
    const { game, step } = run
    const before = await game.save()
    const recording = this.recorder.record(this.traceAlike(run))
    this.made.recordings++
    const key = recording.listing.join('\n')
    if (this.proved.has(key)) return recording
    const expected = await game.save()
    game.restore(before)
    for (let at = step; at < run.step; at++) recording.play(at)
    if (sameTensors(expected, await game.save())) {
      this.proved.add(key)
      return recording
    }
    game.restore(expected)
    recording.dispose()
    throw new NotRecordable('replaying it did not give the same weights')
  }

  /** Once more where the first step made what the others find there. @throws NotRecordable */
  private traceAlike(run: Trained): HeapTrace {
    let before = this.trace(run)
    let reason: NotRecordable | null = null
    for (let i = 0; i < PROVED_STEPS; i++) {
      const after = this.trace(run)
      if (after instanceof NotRecordable) throw after
      reason = before instanceof NotRecordable ? before : this.recorder.differs(before, after)
      if (reason === null) return after
      before = after
    }
    throw reason ?? new NotRecordable('no two steps are alike')
  }

  private trace(run: Trained): HeapTrace | NotRecordable {
    let outcome: HeapTrace | NotRecordable = new NotRecordable('no step was made')
    run.stepReadably((step) => {
      const { row, trace } = this.recorder.trace((ear) => run.feed.hear(ear), step)
      outcome = trace
      return row
    })
    return outcome
  }

  private drop(): void {
    this.recording?.dispose()
    this.recording = null
  }
}
