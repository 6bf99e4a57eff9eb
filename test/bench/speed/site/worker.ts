/** The worker of one peer, named as the worker is: times it. The watches must stand before a library is loaded. */
import { heldAt, type Job } from '../job.ts'
import type { Answers, Backend, Question, Sample } from '../measured.ts'
import { watchGpu } from './gpu-watch.ts'
import { watchHeaps } from './heap-watch.ts'
import type { OpenPeer, Peer } from './peer.ts'

export type Reply = { answer: unknown } | { failed: string }

const gpu = watchGpu()
const heapBytes = watchHeaps()

const PEERS: Readonly<Record<string, () => Promise<OpenPeer>>> = {
  ours: async () => (await import('./peers/ours.ts')).openOurs,
  stock: async () => (await import('./peers/stock.ts')).openStock,
  jax: async () => (await import('./peers/jax.ts')).openJax,
}

let backend: Backend = 'wasm'
let peer: Peer | null = null

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  void answer(data).then(
    (value) => self.postMessage({ answer: value } satisfies Reply),
    (error: unknown) =>
      self.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies Reply),
  )
})

async function answer(question: Question): Promise<Answers[Question['method']]> {
  switch (question.method) {
    case 'open':
      backend = question.backend
      return open(question.backend)
    case 'prepare':
      await prepare(question.job)
      return null
    case 'sample':
      return sample(opened(), question.steps)
    case 'product':
      return { ms: await timeProduct(opened(), question.side) }
  }
}

async function open(wanted: Backend): Promise<Answers['open']> {
  const load = PEERS[self.name]
  if (load === undefined) throw new Error(`No peer is called ${self.name}.`)
  const openPeer = await load()
  peer = await openPeer(wanted)
  return { adapter: peer.adapter }
}

function opened(): Peer {
  if (peer === null) throw new Error('The peer is not open.')
  return peer
}

async function prepare(job: Job): Promise<void> {
  const response = await fetch(`/${job.file}`)
  if (!response.ok) throw new Error(`${job.file}: ${response.status}`)
  const floats = new Float32Array(await response.arrayBuffer())
  await opened().prepare(job, (slot) => heldAt(floats, slot))
}

async function sample(timed: Peer, steps: number): Promise<Sample> {
  gpu.take()
  timed.counters?.()
  const start = performance.now()
  if (timed.steps === undefined) for (let i = 0; i < steps; i++) timed.step()
  else timed.steps(steps)
  const losses = await timed.losses()
  const end = performance.now()
  const { commands, lastWork } = gpu.take()
  const onGpu = backend === 'webgpu'
  return {
    steps,
    ms: end - start,
    jsMs: onGpu ? lastWork - start : null,
    commands: onGpu ? commands : null,
    reported: onGpu ? (timed.counters?.() ?? null) : null,
    bytes: onGpu ? gpu.bytes() : heapBytes(),
    tensors: timed.tensors(),
    losses,
  }
}

/** The best of some tries, after one that compiles: a ceiling is what can be reached. */
async function timeProduct(timed: Peer, side: number): Promise<number> {
  const multiply = timed.product(side)
  await multiply()
  const begin = performance.now()
  let best = Infinity
  for (let i = 0; i < 20 && performance.now() - begin < 2000; i++) {
    const start = performance.now()
    await multiply()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
