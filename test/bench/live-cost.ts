/**
 * Milliseconds the live measure of 256 fakes costs in Node; one JSON line a kind of rows. Not part of `npm test`. Times are
 * processor time, so that a busy machine does not falsify them much.
 *
 *   npx vite build --ssr test/bench/live-cost.ts --outDir .cache/bench && node .cache/bench/live-cost.js
 */
import { cpuUsage, stdout } from 'node:process'
import { streamFor } from '../../src/common/numbers/random.ts'
import { fitReference, LIVE_SAMPLES, measureLive } from '../../src/worker/evaluation/metrics/live-measure.ts'
import { finish } from '../../src/worker/evaluation/metrics/slices.ts'
import { gaussianRows } from '../helpers/truth/known-rows.ts'

/** It is measured between two steps of training: more than this would be felt. */
const GOAL_MS = 6
const WARM_UP = 10
const ROUNDS = 15

const CASES = [
  { rows: 'points', reals: gaussianRows(1, 4096, 2), fakes: gaussianRows(2, LIVE_SAMPLES, 2) },
  { rows: 'features', reals: gaussianRows(1, 1000, 64), fakes: gaussianRows(2, LIVE_SAMPLES, 64) },
]

function now(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1000
}

for (const { rows, reals, fakes } of CASES) {
  const reference = finish(fitReference(reals, streamFor(1, 'evaluate')))
  for (let i = 0; i < WARM_UP; i++) measureLive(reference, fakes)
  const start = now()
  for (let i = 0; i < ROUNDS; i++) measureLive(reference, fakes)
  const ms = (now() - start) / ROUNDS
  stdout.write(`${JSON.stringify({ rows, samples: LIVE_SAMPLES, ms, goal: GOAL_MS, met: ms < GOAL_MS })}\n`)
}
