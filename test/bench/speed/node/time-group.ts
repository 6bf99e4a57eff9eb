/**
 * Times some peers on one case, turn by turn, so that whatever else the machine does meets all alike. Knows no libraries
 * and prints nothing.
 */
import type { Job, Losses } from '../job.ts'
import type { Backend, Sample } from '../measured.ts'
import type { Handle } from './handle.ts'
import type { PeerName } from './options.ts'

/** As long as the app's worker trains before it looks up (src/worker/session/train/trainer.ts). */
const SLICE_MS = 30
const MOST_STEPS = 100
/** Steps of a sample at least, where a step takes no longer than this: its one read-back is then shared, as by the app's ticks. */
const SHARED = [
  { steps: 20, ms: 400 },
  { steps: 10, ms: 2500 },
]
/** Warm-up: the first steps compile, record and fill pools. Ends with a step slower than the slowest. */
const WARM_UP = { steps: 3, ms: 10_000, least: 2, slowest: 45_000 }
/** Samples of one peer where the command line does not say. */
const SAMPLES = { most: 15, least: 2, ms: 25_000 }

export interface Timing {
  readonly peer: PeerName
  readonly adapter: string
  /** Losses of the first steps, one by one. */
  readonly losses: readonly Losses[]
  /** Milliseconds of the very first step, with all that it compiles. */
  readonly firstMs: number
  readonly samples: readonly Sample[]
}

/** A peer that could not do the case, and what it said. */
export interface Refusal {
  readonly peer: PeerName
  readonly refused: string
}

/** @param samples of each peer; null: as many as its time allows */
export async function timeGroup(
  opened: readonly (() => Promise<Handle>)[],
  backend: Backend,
  job: Job,
  samples: number | null,
  tell: (progress: string) => void,
): Promise<(Timing | Refusal)[]> {
  const entrants: Entrant[] = []
  const refusals: Refusal[] = []
  for (const open of opened) {
    const entrant = await warmUp(await open(), backend, job, tell)
    if ('refused' in entrant) refusals.push(entrant)
    else entrants.push(entrant)
  }
  const wanted = (entrant: Entrant): boolean => {
    const { length } = entrant.samples
    if (samples !== null) return length < samples
    return length < SAMPLES.least || (length < SAMPLES.most && entrant.spent < SAMPLES.ms)
  }
  while (entrants.some(wanted)) {
    for (const entrant of entrants.filter(wanted)) {
      const refusal = await takeSample(entrant, tell)
      if (refusal === null) continue
      refusals.push(refusal)
      entrants.splice(entrants.indexOf(entrant), 1)
    }
  }
  for (const { handle } of entrants) await handle.close()
  const timings = entrants.map(({ handle, adapter, losses, firstMs, samples }) => ({
    peer: handle.peer,
    adapter,
    losses,
    firstMs,
    samples,
  }))
  return [...timings, ...refusals]
}

interface Entrant {
  handle: Handle
  adapter: string
  losses: Losses[]
  firstMs: number
  samples: Sample[]
  /** Steps of one sample. */
  steps: number
  /** Milliseconds of its samples. */
  spent: number
}

async function warmUp(
  handle: Handle,
  backend: Backend,
  job: Job,
  tell: (progress: string) => void,
): Promise<Entrant | Refusal> {
  try {
    const { adapter } = await handle.ask({ method: 'open', backend })
    await handle.ask({ method: 'prepare', job })
    const losses: Losses[] = []
    let spent = 0
    let last = Infinity
    let firstMs = 0
    while (losses.length < WARM_UP.steps && (spent < WARM_UP.ms || losses.length < WARM_UP.least)) {
      const sample = await handle.ask({ method: 'sample', steps: 1 })
      tell(`${handle.peer}: warm-up ${Math.round(sample.ms)} ms`)
      losses.push(sample.losses)
      spent += sample.ms
      last = sample.ms
      if (losses.length === 1) firstMs = last
      if (sample.ms > WARM_UP.slowest) break
    }
    const fewest = SHARED.find(({ ms }) => last <= ms)?.steps ?? 1
    const steps = Math.min(MOST_STEPS, Math.max(fewest, Math.floor(SLICE_MS / last)))
    return { handle, adapter, losses, firstMs, samples: [], steps, spent: 0 }
  } catch (error) {
    return refusalOf(handle, error)
  }
}

/** Null when all went well. */
async function takeSample(entrant: Entrant, tell: (progress: string) => void): Promise<Refusal | null> {
  const { handle, samples, steps } = entrant
  try {
    const sample = await handle.ask({ method: 'sample', steps })
    samples.push(sample)
    entrant.spent += sample.ms
    tell(`${handle.peer}: ${(sample.ms / sample.steps).toFixed(1)} ms a step`)
    return null
  } catch (error) {
    return refusalOf(handle, error)
  }
}

/** Closes the peer. */
async function refusalOf(handle: Handle, error: unknown): Promise<Refusal> {
  await handle.close()
  return { peer: handle.peer, refused: error instanceof Error ? firstLine(error.message) : String(error) }
}

/** Without the place in a script that the browser adds. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/^(page\.evaluate: )?(Error: )*/, '')
}
