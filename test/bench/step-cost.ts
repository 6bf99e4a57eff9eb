/**
 * Milliseconds a training step costs on WASM in Node, and which kernels it goes to; one JSON line a figure. Not part of
 * `npm test`. Times are processor time, so that a busy machine does not falsify them much.
 *
 *   npx vite build --ssr test/bench/step-cost.ts --outDir .cache/bench && node .cache/bench/step-cost.js [--kernels]
 */
import * as tf from '@tensorflow/tfjs'
import { argv, cpuUsage, stdout } from 'node:process'
import { openWasmEngine } from '../helpers/engine/wasm-engine.ts'
import { openStep, STEP_CASES, type StepCase } from './step-cases.ts'

const WARM_UP = 5
const ROUNDS = 5

function now(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1000
}

/** Processor milliseconds of one step: the best of several rounds. */
function stepCost(run: (step: number) => void, steps: number): number {
  for (let i = 0; i < WARM_UP; i++) run(i)
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const start = now()
    for (let i = 0; i < steps; i++) run(WARM_UP + round * steps + i)
    best = Math.min(best, (now() - start) / steps)
  }
  return best
}

/** Milliseconds and calls per kernel over some steps, dearest first. */
function kernelCosts(run: (step: number) => void, steps: number): Record<string, string> {
  const costs = new Map<string, { calls: number; ms: number }>()
  const undo = tf.getKernelsForBackend('wasm').map((config) => {
    const timed: tf.KernelFunc = (call) => {
      const start = performance.now()
      const result = config.kernelFunc(call)
      const cost = costs.get(config.kernelName) ?? { calls: 0, ms: 0 }
      cost.calls++
      cost.ms += performance.now() - start
      costs.set(config.kernelName, cost)
      return result
    }
    tf.unregisterKernel(config.kernelName, 'wasm')
    tf.registerKernel({ ...config, kernelFunc: timed })
    return () => {
      tf.unregisterKernel(config.kernelName, 'wasm')
      tf.registerKernel(config)
    }
  })
  const start = performance.now()
  for (let i = 0; i < steps; i++) run(i)
  const whole = performance.now() - start
  undo.forEach((restore) => restore())
  const sorted = [...costs].sort(([, a], [, b]) => b.ms - a.ms)
  const inKernels = sorted.reduce((sum, [, { ms }]) => sum + ms, 0)
  const share = ([name, { calls, ms }]: (typeof sorted)[number]) =>
    [name, `${(ms / steps).toFixed(2)} ms in ${(calls / steps).toFixed(1)} calls`] as const
  return Object.fromEntries([
    ...sorted.map(share),
    ['outside kernels', `${((whole - inKernels) / steps).toFixed(2)} ms`],
  ])
}

function measure(spec: StepCase): void {
  const { run, dispose } = openStep(spec)
  const steps = spec.name === 'ring' ? 100 : 5
  const cost = stepCost(run, steps)
  stdout.write(
    `${JSON.stringify({ figure: `step ${spec.name}`, ms: Number(cost.toFixed(2)), backend: 'wasm' })}\n`,
  )
  if (argv.includes('--kernels')) stdout.write(`${JSON.stringify(kernelCosts(run, steps), null, 1)}\n`)
  dispose()
}

await openWasmEngine()
for (const spec of STEP_CASES) measure(spec)
