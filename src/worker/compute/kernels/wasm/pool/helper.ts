/**
 * What a helping thread runs, as text: it starts from no file of its own, as the threads of tfjs do. Waits for its list, makes its calls,
 * says that it is done; spins shortly, then sleeps. Written in plain JavaScript; the same in pool.ts is typed.
 */
import { DONE, PLACE_BESIDE, READY, TAKEN } from './control.ts'

/** Looks at the state before it sleeps, some five nanoseconds each: as long as JavaScript commonly takes between two pieces of work. */
const SPINS = 30_000

/** Gets { module, memory, buffer, head, list, state, names } once, and answers "ready". */
export const HELPER_TEXT = `
const start = async ({ module, memory, buffer, list, length, state, names }, tell) => {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } })
  const functions = names.map((name) => exports[name])
  const states = new Int32Array(buffer, 0, buffer.byteLength >> 2)
  const own = new Float64Array(buffer, list, length)
  tell('ready')
  for (;;) {
    let spins = 0
    for (;;) {
      const now = Atomics.load(states, state)
      if (now === ${READY}) break
      if (++spins > ${SPINS}) Atomics.wait(states, state, now)
    }
    if (Atomics.compareExchange(states, state, ${READY}, ${TAKEN}) !== ${READY}) continue
    const place = states[state + ${PLACE_BESIDE}] >>> 0
    const calls = place === 0 ? own : new Float64Array(memory.buffer, place)
    for (let at = 0; calls[at] >= 0; ) {
      const count = calls[at + 1]
      functions[calls[at]](...calls.subarray(at + 2, at + 2 + count))
      at += 2 + count
    }
    Atomics.store(states, state, ${DONE})
  }
}
if (typeof require === 'function') {
  const { parentPort } = require('node:worker_threads')
  parentPort.once('message', (given) => void start(given, (word) => parentPort.postMessage(word)))
} else self.onmessage = ({ data }) => void start(data, (word) => self.postMessage(word))
`
