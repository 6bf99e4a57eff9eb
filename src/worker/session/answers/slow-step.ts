/**
 * Makes a step, or a part of one, for somebody who looks at it. A part trained alone counts as no step and adds nothing
 * to the curves, but it leaves a mark on them: from there on the run is no longer its seed's.
 */
import type { SlowStep, StepPart } from '../../../common/protocol/report.ts'
import type { Run } from '../train/run.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { Diverged, type Emit, type Trainer } from '../train/trainer.ts'

const MARKS: Partial<Record<StepPart, string>> = {
  discriminator: 'Detective trained alone',
  generator: 'Forger trained alone',
}

/** What it needs of the session. */
export interface SlowStepPorts {
  /** The run's. */
  readonly side: {
    readonly trainer: Pick<Trainer, 'lastGood' | 'tick' | 'checkpoint'>
    readonly stageScheduler: Pick<StageScheduler, 'invalidate'>
  }
  readonly travel: { readonly timeline: Pick<Timeline, 'keep'> }
  readonly emit: Emit
  pause(): Promise<void>
  /** A fresh run is no longer fresh. */
  settle(): void
}

/** @throws Diverged when a loss is no number; the networks are then those of the last good step */
export async function slowStep(session: SlowStepPorts, run: Run, part: StepPart): Promise<SlowStep> {
  const { trainer, stageScheduler } = session.side
  await session.pause()
  const made = await run.slowStep(part)
  if (!isSound(made)) {
    const { lastGood } = trainer
    if (lastGood !== null) run.restore(lastGood)
    throw new Diverged(run.step)
  }
  if (part === 'both') await trainer.tick(run)
  const label = MARKS[part]
  if (label !== undefined && made.alone === 1) session.emit({ type: 'mark', step: run.step, label })
  if (part !== 'forwards') {
    const checkpoint = await trainer.checkpoint(run)
    if (part === 'both') await session.travel.timeline.keep(run, checkpoint)
    stageScheduler.invalidate()
    session.settle()
  }
  return made
}

function isSound({ discriminator, generator }: SlowStep): boolean {
  const losses = [...discriminator, ...(generator === null ? [] : [generator])].map(({ loss }) => loss)
  return losses.every(Number.isFinite)
}
