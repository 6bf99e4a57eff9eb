/** `window.ganvas`: for the console, teachers' notebooks and tests. It does what the page does, no more. */
import type { RunConfig } from '../../common/config/run-config.ts'
import { truncated } from '../../common/config/truncation.ts'
import type { SideSnapshot } from '../../common/protocol/events.ts'
import type { PerSide } from '../../common/protocol/side.ts'
import { GanvasError } from '../../common/failure.ts'
import type { SessionState, Snapshot } from '../../common/protocol/report.ts'
import type { Client, Ganvas, TwinSnapshot } from './client-types.ts'
import { fileOf, nameOf } from './restoring.ts'
import type { Ask } from './connection.ts'

declare global {
  interface Window {
    ganvas: Ganvas
  }
}

const BUILT: readonly SessionState[] = ['ready', 'running', 'paused']
const DEFAULT_SAMPLES = 2500
const FIND_MINUTES = 5

export function createHandle(
  client: Omit<Client, 'handle'>,
  config: () => RunConfig,
  ask: Ask,
  histories: PerSide<() => Record<string, number[]>>,
): Ganvas {
  return {
    ready: firstBuilt(client),
    config: () => structuredClone(config()),
    configure: async (change) => {
      await client.configure(change)
    },
    open: (files) => client.open([...files]),
    data: () => ask({ kind: 'data' }),
    reread: async ({ side, fit, channels, ...choice }) => {
      const settings = {
        ...(side === undefined ? {} : { size: side }),
        ...(fit && { fit }),
        ...(channels && { channels }),
      }
      if (Object.keys(settings).length > 0) await client.configure(settings)
      if (Object.keys(choice).length > 0) return client.reread(choice)
      return theRuns(await ask({ kind: 'data' }))
    },
    train: (steps) => client.train(steps),
    pause: () => client.pause(),
    reset: async () => {
      await client.reset()
    },
    snapshot: async () => runsOwn(theRuns(await ask({ kind: 'snapshot', side: 'run' }))),
    history: histories.run,
    generate: async (z, labels) =>
      ask({
        kind: 'generate',
        ...(await latentsOf(z, client, config())),
        ...(labels === undefined ? {} : { labels }),
      }),
    evaluate: (samples = DEFAULT_SAMPLES) => ask({ kind: 'evaluate', samples }),
    need: () => ask({ kind: 'need' }),
    profile: () => ask({ kind: 'profile' }),
    recording: () => ask({ kind: 'recording' }),
    weights: async () => theRuns(await ask({ kind: 'weights', side: 'run' })),
    trace: () => ask({ kind: 'trace' }),
    why: (side, tile) => ask({ kind: 'why', side: 'run', target: { side, tile } }),
    inspect: (kind, index) => ask({ kind: 'inspect', side: 'run', target: { by: 'index', kind, index } }),
    timeline: () => ask({ kind: 'timeline' }),
    find: ({ minutes = FIND_MINUTES, steps } = {}) =>
      client.find(steps === undefined ? { minutes } : { steps }, false),
    stopFinding: async () => {
      await client.stopFinding()
    },
    keep: (id) => client.keepCandidate(id),
    worth: (options = {}) => client.worth(options),
    stopWorth: async () => {
      await client.stopWorth()
    },
    words: (ids) => client.words(ids),
    stopWords: async () => {
      await client.stopWords()
    },
    rewind: (step) => client.rewind(step),
    branch: (step) => client.branch(step),
    rows: async ({ count, ...asked } = {}) => {
      const all = count ?? theRuns(await ask({ kind: 'data' })).count
      const { csv, ...made } = await client.rows.make({ ...asked, count: all })
      return { ...made, csv: await csv.text() }
    },
    stopRows: async () => {
      await client.rows.stop()
    },
    fillRow: (cells, seed = 0) => client.rows.fill(cells, seed),
    restore: async (source) => (await client.restoring.restore(await fileOf(source), nameOf(source))).file,
    runs: () => client.shelf.runs(),
    save: async (name) => {
      const kept = await client.shelf.keep(name)
      if (kept !== null) return kept
      throw new GanvasError(
        'nothing-kept',
        'There is nothing to keep yet, or this browser keeps nothing.',
        'Train a few steps first; in a private window take the run away as a file.',
      )
    },
    load: async (run) => {
      await (typeof run === 'string' ? client.shelf.open(run) : client.load(run))
    },
    reproduce: async () => {
      await client.shelf.reproduce()
    },
    export: async (format, options = {}) => (await client.exportFile(format, options)).file,
    twin: {
      start: async (change, from = 'start') => {
        await client.compare(change, from)
      },
      configure: async (change) => {
        await client.configureTwin(change)
      },
      snapshot: async () => twinsOwn(await ask({ kind: 'snapshot', side: 'twin' })),
      weights: () => ask({ kind: 'weights', side: 'twin' }),
      history: histories.twin,
      end: async (keep = 'run') => {
        await client.endComparison(keep)
      },
    },
  }
}

/** The run's side is always there, its networks only once there are data. */
function theRuns<T>(found: T | null): T {
  if (found !== null) return found
  throw new GanvasError('no-data', 'There is no dataset yet.', 'Pick one from the gallery or add files.')
}

/** What the handle has always said of the run: its settings are asked for by themselves. */
function runsOwn(found: SideSnapshot): Snapshot {
  const { step, state, backend, adapter, stepsPerSecond, metrics, verdict } = found
  const { lossG, lossD, realScore, fakeScore } = found
  const figures = { lossG, lossD, realScore, fakeScore }
  return { step, state, backend, adapter, ...figures, stepsPerSecond, metrics, verdict }
}

/** What a twin says of itself; the rest it shares with the run. */
function twinsOwn(found: SideSnapshot | null): TwinSnapshot | null {
  if (found === null) return null
  const { step, config, since, lossG, lossD, realScore, fakeScore, metrics, verdict } = found
  return { step, config, since, lossG, lossD, realScore, fakeScore, metrics, verdict }
}

/** Resolves when the networks stand for the first time. */
function firstBuilt(client: Omit<Client, 'handle'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.subscribe((event) => {
      if (event.type !== 'state' || !BUILT.includes(event.state)) return
      stop()
      resolve()
    })
  })
}

/** A count draws that many latents, always the same ones, truncated as on the page; arrays are taken as they are. */
async function latentsOf(
  z: number | number[][],
  client: Pick<Client, 'noise'>,
  config: RunConfig,
): Promise<{ latents: Float32Array; count: number }> {
  if (typeof z === 'number') {
    if (!Number.isInteger(z) || z < 1) {
      throw new GanvasError(
        'bad-count',
        `${z} is not a whole number of at least 1.`,
        'Give a count or latents.',
      )
    }
    return { latents: truncated(config, (await client.noise(0, z)).data), count: z }
  }
  return { latents: Float32Array.from(z.flat()), count: z.length }
}
