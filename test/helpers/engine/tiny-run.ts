/** Sessions' parts with tiny networks on the plain CPU back end: runs, sides, and what they tell the page. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import type { SideName } from '../../../src/common/protocol/side.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { Judges } from '../../../src/worker/session/measure/judges.ts'
import { Side } from '../../../src/worker/session/side.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import type { Emit } from '../../../src/worker/session/train/trainer.ts'
import { ring } from '../page/scripted-client.ts'

/** Nothing is lost and nothing is counted. */
export const PLAIN_ENGINE: Engine = {
  report: { backend: 'cpu', adapter: 'plain', software: false, passedOver: [] },
  lost: new Promise(() => undefined),
  settle: () => Promise.resolve(),
  memory: () => ({ bytes: 0, tensors: 0 }),
  counters: () => ({ dispatches: 0, submits: 0, readbacks: 0 }),
}

/** The ring with networks of a few numbers. */
export function tiny(change: Partial<RunConfig> = {}): RunConfig {
  return ring({ gLayers: [4], dLayers: [5], latent: 2, batch: 4, ...change })
}

/** @param steps made already; their figures wait in the log */
export function tinyRun(change: Partial<RunConfig> = {}, steps = 0): Run {
  const config = tiny(change)
  const run = new Run(config, pointSetFor(config, null))
  for (let i = 0; i < steps; i++) run.advance()
  return run
}

/** What the page is told, in order. */
export function told(): {
  events: WorkerEvent[]
  emit: Emit
  /** Those of one type. */
  of: <T extends WorkerEvent['type']>(type: T) => Extract<WorkerEvent, { type: T }>[]
} {
  const events: WorkerEvent[] = []
  return {
    events,
    emit: (event) => void events.push(event),
    of: <T extends WorkerEvent['type']>(type: T) =>
      events.filter((event): event is Extract<WorkerEvent, { type: T }> => event.type === type),
  }
}

/** A real side, empty; no dataset has a classifier. */
export function sideNamed(name: SideName, emit: Emit): Side {
  const judges = new Judges(
    () => Promise.reject(new Error('no file')),
    () => undefined,
  )
  return new Side(name, { engine: PLAIN_ENGINE, judges, emit })
}
