/** A whole session on the plain back end, asked as the page asks it. */
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { Request } from '../../../src/common/protocol/commands.ts'
import type { Answers, WorkerEvent } from '../../../src/common/protocol/events.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { answer } from '../../../src/worker/session/answers/answers.ts'
import { NOTHING_KEPT, type Keeping } from '../../../src/worker/session/keep/open-keeping.ts'
import { Session } from '../../../src/worker/session/session.ts'
import { PLAIN_ENGINE, tiny, told } from './tiny-run.ts'

interface Begin {
  readonly config?: Partial<RunConfig>
  readonly engine?: Engine
  /** The person's own data, open already; for a config that asks for them. */
  readonly own?: Dataset
  /** What runs are kept in, and the one that it takes up; left out: nothing. */
  readonly keeping?: Keeping
  /** A run that the page brings from a file. */
  readonly brought?: { readonly checkpoint: Checkpoint; readonly history: Float32Array }
  /** Settings of the page go before those that the run was kept with, unless said otherwise. */
  readonly asKept?: boolean
}

export interface WholeSession {
  readonly session: Session
  readonly page: ReturnType<typeof told>
  /** As the page asks: in a job, so that nobody sees the networks half changed. */
  readonly ask: <K extends Request['kind']>(body: Extract<Request, { kind: K }>) => Promise<Answers[K]>
  /** Resolves once the page is told something of the kind from now on. */
  readonly until: (isIt: (event: WorkerEvent) => boolean) => Promise<void>
  readonly end: () => Promise<void>
}

/** Begins one; what is asked is answered once the networks stand. */
export function wholeSession({
  config = {},
  engine = PLAIN_ENGINE,
  own,
  keeping = NOTHING_KEPT,
  brought,
  asKept = true,
}: Begin = {}): WholeSession {
  const page = told()
  const prepared = own?.keep() ?? null
  const start = {
    type: 'start',
    runId: 1,
    config: tiny(config),
    base: 'https://page.test/',
    running: false,
    lifeLock: 'life',
    ...(prepared === null ? {} : { prepared }),
    ...brought,
    ...(keeping.taken === null ? {} : { kept: { id: keeping.taken.id, mine: false, asKept } }),
  } as const
  let waiting: { isIt: (event: WorkerEvent) => boolean; done: () => void }[] = []
  const emit = (event: WorkerEvent): void => {
    page.emit(event)
    const met = waiting.filter(({ isIt }) => isIt(event))
    waiting = waiting.filter((one) => !met.includes(one))
    met.forEach(({ done }) => done())
  }
  const session = new Session(engine, start, () => Promise.resolve(null), emit, keeping)
  const served = session.serve()
  return {
    session,
    page,
    ask: (body) =>
      new Promise((done, failed) => {
        session.actor.post(
          () =>
            new Promise<void>((leave) => {
              void answer(session, body, leave).then(done, failed).finally(leave)
            }),
        )
      }),
    until: (isIt) => new Promise((done) => void waiting.push({ isIt, done })),
    end: async () => {
      session.actor.stop()
      session.actor.nudge()
      await served
      session.sides.run.clear()
      session.sides.twin.clear()
    },
  }
}
