/**
 * The page's side of its service worker: registers it once the page has nothing better to do, tells when a new version waits, and
 * asks it to keep everything. A browser that has none, or refuses, is no failure.
 */
import { endpoint } from '../../common/protocol/endpoint.ts'
import type { FromKeeper, ToKeeper } from '../../common/protocol/offline.ts'
import { GanvasError } from '../../common/failure.ts'

export interface OfflineNews {
  /** The page opens without a network from now on. @param bytes of everything, datasets as well */
  kept(bytes: number): void
  /** Another version waits until it is let in. */
  newVersion(): void
  /** This browser has no service worker for this page, or refuses it. */
  refused(): void
}

const FILE = 'service-worker.js'

/** @param news is told on this visit, or when something changes */
export async function followOffline(news: OfflineNews): Promise<void> {
  try {
    if (!('serviceWorker' in navigator)) throw new Error('there is none')
    const registration = await navigator.serviceWorker.register(FILE)
    const watch = (worker: ServiceWorker | null): void => {
      worker?.addEventListener('statechange', () => tell(registration, news))
    }
    registration.addEventListener('updatefound', () => {
      watch(registration.installing)
      // On a busy page it may be installed by now, and will change its state no more.
      tell(registration, news)
    })
    watch(registration.installing)
    tell(registration, news)
  } catch {
    news.refused()
  }
}

/** A worker that waits beside one in force is a new version. */
function tell({ active, waiting }: ServiceWorkerRegistration, news: OfflineNews): void {
  if (waiting !== null && active !== null) news.newVersion()
  else if (active !== null) void howMuch(active).then((bytes) => news.kept(bytes))
}

/** Bytes of everything that can be kept. */
function howMuch(worker: ServiceWorker): Promise<number> {
  return new Promise((resolve) => {
    const stop = askOf(worker, { type: 'how-much' }, (said) => {
      if (said.type !== 'in-all') return
      stop()
      resolve(said.bytes)
    })
  })
}

/** Lets the new version in and reloads the page with it. */
export async function takeOver(): Promise<void> {
  const { serviceWorker } = navigator
  const registration = await serviceWorker.getRegistration()
  const reload = (): void => location.reload()
  serviceWorker.addEventListener('controllerchange', reload, { once: true })
  const waiting = registration?.waiting ?? null
  if (waiting === null) reload()
  else endpoint<ToKeeper, never>(waiting).send({ type: 'take-over' })
}

/** Keeps all files on this machine. @param told bytes kept so far, and in all @throws GanvasError `not-kept` */
export async function keepAll(told: (done: number, total: number) => void): Promise<void> {
  const worker = (await navigator.serviceWorker.ready).active
  if (worker === null) throw notKept('no worker')
  let stop = (): void => undefined
  await new Promise<void>((resolve, reject) => {
    stop = askOf(worker, { type: 'keep-all' }, (said) => {
      if (said.type === 'keeping') told(said.done, said.total)
      else if (said.type === 'kept') resolve()
      else if (said.type === 'not-kept') reject(notKept(said.reason))
    })
  }).finally(() => stop())
}

/** Asks on a port of its own; returns how to hear no more. */
function askOf(worker: ServiceWorker, words: ToKeeper, hear: (said: FromKeeper) => void): () => void {
  const { port1, port2 } = new MessageChannel()
  endpoint<never, FromKeeper>(port1).listen(hear)
  port1.start()
  endpoint<ToKeeper, never>(worker).send(words, [port2])
  return () => port1.close()
}

function notKept(reason: string): GanvasError {
  return new GanvasError(
    'not-kept',
    `Not everything could be kept on this machine (${reason}).`,
    'Look whether the disk is full, or try again with a network.',
  )
}
