/** PyTorch as a peer: a Python process that answers the same questions, one JSON line each. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Answers, Question } from '../measured.ts'
import type { Handle } from './handle.ts'

const SCRIPT = 'test/bench/speed/torch_peer.py'
const PYTHONS = [process.env['PYTHON'], 'python3', '/usr/bin/python3']

type Reply = { answer: unknown } | { failed: string }

/** A Python that has PyTorch, or null. */
export function findTorch(): string | null {
  const works = (python: string) => spawnSync(python, ['-c', 'import torch, numpy']).status === 0
  return PYTHONS.find((python) => python !== undefined && works(python)) ?? null
}

/** @param folder where the jobs' files are */
export function openTorch(python: string, folder: string): Handle {
  const child = spawn(python, [SCRIPT, folder])
  child.stderr.pipe(process.stderr)
  const closed = new Promise<void>((done) => {
    child.once('close', () => done())
  })
  const replies = repliesOf(child)
  return {
    peer: 'torch',
    ask: async <Q extends Question>(question: Q) => {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      const reply = await replies()
      if ('failed' in reply) throw new Error(reply.failed)
      return reply.answer as Answers[Q['method']]
    },
    close: () => {
      child.stdin.end()
      return closed
    },
  }
}

/** The next line of a process; rejects when it ends instead. */
function repliesOf(child: ChildProcessWithoutNullStreams): () => Promise<Reply> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async () => {
    const line: IteratorResult<string, unknown> = await lines.next()
    if (line.done === true) throw new Error('the process ended')
    return JSON.parse(line.value) as Reply
  }
}
