/**
 * Makes a step, or a part of one, for somebody who looks at it. A part trained alone counts as no step and adds nothing
 * to the curves, but it leaves a mark on them: from there on the run is no longer its seed's.
 */
import type { SlowStep, StepPart } from '../../../common/protocol/report.ts'
import type { Run } from '../train/run.ts'
import type { Session } from '../session.ts'
import { Diverged } from '../train/trainer.ts'

const MARKS: Partial<Record<StepPart, string>> = {
  discriminator: 'Detective trained alone',
  generator: 'Forger trained alone',
}

/** @throws Diverged when a loss is no number; the networks are then those of the last good step */
export async function slowStep(session: Session, run: Run, part: StepPart): Promise<SlowStep> {
  await session.pause()
  const made = await run.slowStep(part)
  if (!isSound(made)) {
    const { lastGood } = session.trainer
    if (lastGood !== null) run.restore(lastGood)
    throw new Diverged(run.step)
  }
  if (part === 'both') await session.trainer.tick(run)
  const label = MARKS[part]
  if (label !== undefined && made.alone === 1) session.emit({ type: 'mark', step: run.step, label })
  if (part !== 'forwards') {
    const checkpoint = await session.trainer.checkpoint(run)
    if (part === 'both') await session.travel.timeline.keep(run, checkpoint)
    session.stageScheduler.invalidate()
    session.settle()
  }
  return made
}

function isSound({ discriminator, generator }: SlowStep): boolean {
  const losses = [...discriminator, ...(generator === null ? [] : [generator])].map(({ loss }) => loss)
  return losses.every(Number.isFinite)
}
