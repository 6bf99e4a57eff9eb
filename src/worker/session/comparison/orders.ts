/**
 * What a person can do with a comparison: begin it, change its twin, keep one of the two. Puts run and twin together; how
 * the twin keeps step is comparison.ts' work.
 */
import { acceptChange } from '../../../common/config/accept.ts'
import { describeChange, effectOf } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { followShared, ownPart } from '../../../common/config/twin.ts'
import type { PerSide, SideName } from '../../../common/protocol/side.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Side } from '../side.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import type { TimeTravel } from '../timeline/time-travel.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { Run } from '../train/run.ts'
import type { Emit, Trainer } from '../train/trainer.ts'
import type { Comparison } from './comparison.ts'

/** What it needs of the session. */
export interface OrderPorts {
  /** The run's settings in force. */
  readonly config: RunConfig
  readonly sides: {
    readonly run: Pick<Side, 'run' | 'takeOver' | 'tellNetworks'> & {
      readonly trainer: Pick<Trainer, 'restart' | 'checkpoint'>
      readonly stageScheduler: Pick<StageScheduler, 'invalidate'>
    }
    readonly twin: Pick<Side, 'run'>
  }
  readonly comparison: Pick<Comparison, 'since' | 'begin' | 'fork' | 'change' | 'end' | 'handOver'>
  readonly travel: Pick<TimeTravel, 'begin' | 'goOn'> & { readonly timeline: Pick<Timeline, 'cutAfter'> }
  readonly emit: Emit
  /** These settings are the run's from now on. */
  takeConfig(config: RunConfig): void
  /** Brings the twin to the run's step, figures included. */
  keepStep(): Promise<void>
  /** Builds the run anew from its seed. */
  restartRun(): Promise<void>
}

/** Begins a comparison, or begins it anew with another twin. */
export async function compare(
  session: OrderPorts,
  change: Partial<RunConfig>,
  from: 'start' | 'now',
): Promise<void> {
  const run = runOf(session)
  const next = acceptChange(session.config, ownPart(change), run.dataset.summary)
  const config = followShared(next, session.config)
  if (from === 'now' && run.step > 0) {
    await session.comparison.fork(run, config, run.step)
    mark(session, `Twin: ${describeChange(run.config, config) || 'the same'}`)
    return
  }
  session.comparison.end()
  if (run.step > 0) await session.restartRun()
  await session.comparison.begin(runOf(session), config)
  // At once: training may begin before anybody notes where the twin began, and then neither could go back there.
  await session.keepStep()
}

/** Changes settings of the twin alone. What its networks cannot take begins both anew. */
export async function configureTwin(session: OrderPorts, change: Partial<RunConfig>): Promise<RunConfig> {
  const twin = twinOf(session)
  runOf(session)
  // No figure of the old networks may be lost.
  await session.keepStep()
  const before = twin.config
  const next = acceptChange(before, ownPart(change), twin.dataset.summary)
  switch (effectOf(before, next)) {
    case 'none':
      break
    case 'live':
      session.comparison.change(next)
      mark(session, `Twin: ${describeChange(before, next)}`)
      break
    case 'discriminator':
    case 'rebuild':
    case 'restart':
      await forkOrRestart(session, twin, next)
  }
  return twinOf(session).config
}

async function forkOrRestart(session: OrderPorts, twin: Run, next: RunConfig): Promise<void> {
  const before = twin.config
  try {
    await session.comparison.fork(twin, next, session.comparison.since)
    mark(session, `Twin: ${describeChange(before, next)}`)
  } catch (thrown) {
    if (!(thrown instanceof GanvasError) || thrown.code !== 'twin-needs-start') throw thrown
    await compare(session, next, 'start')
  }
}

/** Ends the comparison. The side that is kept is the run from then on. */
export async function endComparison(session: OrderPorts, keep: SideName): Promise<void> {
  twinOf(session)
  if (keep === 'run') {
    session.comparison.end()
    return
  }
  const { since } = session.comparison
  if (!session.comparison.handOver(session.sides.run)) {
    throw new GanvasError(
      'twin-diverged',
      'The twin diverged: there is nothing to go on with.',
      'Keep the run.',
    )
  }
  await goOnAs(session, runOf(session), since)
}

/** What was the twin is the run: tells its settings and networks, and what of the film is its past. */
async function goOnAs(session: OrderPorts, kept: Run, since: number): Promise<void> {
  const { run: side } = session.sides
  session.takeConfig(kept.config)
  side.tellNetworks()
  side.trainer.restart(kept)
  const checkpoint = await side.trainer.checkpoint(kept)
  if (since === 0) await session.travel.begin(kept, checkpoint)
  else {
    session.travel.timeline.cutAfter(since)
    await session.travel.goOn(kept, checkpoint)
  }
  side.stageScheduler.invalidate()
}

function mark(session: OrderPorts, label: string): void {
  const { step } = runOf(session)
  if (step > 0) session.emit({ type: 'mark', step, label })
}

interface Sides {
  readonly sides: PerSide<Pick<Side, 'run'>>
}

function twinOf({ sides }: Sides): Run {
  if (sides.twin.run !== null) return sides.twin.run
  throw new GanvasError('no-twin', 'Nothing is being compared.', 'Begin a comparison first.')
}

function runOf({ sides }: Sides): Run {
  if (sides.run.run !== null) return sides.run.run
  throw new GanvasError('no-data', 'There is no dataset yet.', 'Pick one from the gallery or add files.')
}
