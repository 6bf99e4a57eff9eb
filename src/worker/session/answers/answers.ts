/** Answers the page's requests, one function per kind. A missing one does not compile. */
import type { DataCard, DataChoice } from '../../../common/items/data-card.ts'
import { cardOf } from '../../data/card/card.ts'
import { generateItems } from '../../probe/samples.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import type { Request } from '../../../common/protocol/commands.ts'
import type { Answers, SideSnapshot } from '../../../common/protocol/events.ts'
import type { PerSide, SideName } from '../../../common/protocol/side.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { latentOf } from '../../../common/config/task.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import type { DatasetSummary, Profile, Snapshot } from '../../../common/protocol/report.ts'
import { SERIES_COLUMNS, type SeriesColumn } from '../../../common/numbers/series-columns.ts'
import { askedLabels } from '../classes.ts'
import { compare, configureTwin, endComparison, type OrderPorts } from '../comparison/orders.ts'
import { evaluate } from '../measure/evaluation.ts'
import * as lab from './latent-answers.ts'
import * as rows from './row-answers.ts'
import type { Run } from '../train/run.ts'
import type { Engine } from '../../compute/engine-types.ts'
import type { LearntStore } from '../build/learnt-store.ts'
import type { GalleryLoader } from '../build/dataset-loader.ts'
import type { Machine } from '../machine.ts'
import type { Observer } from '../measure/observer.ts'
import type { Side } from '../side.ts'
import type { Search } from '../search/search.ts'
import type { PictureRestoring } from '../beside/picture-restoring.ts'
import { restorePicture, startPicture } from './restore-answers.ts'
import type { FindingWords } from '../beside/finding-words.ts'
import type { RowMaking } from '../beside/row-making.ts'
import type { Worth } from '../worth/worth.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { TimeTravel } from '../timeline/time-travel.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { Trainer } from '../train/trainer.ts'
import type { LatentLab } from './latent-lab.ts'
import type { NeedMeter } from '../need/need-meter.ts'
import { needAt } from '../../../common/need/need.ts'
import { inspect, lineup, restoredRow, why, type CloseLookPorts } from './close-look.ts'
import type { Actor } from '../actor.ts'
import type { KeptRuns } from '../keep/kept-runs.ts'
import type { BestWatch } from '../timeline/best-watch.ts'
import * as kept from '../keep/shelf-answers.ts'
import { exported } from '../exports/writers.ts'
import { readRunFile } from '../exports/read-run-file.ts'
import { slowStep, type SlowStepPorts } from './slow-step.ts'

/** What it needs of a side. */
type AnsweringSide = Pick<Side, 'run' | 'shown' | 'takeOver' | 'tellNetworks'> & {
  readonly trainer: Pick<
    Trainer,
    'lastRow' | 'lastGood' | 'stepsPerSecond' | 'cost' | 'tick' | 'checkpoint' | 'restart'
  >
  readonly observer: Pick<Observer, 'metrics' | 'verdict'>
  readonly stageScheduler: Pick<
    StageScheduler,
    'pickedClass' | 'inputLatency' | 'stageView' | 'drawn' | 'attend' | 'invalidate'
  >
}

type Asked<K extends Request['kind']> = Extract<Request, { kind: K }>

/** What it needs of the session. */
export interface AnswerPorts
  extends
    Omit<OrderPorts, 'travel' | 'sides'>,
    Omit<SlowStepPorts, 'travel'>,
    Pick<kept.ShelfPorts, 'keeper'>,
    Pick<CloseLookPorts, 'judges'> {
  readonly engine: Pick<Engine, 'report' | 'memory' | 'proved'>
  readonly sides: PerSide<AnsweringSide>
  readonly machine: Pick<Machine, 'state'>
  readonly loader: Pick<GalleryLoader, 'rasterise' | 'painted'>
  readonly learnt: Pick<LearntStore, 'held'>
  readonly need: Pick<NeedMeter, 'measured' | 'now'>
  readonly search: Pick<Search, 'begin' | 'stop' | 'keep'>
  readonly beside: {
    readonly worth: Pick<Worth, 'begin' | 'stop'>
    readonly rows: Pick<RowMaking, 'begin' | 'stop'>
    readonly restoring: Pick<PictureRestoring, 'begin' | 'stop'>
    readonly words: Pick<FindingWords, 'begin' | 'stop'>
  }
  readonly lab: Pick<LatentLab, 'directions' | 'project' | 'end'>
  readonly travel: Pick<TimeTravel, 'begin' | 'goOn' | 'keepStep'> & {
    readonly timeline: Pick<Timeline, 'steps' | 'keep' | 'cutAfter' | 'keepAs'>
  }
  readonly best: Pick<BestWatch, 'choose'>
  readonly kept: Pick<KeptRuns, 'compare'>
  readonly actor: Pick<Actor, 'nudge'>
  open(files: readonly File[], how: Pick<Asked<'open'>, 'chosen' | 'goOn'>): Promise<DatasetSummary>
  reread(choice: Partial<DataChoice>): Promise<DataCard>
  configure(change: Partial<RunConfig>): Promise<RunConfig>
  resume(): void
  trainFor(steps: number): Promise<void>
  reset(): Promise<void>
  reproduce(): Promise<void>
  rewind(step: number | null): Promise<number | null>
  branch(step: number): Promise<void>
}

type Answering = {
  [K in Request['kind']]: (
    session: AnswerPorts,
    body: Extract<Request, { kind: K }>,
    leave: () => void,
  ) => Promise<Answers[K]> | Answers[K]
}

const ANSWERS: Answering = {
  open: (session, { files, chosen, goOn }) =>
    session.open(files, { ...(chosen && { chosen }), ...(goOn && { goOn }) }),
  reread: (session, { choice }) => session.reread(choice),
  data: ({ sides }) => {
    const { run } = sides.run
    return run === null ? null : cardOf(run.dataset.summary)
  },
  thumbs: ({ sides }, { perClass, most }) => {
    const { run } = sides.run
    return run === null ? null : (kindOf(run.dataset).thumbs?.of(run.dataset, { perClass, most }) ?? null)
  },
  configure: (session, { side, change }) =>
    side === 'run' ? session.configure(change) : configureTwin(session, change),
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
  snapshot: async (session, { side }) => {
    if (side === 'twin') await session.keepStep()
    return sideSnapshot(session, side)
  },
  // What is shown is what is asked: networks of a past step while somebody looks back.
  generate: async (session, { latents, count, labels }) => {
    const run = shownOf(session)
    lab.demandLatents(run.game.latent, latents.length, count)
    const data = await generateItems(run.game, run.config, latents, count, askedLabels(run, labels, count))
    return { shape: [count, ...run.game.itemShape], data }
  },
  // The networks may be trained between two questions to them, but must not be rebuilt: nobody leaves early.
  'compare-rows': ({ sides }, { side, count }) => rows.compareRows(sides[side].shown, count),
  'make-rows': async (session, { asked }, leave) => {
    const { over } = await session.beside.rows.begin(shownOf(session), asked)
    leave()
    return over
  },
  'stop-rows': async (session) => {
    await session.beside.rows.stop()
    return null
  },
  'row-report': (session, { pairs }) => rows.reportRows(shownOf(session), pairs),
  'fill-row': (session, { cells, seed }) => rows.fillRow(shownOf(session), cells, seed),
  restore: (session, { file, name, way }, leave) =>
    restorePicture(
      { loader: session.loader, restoring: session.beside.restoring },
      shownOf(session),
      { file, name, ...(way === undefined ? {} : { way }) },
      leave,
    ),
  'stop-restoring': async (session) => {
    await session.beside.restoring.stop()
    return null
  },
  'start-picture': (session, { index, way }) => startPicture(shownOf(session), index, way),
  noise: (session, { seed, count }) => {
    const latent = latentOf(session.config)
    const stream = fork(streamFor(seed, 'walk'), 0)
    const data = latent === 0 ? new Float32Array(0) : latentNoise(session.config, stream, count)
    return { shape: [count, latent], data }
  },
  evaluate: async (session, { samples }, leave) => {
    wholeNumber(samples, 1)
    const run = runOf(session)
    return evaluate(run, samples, session.judges.classifierOf(run.dataset), leave)
  },
  need: async ({ sides, machine, need }) => {
    const { run, trainer } = sides.run
    if (run === null) return null
    const live = machine.state === 'running' ? trainer.stepsPerSecond : 0
    return needAt(live > 0 ? need.now(run) : await need.measured(run), run.step, live)
  },
  profile: (session) => profile(session),
  recording: ({ sides }) => {
    const listing = sides.run.run?.replay?.listing ?? null
    return listing === null ? null : [...listing]
  },
  weights: async (session, { side }) => {
    if (side === 'twin') await session.keepStep()
    return session.sides[side].run?.game.weights() ?? null
  },
  timeline: (session) => session.travel.timeline.steps,
  rewind: (session, { step }) => session.rewind(step),
  branch: async (session, { step }) => {
    await session.branch(step)
    return snapshot(session)
  },
  'keep-step': (session, { step, name }) => session.travel.keepStep(step, name),
  'release-step': (session, { step }) => {
    session.travel.timeline.keepAs(step, null)
    return null
  },
  'keep-best': (session, { figure }) => {
    session.best.choose(figure)
    session.actor.nudge()
    return null
  },
  compare: async (session, { change, from }) => {
    await compare(session, change, from)
    return null
  },
  'end-comparison': async (session, { keep }) => {
    await endComparison(session, keep)
    return null
  },
  find: async (session, { budget, goOn }, leave) => {
    const { over } = await session.search.begin(budget, goOn)
    leave()
    return over
  },
  'stop-finding': async (session) => {
    await session.search.stop()
    return null
  },
  worth: async (session, { options }, leave) => {
    const { over } = await session.beside.worth.begin(shownOf(session), options)
    leave()
    return over
  },
  'stop-worth': async (session) => {
    await session.beside.worth.stop()
    return null
  },
  words: async (session, { ids }, leave) => {
    const { over } = await session.beside.words.begin(runOf(session), shownOf(session), ids)
    leave()
    return over
  },
  'stop-words': async (session) => {
    await session.beside.words.stop()
    return null
  },
  'keep-candidate': async (session, { id }) => {
    await session.search.keep(id)
    return snapshot(session)
  },
  trace: async (session) => {
    const run = runOf(session)
    const { trainer, stageScheduler } = session.sides.run
    const trace = await run.trace()
    await trainer.tick(run)
    await session.travel.timeline.keep(run, trainer.checkpoint(run))
    stageScheduler.invalidate()
    session.settle()
    return trace
  },
  directions: (session, { method }) => session.lab.directions(runOf(session), shownOf(session), method),
  look: (session, body) => lab.look(shownOf(session), body, session.sides.run.stageScheduler.pickedClass),
  reals: (session, body) => lab.reals(runOf(session), body),
  picture: (session, body) => lab.picture(session.loader, runOf(session), body),
  project: async (session, { item }, leave) => {
    const found = session.lab.project(shownOf(session), item, session.sides.run.stageScheduler.pickedClass)
    leave()
    return found
  },
  'end-projection': (session) => {
    session.lab.end()
    return null
  },
  inspect: (session, { side, target }) => inspect(session, side, target),
  why: (session, { side, target }, leave) => why(session, side, target, leave),
  lineup: (session, { seed, count }) => lineup(shownOf(session), seed, count),
  'restored-row': (session, { side, row }) => Promise.resolve(restoredRow(session, side, row)),
  export: (session, body, leave) =>
    exported(
      shownOf(session),
      body,
      {
        run: runOf(session),
        painted: session.loader.painted,
        learnt: (config) => session.learnt.held(config),
        rows: session.beside.rows,
      },
      leave,
    ),
  'read-run': async (_, { file }, leave) => {
    leave()
    return readRunFile(file)
  },
  shelf: (session, { also }, leave) => {
    leave()
    return kept.shelf(session, also)
  },
  'keep-run': (session, { name }) => kept.keepRun(session, name),
  'rename-run': (session, { id, name }) => kept.rename(session, id, name),
  'duplicate-run': (session, { id }) => kept.duplicate(session, id),
  'delete-run': (session, { id }) => kept.remove(session, id),
  'undelete-run': (session, { id }) => kept.restore(session, id),
  'compare-kept': async (session, { id }) => {
    await session.kept.compare(id)
    return null
  },
  reproduce: async (session) => {
    await session.reproduce()
    return null
  },
  'adopt-run': (session, body) => kept.adopt(session, body),
  'slow-step': (session, { part }) => slowStep(session, runOf(session), part),
}

/**
 * Answers one request. Rejects with a GanvasError that the page shows or throws at the script.
 * @param leave called early by answers that take long but need the networks to themselves only at first
 */
export async function answer<K extends Request['kind']>(
  session: AnswerPorts,
  body: Extract<Request, { kind: K }>,
  leave: () => void,
): Promise<Answers[K]> {
  return ANSWERS[body.kind](session, body, leave)
}

function runOf({ sides }: Pick<AnswerPorts, 'sides'>): Run {
  if (sides.run.run !== null) return sides.run.run
  throw new GanvasError('no-data', 'There is no dataset yet.', 'Pick one from the gallery or add files.')
}

/** What is looked at: the run, or a step of its past. */
function shownOf(session: Pick<AnswerPorts, 'sides'>): Shown {
  return session.sides.run.shown ?? runOf(session)
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

function snapshot(session: AnswerPorts, of: SideName = 'run'): Snapshot {
  const { run, trainer, observer } = session.sides[of]
  const { backend, adapter } = session.engine.report
  const figure = (column: SeriesColumn) => trainer.lastRow[SERIES_COLUMNS.indexOf(column)] ?? NaN
  return {
    step: run?.step ?? 0,
    state: session.machine.state,
    backend,
    adapter,
    lossG: figure('lossG'),
    lossD: figure('lossD'),
    realScore: figure('realScore'),
    fakeScore: figure('fakeScore'),
    stepsPerSecond: trainer.stepsPerSecond,
    metrics: observer.metrics,
    verdict: observer.verdict,
  }
}

/** Null where there is no such side; the run's is there even before it stands. */
function sideSnapshot(session: AnswerPorts, of: SideName): SideSnapshot | null {
  const { run } = session.sides[of]
  if (run === null && of === 'twin') return null
  const since = of === 'twin' ? session.comparison.since : 0
  return { ...snapshot(session, of), config: run?.config ?? session.config, since }
}

function profile({ sides, machine, engine }: AnswerPorts): Profile {
  const { run, trainer, stageScheduler } = sides.run
  // What is looked at while nothing trains is no cost of steps.
  if (machine.state !== 'running') trainer.cost.forget()
  const { bytes, tensors } = engine.memory()
  return {
    recorded: run !== null && run.replay?.ready(run) === true,
    ...trainer.cost.take(),
    gpuBytes: bytes,
    tensors,
    proved: engine.proved?.() ?? {},
    handMs: stageScheduler.inputLatency.last,
    handWorstMs: stageScheduler.inputLatency.longest,
  }
}
