/**
 * What a person can do with a comparison: begin it, change its twin, keep one of the two. Puts session and twin
 * together; how the twin keeps step is twin.ts' work.
 */
import { acceptChange } from '../../../common/config/accept.ts'
import { describeChange, effectOf } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { followShared, ownPart } from '../../../common/config/twin.ts'
import type { TwinStanding } from '../../../common/protocol/twin.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Run } from '../train/run.ts'
import type { Session } from '../session.ts'

/** Begins a comparison, or begins it anew with another twin. */
export async function startTwin(
  session: Session,
  change: Partial<RunConfig>,
  from: 'start' | 'now',
): Promise<TwinStanding> {
  const run = runOf(session)
  const next = acceptChange(session.config, ownPart(change), run.dataset.summary)
  const config = followShared(next, session.config)
  if (from === 'now' && run.step > 0) {
    await session.twin.fork(run, config, run.step)
    mark(session, run, `Twin: ${describeChange(run.config, config) || 'the same'}`)
    return standing(session)
  }
  session.twin.end()
  if (run.step > 0) await session.restartRun()
  await session.twin.begin(runOf(session), config)
  return standing(session)
}

/** Changes settings of the twin alone. What its networks cannot take begins both anew. */
export async function configureTwin(session: Session, change: Partial<RunConfig>): Promise<TwinStanding> {
  const { run: twin } = session.twin
  const run = runOf(session)
  if (twin === null) throw noTwin()
  // No figure of the old networks may be lost.
  await session.keepStep()
  const before = twin.config
  const next = acceptChange(before, ownPart(change), twin.dataset.summary)
  switch (effectOf(before, next)) {
    case 'none':
      break
    case 'live':
      session.twin.change(next)
      mark(session, run, `Twin: ${describeChange(before, next)}`)
      break
    case 'discriminator':
    case 'rebuild':
    case 'restart':
      await forkOrRestart(session, twin, next)
  }
  return standing(session)
}

async function forkOrRestart(session: Session, twin: Run, next: RunConfig): Promise<void> {
  const { since } = standing(session)
  const before = twin.config
  try {
    await session.twin.fork(twin, next, since)
    mark(session, runOf(session), `Twin: ${describeChange(before, next)}`)
  } catch (thrown) {
    if (!(thrown instanceof GanvasError) || thrown.code !== 'twin-needs-start') throw thrown
    await startTwin(session, next, 'start')
  }
}

/** Ends the comparison. The side that is kept is the run from then on. */
export async function endTwin(session: Session, keep: 'run' | 'twin'): Promise<null> {
  if (session.twin.run === null) throw noTwin()
  if (keep === 'run') {
    session.twin.end()
    return null
  }
  const kept = session.twin.release()
  if (kept === null) {
    throw new GanvasError(
      'twin-diverged',
      'The twin diverged: there is nothing to go on with.',
      'Keep the run.',
    )
  }
  await takeOver(session, kept.run, kept.since)
  return null
}

/** The twin of a comparison becomes the run: with its networks, its figures and its verdict. */
async function takeOver(session: Session, kept: Run, since: number): Promise<void> {
  session.run?.dispose()
  session.run = kept
  session.config = kept.config
  session.observer.takeOver(session.twin.observer)
  session.trainer.lastRow = session.twin.trainer.lastRow.slice()
  session.emit({ type: 'twin-kept', since })
  session.emit({ type: 'twin', twin: null })
  session.emit({ type: 'config', config: kept.config })
  const { generator, discriminator, latent } = kept.game
  session.emit({ type: 'networks', generator, discriminator, latent })
  session.trainer.restart(kept)
  const checkpoint = await session.trainer.checkpoint(kept)
  if (since === 0) await session.travel.begin(kept, checkpoint)
  else {
    session.travel.timeline.cutAfter(since)
    await session.travel.goOn(kept, checkpoint)
  }
  session.stageScheduler.invalidate()
}

function mark(session: Session, run: Run, label: string): void {
  if (run.step > 0) session.emit({ type: 'mark', step: run.step, label })
}

function standing(session: Session): TwinStanding {
  const found = session.twin.standing()
  if (found === null) throw noTwin()
  return found
}

function noTwin(): GanvasError {
  return new GanvasError('no-twin', 'Nothing is being compared.', 'Begin a comparison first.')
}

function runOf(session: Session): Run {
  if (session.run === null)
    throw new GanvasError('no-data', 'There is no dataset yet.', 'Pick one from the gallery or add files.')
  return session.run
}
