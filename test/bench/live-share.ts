/**
 * Share of the training time that the live figures of a table take: a whole session on the WASM back end in Node trains the shipped
 * tables with the page's own settings for a while. One JSON line a table. Not part of `npm test`; processor time, as `live-cost.ts`.
 *
 *   npx vite build --ssr test/bench/live-share.ts --outDir .cache/bench && node .cache/bench/live-share.js
 */
import { readFileSync } from 'node:fs'
import { cpuUsage, stdout } from 'node:process'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import { loadShippedRows } from '../../src/worker/data/shipped-table.ts'
import type { Observer } from '../../src/worker/session/measure/observer.ts'
import { openWasmEngine } from '../helpers/engine/wasm-engine.ts'
import { wholeSession } from '../helpers/engine/whole-session.ts'

const TABLES = ['weather', 'birdstrikes'] as const
const GOAL = 0.05
const SECONDS = 40
/** Steps in which code becomes fast and the reals are digested. */
const WARM_UP = 300

/** Milliseconds of the processor within the observer. */
let spent = 0
let looks = 0

function now(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1000
}

/** Counts the time of what it does from now on. */
function watch(observer: Observer): void {
  const draw = observer.draw.bind(observer)
  const observe = observer.observe.bind(observer)
  observer.draw = (run) => {
    const start = now()
    const fakes = draw(run)
    return fakes === null
      ? null
      : fakes.then((drawn) => {
          spent += now() - start
          looks++
          return drawn
        })
  }
  observer.observe = async (...given) => {
    const start = now()
    const metrics = await observe(...given)
    spent += now() - start
    return metrics
  }
}

const engine = await openWasmEngine()
for (const id of TABLES) {
  const set = await loadShippedRows(
    defaultsFor(id),
    (path) => Promise.resolve(Uint8Array.from(readFileSync(`public/${path}`)).buffer),
    () => Promise.resolve(),
  )
  const { ask, end, session } = wholeSession({
    engine,
    own: set,
    config: { ...defaultsFor(id), dataset: 'own' },
  })
  watch(session.sides.run.observer)
  await ask({ kind: 'train', steps: WARM_UP })
  ;[spent, looks] = [0, 0]
  const start = now()
  const trained = ask({ kind: 'train', steps: 1_000_000 })
  await new Promise((done) => setTimeout(done, 1000 * SECONDS))
  const { step } = await ask({ kind: 'pause' })
  const all = now() - start
  await trained
  await end()
  const share = spent / all
  stdout.write(
    `${JSON.stringify({ table: id, steps: step - WARM_UP, looks, lookMs: spent / looks, share, goal: GOAL, met: share < GOAL })}\n`,
  )
}
