/**
 * Gives other tasks a turn without timers or animation frames, which stall in hidden tabs: one hop over a MessageChannel.
 */
const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.addEventListener('message', () => {
  waiting.shift()?.()
})
channel.port1.start()

/** Resolves in a later task, after messages that are already queued. */
export function yieldToTasks(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(null)
  })
}
