/**
 * Third entry: keeps the page for visits without a network, and gives its answers the headers that let WASM use threads where a
 * host cannot. Stands between the page and its own host alone: it never asks another one, never takes over a page by itself,
 * and imports nothing at run time, so that it is one plain script. No policy binds a service worker but what stands here.
 */
import { isolated, pathAsked } from './common/isolation.ts'
import type { FromKeeper, KeptFiles, ToKeeper } from './common/protocol/offline.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in by the build (scripts/lib/offline.ts). */
declare const __FILES__: KeptFiles

/** One room for all versions: a file that has not changed is kept once, under its name and hash. */
const ROOM = 'ganvas-files'
const SCOPE = new URL(self.registration.scope)
const FILES = __FILES__
const ALL = { ...FILES.shell, ...FILES.onUse }

self.addEventListener('install', (event) => {
  event.waitUntil(keep(Object.keys(FILES.shell), () => undefined))
})

// What only older versions had goes once nobody runs them any more.
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([sweep(), self.clients.claim()]))
})

self.addEventListener('fetch', (event) => {
  const path = pathAsked(event.request, SCOPE)
  if (path !== null) event.respondWith(answerTo(path, event.request))
})

self.addEventListener('message', (event) => {
  const asked = event.data as ToKeeper
  if (asked.type === 'take-over') void self.skipWaiting()
  else if (asked.type === 'how-much')
    tellOn(event.ports[0], { type: 'in-all', bytes: bytesOf(Object.keys(ALL)) })
  else event.waitUntil(keepAll(event.ports[0]))
})

/** Kept files first; what is not kept comes from the host, and is kept where it is one of ours. */
async function answerTo(path: string, request: Request): Promise<Response> {
  const room = await caches.open(ROOM)
  const key = keyOf(path)
  const kept = key === null ? undefined : await room.match(key)
  if (kept !== undefined) return isolated(kept)
  const fresh = await fetch(request)
  if (key !== null && fresh.ok && fresh.status === 200) {
    // A full disk is no reason not to answer.
    await room.put(key, fresh.clone()).catch(() => undefined)
  }
  return isolated(fresh)
}

async function keepAll(port: MessagePort | undefined): Promise<void> {
  const tell = (said: FromKeeper): void => tellOn(port, said)
  try {
    await keep(Object.keys(ALL), (done, total) => tell({ type: 'keeping', done, total }))
    tell({ type: 'kept' })
  } catch (thrown) {
    tell({ type: 'not-kept', reason: String(thrown) })
  }
}

/** One after the other: the page may be training meanwhile. @param told bytes kept so far, and in all */
async function keep(paths: readonly string[], told: (done: number, total: number) => void): Promise<void> {
  const room = await caches.open(ROOM)
  const total = bytesOf(paths)
  let done = 0
  for (const path of paths) {
    const key = keyOf(path)
    if (key !== null && (await room.match(key)) === undefined) {
      const response = await fetch(new URL(path === 'index.html' ? './' : path, SCOPE), { cache: 'no-cache' })
      if (!response.ok) throw new Error(`${path}: ${response.status}`)
      await room.put(key, response)
    }
    told((done += bytesOf([path])), total)
  }
}

function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (ALL[path]?.bytes ?? 0), 0)
}

function tellOn(port: MessagePort | undefined, said: FromKeeper): void {
  port?.postMessage(said)
}

async function sweep(): Promise<void> {
  const room = await caches.open(ROOM)
  const wanted = new Set(Object.keys(ALL).map(keyOf))
  for (const { url } of await room.keys()) if (!wanted.has(url)) await room.delete(url)
}

/** Where a file of this version is kept; null for what is none of ours. */
function keyOf(path: string): string | null {
  const file = ALL[path]
  return file === undefined ? null : new URL(`${path}?kept=${file.hash}`, SCOPE).href
}
