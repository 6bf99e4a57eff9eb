/** A client whose events and answers the test writes: the store is tested against it, without a worker. */
import type { Client } from '../../../src/page/client/client-types.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { yieldToTasks } from '../../../src/common/yield.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { READERS_CHOICE, type DataCard } from '../../../src/common/items/data-card.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import type { DatasetSummary, SlowStep, Snapshot } from '../../../src/common/protocol/report.ts'
import type { NetworksReport } from '../../../src/common/protocol/report.ts'
import type { RunSummary } from '../../../src/common/protocol/shelf.ts'
import type { SideName } from '../../../src/common/protocol/side.ts'
import { weighed } from './weighed.ts'
import { SERIES_COLUMNS, type SeriesColumn } from '../../../src/common/numbers/series-columns.ts'

export interface Script {
  client: Client
  /** Says an event of the run. */
  emit: (event: WorkerEvent) => void
  /** Names of the calls, with their first argument, in order. */
  calls: [name: string, argument?: unknown][]
  /** Settles the oldest unanswered configure: with the config in force, or with what is thrown. */
  answer: { taken: (config: RunConfig) => void; refused: (thrown: Error) => void }[]
  /** What open resolves or rejects with. */
  opening: { summary?: DatasetSummary; thrown?: Error }
  /** What lies on the shelf. */
  kept: { runs: RunSummary[] }
}

export const SNAPSHOT: Snapshot = {
  step: 0,
  state: 'ready',
  backend: 'cpu',
  adapter: '',
  lossG: NaN,
  lossD: NaN,
  realScore: NaN,
  fakeScore: NaN,
  stepsPerSecond: 0,
  metrics: { samples: 0 },
  verdict: { kind: 'warming-up', since: 0, evidence: [] },
}

/** A look forwards at nothing. */
const SLOW_STEP: SlowStep = { part: 'forwards', step: 0, alone: 0, discriminator: [], generator: null }

export const SUMMARY: DatasetSummary = {
  id: 'own',
  label: 'Your files',
  item: { kind: 'picture', size: 32, channels: 3 },
  count: 12,
  size: 32,
  channels: 3,
  classes: [],
  skipped: [],
  fingerprint: 'f',
}

export const CARD: DataCard = {
  label: 'Your files',
  item: SUMMARY.item,
  count: 12,
  classes: [],
  files: 12,
  leftOut: [],
  guesses: [],
  troubles: [],
  sizes: null,
  choice: READERS_CHOICE,
}

export function scriptedClient(): Script {
  const listeners = new Set<(event: WorkerEvent) => void>()
  const calls: Script['calls'] = []
  const answer: Script['answer'] = []
  const opening: Script['opening'] = { summary: SUMMARY }
  const kept: Script['kept'] = { runs: [] }
  const note = <T>(name: string, value: T, argument?: unknown): Promise<T> => {
    calls.push([name, argument])
    return Promise.resolve(value)
  }
  const client: Client = {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    run: () => note('run', SNAPSHOT),
    train: (steps) => note('train', SNAPSHOT, steps),
    pause: () => note('pause', SNAPSHOT),
    reset: () => note('reset', SNAPSHOT),
    slowStep: (part) => note('slowStep', { ...SLOW_STEP, part }, part),
    configure: (change) => {
      calls.push(['configure', change])
      return new Promise((taken, refused) => answer.push({ taken, refused }))
    },
    reread: (choice) => {
      calls.push(['reread', choice])
      if (opening.thrown !== undefined) return Promise.reject(opening.thrown)
      return Promise.resolve(CARD)
    },
    open: (files) => {
      calls.push(['open', files])
      if (opening.thrown !== undefined) return Promise.reject(opening.thrown)
      return Promise.resolve(opening.summary ?? SUMMARY)
    },
    thumbs: (perClass) => note('thumbs', null, perClass),
    compare: (change) => note('compare', null, change),
    configureTwin: (change) => note('configureTwin', ring(change), change),
    endComparison: (keep) => note('endComparison', null, keep),
    find: (budget) => note('find', [], budget),
    stopFinding: () => note('stopFinding', null),
    keepCandidate: (id) => note('keepCandidate', SNAPSHOT, id),
    worth: (options) => note('worth', weighed(), options),
    stopWorth: () => note('stopWorth', null),
    cancelOpen: () => void calls.push(['cancelOpen']),
    rewind: (step) => note('rewind', step, step),
    branch: (step) => note('branch', SNAPSHOT, step),
    keepStep: (step) => note('keepStep', step ?? 0, step),
    releaseStep: (step) => note('releaseStep', null, step),
    keepBest: (figure) => note('keepBest', null, figure),
    noise: (seed, count) => note('noise', { shape: [count, 2], data: Float32Array.of(seed, 2) }, seed),
    setLatent: (latent) => void calls.push(['setLatent', latent]),
    inspect: (_, target) => note('inspect', null, target),
    view: (view) => void calls.push(['view', view]),
    paint: (density) => void calls.push(['paint', density]),
    attach: () => ({ resize: () => undefined, detach: () => undefined }),
    note: (notes) => void calls.push(['note', notes]),
    shelf: {
      runs: () => Promise.resolve(kept.runs),
      keep: (name) => note('keep', kept.runs[0] ?? null, name),
      open: (id) => note('openRun', { step: 30, missing: null }, id),
      rename: (id) => note('rename', null, id),
      duplicate: (id) => note('duplicate', null, id),
      remove: (id) => note('remove', null, id),
      restore: (id) => note('restore', null, id),
      compare: (id) => note('compareKept', null, id),
      reproduce: () => note('reproduce', null),
    },
    load: (file) => note('load', { step: 30, missing: null }, file),
    keepNow: () => note('keepNow', 'k'),
    exportFile: (format) => note('exportFile', { name: `run.${format}`, file: new Blob(['x']) }, format),
    lab: {
      directions: (method) => note('directions', { directions: [], step: 0, milliseconds: 1 }, method),
      look: (latents, count) =>
        note(
          'look',
          { shape: [count, 2], data: new Float32Array(2 * count), scores: new Float32Array(count) },
          latents,
        ),
      reals: (seed, count) => note('reals', { shape: [count, 2], data: new Float32Array(2 * count) }, seed),
      picture: (file) => note('picture', { shape: [1, 2], data: new Float32Array(2) }, file),
      project: (item) =>
        note(
          'project',
          { latent: Float32Array.of(9, 9), difference: 0, relative: 0, done: 1, total: 1 },
          item,
        ),
      endProjection: () => note('endProjection', undefined),
    },
    pictures: {
      why: (_, target) => note('why', null, target),
      restoredRow: (_, row) => note('restoredRow', null, row),
      lineup: (seed, count) =>
        note(
          'lineup',
          {
            size: 1,
            channels: 1,
            count,
            step: 0,
            pictures: new Float32Array(count),
            real: [],
            scores: new Float32Array(count),
          },
          seed,
        ),
    },
    restoring: {
      restore: (...asked) =>
        note(
          'restore',
          { file: new Blob(['made']), given: new Blob(['given']), width: 40, height: 30, shrunkFrom: null },
          asked,
        ),
      stop: () => note('stopRestoring', null),
      start: (index) =>
        note(
          'startPicture',
          { shape: [8, 8, 1], data: new Float32Array(64).fill(index / 10), heldOut: true },
          [index],
        ),
    },
    rows: {
      compare: (...asked) => note('compareRows', { header: [], rows: [], usual: null }, asked),
      make: (asked) => note('makeRows', { csv: new Blob(['a\n1\n']), rows: 1, acceptance: 1 }, asked),
      stop: () => note('stopRows', null),
      fill: (cells) => note('fillRow', { header: [], cells: [], candidates: 0 }, cells),
      report: (pairs) => note('reportRows', { columns: [], pairs: null, fakes: 0 }, pairs),
      evaluate: (samples) => note('evaluate', { samples }, samples),
    },
    get handle(): never {
      throw new Error('The page does not use the handle.')
    },
  }
  const emit = (event: WorkerEvent): void => listeners.forEach((listener) => listener(event))
  return { client, calls, answer, opening, kept, emit }
}

/** The ring's defaults with a change. */
export function ring(change: Partial<RunConfig> = {}): RunConfig {
  return applyChange(defaultsFor('ring'), change)
}

/** Two networks of which only the length of a latent is told. */
export function networks(latent = 2): NetworksReport {
  const network = { layers: [], parameters: 0 }
  return { generator: network, discriminator: network, latent }
}

/** Such networks stand on a side. */
export function built(latent = 2, side: SideName = 'run'): Extract<WorkerEvent, { type: 'networks' }> {
  return { type: 'networks', side, networks: networks(latent) }
}

/** Rows as the worker sends them; columns that are not named are zero. */
export function rowsOf(rows: readonly Partial<Record<SeriesColumn, number>>[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => SERIES_COLUMNS.map((name) => row[name] ?? 0)))
}

/** A tick over steps `from` … `to`, with losses that depend on the step. */
export function tick(
  from: number,
  to: number,
  side: SideName = 'run',
): Extract<WorkerEvent, { type: 'tick' }> {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => ({
    step: from + i,
    lossG: from + i,
    lossD: 1,
  }))
  return {
    type: 'tick',
    side,
    tick: {
      step: to,
      rows: rowsOf(rows),
      stepsPerSecond: 50,
      verdict: { kind: 'healthy', since: 1, evidence: [] },
    },
  }
}

/** Lets every promise that is already settled run its course. */
export function settled(): Promise<void> {
  return yieldToTasks()
}
