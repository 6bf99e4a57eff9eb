import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { ASSETS } from './engine-assets.ts'
import type { WorkerAnswer } from './engine-worker.ts'

/** 3 × 3 identity times a known matrix on whatever back end is current. */
async function product(): Promise<number[]> {
  const out = tf.tidy(() =>
    tf
      .eye(3)
      .mul(2)
      .matMul(tf.range(0, 9).reshape([3, 3])),
  )
  const values = await out.data()
  out.dispose()
  return [...values]
}
const DOUBLED = [0, 2, 4, 6, 8, 10, 12, 14, 16]

test('on its own it prefers WASM to software renderers, and says so', async () => {
  const engine = await openEngine('auto', ASSETS)
  expect(engine.report.backend).toBe('wasm')
  expect(engine.report.passedOver.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl'])
  expect(engine.report.passedOver[0]?.reason).toMatch(/software renderer \(.*swiftshader.*\)/i)
  expect(engine.report.passedOver[1]?.reason).toMatch(/software renderer \(.*swiftshader.*\)/i)
  expect(tf.getBackend()).toBe('wasm')
  expect(await product()).toEqual(DOUBLED)
})

test.for(['webgpu', 'webgl', 'wasm', 'cpu'] as const)('%s by name is taken, and computes', async (name) => {
  const engine = await openEngine(name, ASSETS)
  expect(engine.report.backend).toBe(name)
  expect(tf.getBackend()).toBe(name)
  // The adapter of this lane is software; WASM and plain JavaScript stand in for no GPU.
  expect(engine.report.software).toBe(name === 'webgpu' || name === 'webgl')
  expect(await product()).toEqual(DOUBLED)
  await engine.settle()
  const held = tf.tidy(() => tf.ones([100]).add(1))
  await engine.settle()
  expect(engine.memory().bytes).toBeGreaterThanOrEqual(400)
  held.dispose()
})

test('the WebGPU engine settles in the middle of a pass', async () => {
  const engine = await openEngine('webgpu', ASSETS)
  let lost: string | null = null
  void engine.lost.then(({ sentence }) => (lost = sentence))
  // Nothing has read it yet: the pass that computes it is still open.
  const sum = tf.add(tf.ones([8, 8]), 1)
  await engine.settle()
  expect(Array.from(await sum.data())).toEqual(Array<number>(64).fill(2))
  expect(lost).toBeNull()
})

test('what a better back end was passed over for is said when another is chosen by name', async () => {
  const { report } = await openEngine('webgl', ASSETS)
  expect(report.passedOver).toEqual([{ backend: 'webgpu', reason: 'WebGL was chosen by name.' }])
})

test('the WebGPU engine counts dispatches, submits and read-backs', async () => {
  const engine = await openEngine('webgpu', ASSETS)
  await product()
  engine.counters()
  const sum = tf.tidy(() => tf.ones([8, 8]).add(1).mul(3))
  await sum.data()
  sum.dispose()
  const counts = engine.counters()
  expect(counts.dispatches).toBeGreaterThanOrEqual(2)
  expect(counts.submits).toBeGreaterThanOrEqual(1)
  expect(counts.readbacks).toBe(1)
  expect(engine.counters()).toEqual({ dispatches: 0, submits: 0, readbacks: 0 })
})

test.for(['webgpu', 'webgl', 'wasm'] as const)('%s opens in a dedicated worker', async (name) => {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })
  const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<WorkerAnswer>) => resolve(event.data))
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.postMessage(name)
  })
  worker.terminate()
  expect(answer.report.backend).toBe(name)
  expect(answer.product).toEqual([3, 3, 3, 3])
})

test('a lost device is told once, with what to do next', async () => {
  const { lost } = await openEngine('webgpu', ASSETS)
  const backend = tf.backend() as unknown as { device: GPUDevice }
  backend.device.destroy()
  expect(await lost).toMatchObject({ code: 'gpu-lost' })
})

test('a command that the GPU refuses counts as a loss, with the text of the refusal', async () => {
  const engine = await openEngine('webgpu', ASSETS)
  const backend = tf.backend() as unknown as { device: GPUDevice }
  backend.device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE })
  await engine.settle()
  const failure = await engine.lost
  expect(failure.code).toBe('gpu-error')
  expect(failure.sentence).toMatch(/usage/i)
})

test('a lost WebGL context is told', async () => {
  const { lost } = await openEngine('webgl', ASSETS)
  const backend = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }
  backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext()
  expect(await lost).toMatchObject({ code: 'gpu-lost' })
})

test('a sum of more terms than a shader may bind is right on WebGPU, and leaves nothing behind', async () => {
  const engine = await openEngine('webgpu', ASSETS)
  let lost: unknown
  void engine.lost.then((failure) => (lost = failure))
  const before = engine.memory().tensors
  const terms = Array.from({ length: 40 }, (_, i) => tf.fill([3], i))
  const sum = tf.addN(terms)
  expect([...(await sum.data())]).toEqual([780, 780, 780])
  tf.dispose([...terms, sum])
  await engine.settle()
  expect(lost).toBeUndefined()
  expect(engine.memory().tensors).toBe(before)
})

test.for(['webgpu', 'webgl'] as const)('on %s settling waits for queued work', async (name) => {
  const engine = await openEngine(name, ASSETS)
  const side = 384
  const matrix = tf.ones([side, side])
  await engine.settle()
  // Six products of 384³ keep a software renderer busy for long.
  const product = tf.tidy(() => {
    let sum = matrix
    for (let i = 0; i < 6; i++) sum = sum.matMul(matrix).div(side)
    return sum
  })
  const done = name === 'webgpu' ? webGpuDone() : webGlDone()
  expect(done()).toBe(false)
  await engine.settle()
  expect(done()).toBe(true)
  tf.dispose([matrix, product])
})

/** Sends what is queued, and says whether the device is through with it. */
function webGpuDone(): () => boolean {
  const backend = tf.backend() as unknown as { device: GPUDevice; submitQueue: () => void }
  backend.submitQueue()
  let done = false
  void backend.device.queue.onSubmittedWorkDone().then(() => (done = true))
  return () => done
}

function webGlDone(): () => boolean {
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
  gl.flush()
  return () => fence !== null && gl.clientWaitSync(fence, 0, 0) !== gl.TIMEOUT_EXPIRED
}
