/** Answers the page's requests, one function per kind. A missing one does not compile. */
import { generateItems } from '../../probe/samples.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import type { Request } from '../../../common/protocol/commands.ts'
import type { Answers } from '../../../common/protocol/events.ts'
import { GanvasError } from '../../../common/failure.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import type { Profile, Snapshot } from '../../../common/protocol/report.ts'
import { SERIES_COLUMNS, type SeriesColumn } from '../../../common/numbers/series-columns.ts'
import { askedLabels } from '../classes.ts'
import { configureTwin, endTwin, startTwin } from '../comparison/comparison.ts'
import { evaluate } from '../measure/evaluation.ts'
import * as lab from './latent-answers.ts'
import type { Run } from '../train/run.ts'
import type { Session } from '../session.ts'
import { inspect, lineup, why } from './close-look.ts'
import { slowStep } from './slow-step.ts'

type Answering = {
  [K in Request['kind']]: (
    session: Session,
    body: Extract<Request, { kind: K }>,
    leave: () => void,
  ) => Promise<Answers[K]> | Answers[K]
}

const ANSWERS: Answering = {
  open: (session, { files }) => session.open(files),
  configure: (session, { change }) => session.configure(change),
  train: async (session, { steps }, leave) => {
    wholeNumber(steps, 1)
    const trained = session.trainFor(steps)
    leave()
    await trained
    return snapshot(session)
  },
  run: (session) => {
    session.resume()
    return snapshot(session)
  },
  pause: async (session) => {
    await session.pause()
    return snapshot(session)
  },
  reset: async (session) => {
    await session.reset()
    return snapshot(session)
  },
  snapshot: (session) => snapshot(session),
  // What is shown is what is asked: networks of a past step while somebody looks back.
  generate: async (session, { latents, count, labels }) => {
    const run = session.travel.shown ?? runOf(session)
    if (latents.length !== count * run.game.latent) {
      throw new GanvasError(
        'bad-latent',
        `A latent vector has ${run.game.latent} numbers here; ${latents.length} came for ${count} samples.`,
        'Give one array of that length per sample.',
      )
    }
    const data = await generateItems(run.game, run.config, latents, count, askedLabels(run, labels, count))
    return { shape: [count, ...run.game.itemShape], data }
  },
  noise: (session, { seed, count }) => {
    const data = latentNoise(session.config, fork(streamFor(seed, 'walk'), 0), count)
    return { shape: [count, session.config.latent], data }
  },
  evaluate: async (session, { samples }, leave) => {
    wholeNumber(samples, 1)
    const run = runOf(session)
    return evaluate(run, samples, session.classifiers.classifierOf(run.dataset), leave)
  },
  profile: (session) => profile(session),
  recording: (session) => session.run?.replay?.listing ?? null,
  weights: (session) => runOf(session).game.weights(),
  timeline: (session) => session.travel.timeline.steps,
  rewind: (session, { step }) => session.rewind(step),
  branch: async (session, { step }) => {
    await session.branch(step)
    return snapshot(session)
  },
  'twin-start': (session, { change, from }) => startTwin(session, change, from),
  'twin-configure': (session, { change }) => configureTwin(session, change),
  'twin-end': (session, { keep }) => endTwin(session, keep),
  'twin-snapshot': async (session) => {
    await session.keepStep()
    return session.twin.snapshot()
  },
  'twin-weights': async (session) => {
    await session.keepStep()
    return session.twin.run?.game.weights() ?? null
  },
  trace: async (session) => {
    const run = runOf(session)
    const trace = await run.trace()
    await session.trainer.tick(run)
    await session.travel.timeline.keep(run, session.trainer.checkpoint(run))
    session.stageScheduler.invalidate()
    session.settle()
    return trace
  },
  directions: (session, body) => lab.directions(session, runOf(session), body),
  look: (session, body) =>
    lab.look(lab.shownOf(session, runOf(session)), body, session.stageScheduler.pickedClass),
  reals: (session, body) => lab.reals(runOf(session), body),
  picture: (session, body) => lab.picture(session, runOf(session), body),
  project: async (session, { item }, leave) => {
    const found = session.lab.project(
      lab.shownOf(session, runOf(session)),
      item,
      session.stageScheduler.pickedClass,
    )
    leave()
    return found
  },
  'end-projection': (session) => {
    session.lab.end()
    return null
  },
  inspect: (session, { target }) => inspect(session, target),
  why: (session, { target }, leave) => why(session, target, leave),
  lineup: (session, { seed, count }) => lineup(lab.shownOf(session, runOf(session)), seed, count),
  'slow-step': (session, { part }) => slowStep(session, runOf(session), part),
}

/**
 * Answers one request. Rejects with a GanvasError that the page shows or throws at the script.
 * @param leave called early by answers that take long but need the networks to themselves only at first
 */
export async function answer<K extends Request['kind']>(
  session: Session,
  body: Extract<Request, { kind: K }>,
  leave: () => void,
): Promise<Answers[K]> {
  return ANSWERS[body.kind](session, body, leave)
}

function runOf(session: Session): Run {
  if (session.run === null) {
    throw new GanvasError('no-data', 'There is no dataset yet.', 'Pick one from the gallery or add files.')
  }
  return session.run
}

function wholeNumber(value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new GanvasError(
      'bad-count',
      `${value} is not a whole number of at least ${least}.`,
      'Give a count.',
    )
  }
}

function snapshot(session: Session): Snapshot {
  const { run, trainer, observer, engine, machine } = session
  const figure = (column: SeriesColumn) => trainer.lastRow[SERIES_COLUMNS.indexOf(column)] ?? NaN
  return {
    step: run?.step ?? 0,
    state: machine.state,
    backend: engine.report.backend,
    adapter: engine.report.adapter,
    lossG: figure('lossG'),
    lossD: figure('lossD'),
    realScore: figure('realScore'),
    fakeScore: figure('fakeScore'),
    stepsPerSecond: trainer.stepsPerSecond,
    metrics: observer.metrics,
    verdict: observer.verdict,
  }
}

function profile(session: Session): Profile {
  const { run, trainer, machine } = session
  // What is looked at while nothing trains is no cost of steps.
  if (machine.state !== 'running') trainer.cost.forget()
  const { bytes, tensors } = session.engine.memory()
  return {
    recorded: run !== null && run.replay?.ready(run) === true,
    ...session.trainer.cost.take(),
    gpuBytes: bytes,
    tensors,
    handMs: session.stageScheduler.inputLatency.last,
    handWorstMs: session.stageScheduler.inputLatency.longest,
  }
}
