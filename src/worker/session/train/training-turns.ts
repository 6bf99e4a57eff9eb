/**
 * What one turn of the actor trains: as long as the pace and the hand allow, and never past the step at which somebody wants the run
 * to stop or a rehearsed change to be made. Decides nothing about when a turn comes.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Actor } from '../actor.ts'
import type { Governor } from '../schedule/speed.ts'
import type { StepYield } from '../schedule/step-yield.ts'
import type { Side } from '../side.ts'
import type { Target } from '../target.ts'
import { compileStep } from './compile-step.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Run } from './run.ts'
import type { Emit } from './trainer.ts'

/** While nothing can be trained yet, messages are heard so often. */
const HEARING_MS = 50

/** Slices of training while the hand moves. */
const HAND_SLICE_MS = 6

/** What it needs of the session. */
export interface TurnPorts {
  readonly config: RunConfig
  readonly sides: {
    readonly run: Pick<Side, 'trainer' | 'stageScheduler' | 'looksBack'>
    readonly twin: Pick<Side, 'run'>
  }
  readonly target: Pick<Target, 'step'>
  readonly rehearsal: Pick<Rehearsal, 'next' | 'at'>
  readonly governor: Pick<Governor, 'pace'>
  readonly stepYield: StepYield
  readonly emit: Emit
  readonly actor: Pick<Actor, 'nudge'>
  pause(): Promise<void>
}

const sleep = (milliseconds: number) => new Promise<void>((wake) => setTimeout(wake, milliseconds))

export class TrainingTurns {
  /** Whether somebody waits for what is compiled for a run that stands. */
  private readies = false

  constructor(private readonly ports: TurnPorts) {}

  /** While nothing trains: has compiled what the next steps will need, so that they come at once. */
  makeReady(run: Run): void {
    if (this.readies || !run.needsCompiling(Infinity)) return
    run.ripen(true)
    const coming = run.ripened()
    if (coming === null) return
    this.readies = true
    void coming.then(() => {
      this.readies = false
      this.ports.actor.nudge()
    })
  }

  /** Longest turn, milliseconds. */
  get sliceMs(): number {
    const { governor, sides } = this.ports
    const { sliceMs } = governor.pace
    const moves = sides.run.stageScheduler.inputPriority.moves(performance.now())
    return moves ? Math.min(sliceMs, HAND_SLICE_MS) : sliceMs
  }

  /** Trains for a turn; pauses where the run is to stop. @throws Diverged */
  async train(run: Run): Promise<void> {
    const { ports } = this
    const { config, rehearsal, sides, stepYield } = ports
    const stop = config.steps > run.step ? config.steps : Infinity
    const until = Math.min(ports.target.step, stop)
    const pausing = Math.min(until, rehearsal.next)
    const { trainer, stageScheduler } = sides.run
    if (run.needsCompiling(pausing - run.step)) {
      // Who watches sees the run move meanwhile; a script that asked for steps wants them done.
      const ripeness = ports.target.step === Infinity ? run.ripen(false) : 'all'
      if (ripeness === 'nothing') {
        await Promise.race([run.ripened(), sleep(HEARING_MS)])
        return
      }
      if (ripeness === 'all') {
        await compileStep(run, ports.emit)
        trainer.cost.forget()
      }
    }
    // The twin takes as long for the same steps.
    const trained = sides.twin.run === null ? 1 : 2
    await trainer.slice(run, pausing, this.sliceMs / trained, stepYield)
    // Somebody may have begun to look back meanwhile.
    if (!sides.run.looksBack) stageScheduler.expire()
    if (run.step >= rehearsal.next) await rehearsal.at(run)
    if (run.step >= until) await ports.pause()
  }
}
