/**
 * The worker's entry: wires the session to the protocol. Every message ends here or starts here; nothing is decided here.
 */
import { WASM_ADDRESSES } from './worker/compute/backends/wasm-addresses.ts'
import { openEngine } from './worker/compute/engine.ts'
import type { Command, Request } from './common/protocol/commands.ts'
import { endpoint } from './common/protocol/endpoint.ts'
import type { Envelope, WorkerEvent } from './common/protocol/events.ts'
import { answer } from './worker/session/answers/answers.ts'
import { beginWith, type StartCommand } from './worker/session/build/begin.ts'
import { HandedFiles } from './worker/session/build/handed-files.ts'
import { PageServices } from './worker/session/build/page-services.ts'
import { openStore, readKept, type Keeping } from './worker/session/keep/open-keeping.ts'
import { Session } from './worker/session/session.ts'
import { assertNever } from './common/assert-never.ts'
import { toFailure } from './common/failure.ts'

/** Everything that may come once the session stands. */
type Order = Exclude<Command, { type: 'start' | 'files' }>

const page = endpoint<Envelope, Command>(self)
let runId = 0
let seq = 0
let session: Session | null = null
/** What came before the engine stood. */
const early: Order[] = []

function emit(event: WorkerEvent, transfer: Transferable[] = []): void {
  page.send({ runId, seq: seq++, event }, transfer)
}

const services = new PageServices(emit)

const handed = new HandedFiles()

page.listen((message) => {
  const command = handed.take(message)
  if (command === null) return
  if (command.type === 'start') void start(command)
  else if (session === null) early.push(command)
  else obey(session, command)
})

async function start(command: StartCommand): Promise<void> {
  runId = command.runId
  try {
    await holdLifeLock(command.lifeLock)
    emit({ type: 'alive' })
    const [engine, keeping, begin] = await Promise.all([
      openEngine(command.config.backend, WASM_ADDRESSES, { precision: command.config.precision }),
      openKeeping(command),
      beginWith(command, warn),
    ])
    const rasterise = (source: Blob, side: number) => services.rasterise(source, side)
    session = new Session(engine, begin, rasterise, emit, keeping)
    // The run begins first: what was asked meanwhile is asked of a run that stands.
    const served = session.serve()
    for (const waiting of early.splice(0)) obey(session, waiting)
    await served
  } catch (thrown) {
    emit({ type: 'failure', failure: toFailure(thrown), fatal: true })
  }
}

/** What runs are kept in, and the one to take up. A run that cannot be read stands in nobody's way. */
async function openKeeping({ kept }: StartCommand): Promise<Keeping> {
  const store = await openStore()
  if (store === null || kept === undefined) return { store, taken: null }
  try {
    return { store, taken: await readKept(store, kept) }
  } catch (thrown) {
    warn(thrown)
    return { store, taken: null }
  }
}

/** The session begins without something. */
function warn(thrown: unknown): void {
  emit({ type: 'failure', failure: toFailure(thrown), fatal: false })
}

/** Takes the lock that tells the page we live; it is released by our death alone. */
function holdLifeLock(name: string): Promise<void> {
  // Only secure contexts have locks; elsewhere the page learns of a crash by the worker's error event alone.
  if (!('locks' in navigator)) return Promise.resolve()
  return new Promise((held, failed) => {
    navigator.locks
      .request(name, () => {
        held()
        return new Promise<never>(() => undefined)
      })
      .catch(failed)
  })
}

function obey(to: Session, command: Order): void {
  switch (command.type) {
    case 'request':
      serve(to, command.request, command.body)
      break
    case 'cancel-open':
      to.loader.cancel()
      break
    case 'surface':
      to.stages.attach(command)
      break
    case 'resize':
      to.stages.resize(command)
      break
    case 'view':
      to.stages.setView(command.view)
      break
    case 'display':
      to.hiddenTab.hear(command.report)
      break
    case 'set-latent':
      to.stages.setLatent(command.latent, command.at)
      break
    case 'paint':
      to.paint(command.painted)
      break
    case 'notes':
      to.keeper.note(command.notes)
      break
    case 'served':
      services.settle(command)
      break
    default:
      assertNever(command)
  }
}

/** Answers in turn; an answer that leaves early goes on beside the next ones. */
function serve(to: Session, request: number, body: Request): void {
  to.actor.post(
    () =>
      new Promise<void>((leave) => {
        void respond(to, request, body, leave).then(leave)
      }),
  )
}

async function respond(to: Session, request: number, body: Request, leave: () => void): Promise<void> {
  try {
    emit({ type: 'reply', request, answer: await answer(to, body, leave) })
  } catch (thrown) {
    emit({ type: 'refusal', request, failure: toFailure(thrown) })
  }
}
