/**
 * Trains a run again as it was trained: begins with the settings it began with, and makes each of its changes again at its step, so
 * that the same numbers come. Trains nothing itself.
 */
import type { Change } from '../../../common/config/run-story.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { How } from '../build/builder.ts'
import { keptDataset } from '../build/fit-config.ts'
import type { Side } from '../side.ts'
import type { Run } from './run.ts'

/** What it needs of the session. */
export interface RehearsalPorts {
  readonly side: Pick<Side, 'run'>
  /** The settings in force. */
  readonly config: RunConfig
  rebuild(config: RunConfig, how: How): Promise<void>
  /** Takes a change as the person made it. */
  change(change: Partial<RunConfig>): Promise<unknown>
}

export class Rehearsal {
  private left: readonly Change[] = []

  constructor(private readonly ports: RehearsalPorts) {}

  /** Builds the run anew as it began. @throws GanvasError `no-story` */
  async begin(): Promise<void> {
    const { side, config: now } = this.ports
    const { run } = side
    const story = run?.story ?? null
    if (run === null || story === null) throw noStory()
    const { backend, precision, speed, autostart } = now
    const config = { ...story.first, backend, precision, speed, autostart, steps: run.step }
    await this.ports.rebuild(config, { running: false, ...keptDataset(run, config) })
    this.left = story.changes
    if (side.run !== null) await this.at(side.run)
  }

  /** Somebody goes another way. @returns whether there was something left to be made again */
  end(): boolean {
    const was = this.left.length > 0
    this.left = []
    return was
  }

  /** The step that must not be passed before the next change is made; Infinity where none is left. */
  get next(): number {
    return this.left[0]?.step ?? Infinity
  }

  /** Makes the changes of this step. */
  async at(run: Run): Promise<void> {
    const { step } = run
    const due = this.left.filter((change) => change.step <= step)
    this.left = this.left.filter((change) => change.step > step)
    for (const { change, alone } of due) {
      if (alone === undefined) await this.ports.change(change)
      else await this.ports.side.run?.slowStep(alone)
    }
  }
}

function noStory(): GanvasError {
  return new GanvasError(
    'no-story',
    'How this run came here cannot be told as data: it is of an earlier edition, or was painted while it trained.',
    'Go on from a step of its timeline, or begin anew with Reset.',
  )
}
