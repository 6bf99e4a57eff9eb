/**
 * Gives other tasks a turn without timers or animation frames, which stall in hidden tabs. Knows no messages of ours: it
 * only lets them be heard.
 */

/** What of a worker's globals decides, and does it. */
interface Scope {
  readonly scheduler?: unknown
  readonly crypto?: Pick<Crypto, 'subtle'>
}

/**
 * How to give a turn here. Chromium and Firefox: one hop over a MessageChannel, some ten microseconds. WebKit carries even a
 * message from a worker to itself by way of the page's thread, milliseconds each time and more while the page draws; there
 * it is a digest of nothing, which is reckoned on another thread and comes back as a task of its own. In Chromium a digest
 * is no task. They are told apart by the Scheduling API, which WebKit alone lacks; a digest needs a secure context.
 */
export function turnGiver({ scheduler, crypto }: Scope): () => Promise<void> {
  const subtle = crypto?.subtle
  if (scheduler !== undefined || subtle === undefined) return byMessage()
  const nothing = new Uint8Array(0)
  return async () => {
    await subtle.digest('SHA-1', nothing)
  }
}

function byMessage(): () => Promise<void> {
  const channel = new MessageChannel()
  const waiting: (() => void)[] = []
  channel.port1.addEventListener('message', () => {
    waiting.shift()?.()
  })
  channel.port1.start()
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      channel.port2.postMessage(null)
    })
}

/** Resolves in a later task, after messages that are already queued. */
export const yieldToTasks: () => Promise<void> = turnGiver(globalThis)
