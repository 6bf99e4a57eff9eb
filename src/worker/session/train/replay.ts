/**
 * Trains a run by replaying a recorded step, where that gives the very weights that the readable step gives. Records when
 * the step is another one, puts new numbers into the recording when only settings changed, and says why where neither can
 * be. Must not know messages.
 */
import { NotRecordable } from '../../compute/record/not-recordable.ts'
import type { Recordable, Recorder } from '../../compute/record/recorder.ts'
import type { Recording } from '../../compute/record/recording.ts'
import { sameTensors } from '../../gan/tensors/sameness.ts'
import { isWarm } from '../../gan/warm/stage.ts'
import { ReplayBatching } from '../schedule/replay-batching.ts'
import { LastTry } from './last-try.ts'
import { Ripening } from './ripening.ts'
import { PROVED_STEPS, type Ripeness, type StepReplay, type Trained } from './step-replay.ts'

/** Share of the time for measuring kernels that a run may take that has begun. */
const TUNING_LATER = 0.25

export class DeviceReplay implements StepReplay {
  readonly pace = new ReplayBatching()
  /** Why the present step is not replayed; null while it is, or while nobody tried. */
  refused: string | null = null
  /** Recordings made, and times that new numbers were put into one. */
  readonly made = { recordings: 0, patches: 0 }
  /** Whether recordings run in fewer commands than the readable step has: until that gave other numbers once. */
  shortens = true
  private recording: Recording | null = null
  private readonly lastTry = new LastTry()
  private readonly ripening = new Ripening()
  /** What commands cost, of recordings that were proved, by their listings. */
  private readonly proved = new Map<string, readonly number[]>()

  constructor(private readonly recorder: Recorder) {}

  /** Whether steps of this run, as it now is, are replayed. */
  ready(run: Trained): boolean {
    return this.recording !== null && this.lastTry.covers(run)
  }

  /** Whether `prepare` has something to do. */
  stale(run: Trained): boolean {
    return !this.lastTry.covers(run)
  }

  ripen(run: Trained, eager: boolean): Ripeness {
    const ripeness = this.proceed(run, eager)
    // Kernels are measured before the first step, whoever waits for it: it is made as all others are.
    return this.recorder.measures && run.step === 0 ? 'all' : ripeness
  }

  ripened(): Promise<void> | null {
    return this.ripening.underWay
  }

  /** What a replayed step does, one line a command; null where there is none. */
  get listing(): string[] | null {
    return this.recording?.listing ?? null
  }

  /**
   * Makes a recording that fits the run. May train PROVED_STEPS steps on the way, to compare.
   * @param onRecord called before a step is recorded anew, which takes a moment
   */
  async prepare(run: Trained, onRecord: () => void): Promise<void> {
    const before = { config: run.config, dataset: run.dataset, step: run.step }
    const recordable = recordableOf(run)
    try {
      if (this.recording === null || !this.patched(this.recording, recordable)) {
        onRecord()
        await this.record(run, recordable)
      }
      this.refused = null
    } catch (thrown) {
      if (!(thrown instanceof NotRecordable)) throw thrown
      this.drop()
      this.refused = thrown.reason
    }
    this.lastTry.note(before)
  }

  /** Replays steps of a run that is `ready`. Returns how many: as many as there is room for figures. */
  play(run: Trained, count: number): number {
    const { recording } = this
    if (recording === null) throw new Error('There is no recording to replay.')
    const some = Math.min(count, this.recorder.figures.free)
    recording.play(run.step, some, run.feed.blocks, this.pace.perSubmit(recording.dispatches))
    this.recorder.figures.expect(run.step, some)
    return some
  }

  dispose(): void {
    this.drop()
    this.recorder.dispose()
  }

  private patched(recording: Recording, recordable: Recordable): boolean {
    const trace = this.recorder.glance(recordable)
    if (trace === null || !recording.patch(trace)) return false
    this.made.patches++
    return true
  }

  private proceed(run: Trained, eager: boolean): Ripeness {
    const { recorder } = this
    return this.ripening.proceed(
      run,
      () => {
        const recordable = recordableOf(run)
        if (this.isOfSameCommands(recordable)) return []
        return [
          () => recorder.aheadOfSteps(recordable),
          () => recorder.aheadOfRecording(recordable, this.shortens),
        ]
      },
      eager,
    )
  }

  /** Whether the recording that stands only needs other numbers. */
  private isOfSameCommands(recordable: Recordable): boolean {
    const { recording, recorder } = this
    if (recording === null) return false
    try {
      const trace = recorder.glance(recordable)
      return trace !== null && recording.isOf(trace)
    } catch (thrown) {
      if (thrown instanceof NotRecordable) return false
      throw thrown
    }
  }

  /** Waits until all that the run needs is compiled. */
  private async ripe(run: Trained): Promise<void> {
    while (this.proceed(run, true) !== 'all') await this.ripening.underWay
  }

  private async record(run: Trained, recordable: Recordable): Promise<void> {
    this.drop()
    this.pace.forget()
    await this.ripe(run)
    // A run that goes on is not held up for long.
    if (await this.recorder.tune(recordable, run.step === 0 ? 1 : TUNING_LATER)) {
      this.ripening.forget()
      await this.ripe(run)
    }
    let recording = (this.recording = this.recorder.record(recordable, this.shortens))
    this.made.recordings++
    if (this.shortens && !(await this.recorder.sound())) recording = this.lengthen(recordable)
    const costs = this.proved.get(keyOf(recording))
    const proved = costs === undefined ? await this.prove(run, recordable, recording) : recording
    if (costs !== undefined) recording.costs = costs
    this.proved.set(keyOf(proved), proved.costs)
    this.recorder.trim()
  }

  /**
   * Makes the next steps both ways and compares everything that was trained to the last bit. A device that rounds otherwise
   * where commands run together gets them one by one. @returns the recording that holds
   */
  private async prove(run: Trained, recordable: Recordable, recording: Recording): Promise<Recording> {
    const { game, step } = run
    const before = await game.save()
    for (let i = 0; i < PROVED_STEPS; i++) run.stepReadably()
    const expected = await game.save()
    const holds = async (tried: Recording) => {
      game.restore(before)
      this.pace.note(1, await tried.weigh(step, run.feed.blocks))
      const rest = PROVED_STEPS - 1
      tried.play(step + 1, rest, run.feed.blocks, this.pace.perSubmit(tried.dispatches))
      return sameTensors(expected, await game.save())
    }
    if (await holds(recording)) return recording
    const whole = this.shortens ? this.lengthen(recordable) : null
    if (whole !== null && (await holds(whole))) return whole
    game.restore(expected)
    throw new NotRecordable('replaying it did not give the same weights')
  }

  /** Records command by command, from now on. */
  private lengthen(recordable: Recordable): Recording {
    this.shortens = false
    this.drop()
    return (this.recording = this.recorder.record(recordable, false))
  }

  private drop(): void {
    this.recording?.dispose()
    this.recording = null
  }
}

function keyOf({ listing }: Recording): string {
  return listing.join('\n')
}

function recordableOf({ game, feed, config, step }: Trained): Recordable {
  const first = isWarm(config, step) ? 0 : config.warmStart
  return {
    // Traced as if it were another step, but of the same stage.
    step: (number) => game.step(config, feed, first + number),
    follow: (clock) => feed.follow(clock),
    held: () => feed.residentTensors,
    names: game.tensors,
  }
}
