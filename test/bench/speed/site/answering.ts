/**
 * Answers the questions put to one peer, and times it. Knows neither where it runs, in a worker or in a process, nor how
 * questions come to it. The watches stand from when this module is loaded, so a library must not be loaded before it.
 */
import { heldAt, type Job } from '../job.ts'
import type { Answers, Backend, Question, Sample } from '../measured.ts'
import { watchGpu } from './gpu-watch.ts'
import { watchHeaps } from './heap-watch.ts'
import type { OpenPeer, Peer } from './peer.ts'

export type Reply = { answer: unknown } | { failed: string }

/** Reads a job's file of floats. */
export type ReadFloats = (file: string) => Promise<Float32Array<ArrayBuffer>>

const gpu = watchGpu()
const heapBytes = watchHeaps()

const PEERS: Readonly<Record<string, () => Promise<OpenPeer>>> = {
  ours: async () => (await import('./peers/ours.ts')).openOurs,
  stock: async () => (await import('./peers/stock.ts')).openStock,
  jax: async () => (await import('./peers/jax.ts')).openJax,
}

/** @param name of the peer @returns what answers its questions, one at a time, and never rejects */
export function answering(name: string, readFloats: ReadFloats): (question: Question) => Promise<Reply> {
  let backend: Backend = 'wasm'
  let peer: Peer | null = null
  const opened = (): Peer => {
    if (peer === null) throw new Error('The peer is not open.')
    return peer
  }
  const answer = async (question: Question): Promise<Answers[Question['method']]> => {
    switch (question.method) {
      case 'open':
        backend = question.backend
        peer = await load(name, backend, question.threads)
        return { adapter: peer.adapter }
      case 'prepare':
        await prepare(opened(), question.job, readFloats)
        return null
      case 'sample':
        return sample(opened(), backend, question.steps)
      case 'product':
        return { ms: await timeProduct(opened(), question.side) }
    }
  }
  return async (question) => {
    try {
      return { answer: await answer(question) }
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) }
    }
  }
}

async function load(name: string, backend: Backend, threads?: number): Promise<Peer> {
  const loadPeer = PEERS[name]
  if (loadPeer === undefined) throw new Error(`No peer is called ${name}.`)
  const open = await loadPeer()
  return open(backend, threads)
}

async function prepare(peer: Peer, job: Job, readFloats: ReadFloats): Promise<void> {
  const floats = await readFloats(job.file)
  await peer.prepare(job, (slot) => heldAt(floats, slot))
}

async function sample(timed: Peer, backend: Backend, steps: number): Promise<Sample> {
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
