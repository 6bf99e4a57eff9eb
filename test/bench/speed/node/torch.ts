/** PyTorch as a peer: a Python process that answers the same questions, one JSON line each. */
import { spawnSync } from 'node:child_process'
import type { Answers, Question } from '../measured.ts'
import { converse } from './conversation.ts'
import type { Handle } from './handle.ts'

const SCRIPT = 'test/bench/speed/torch_peer.py'
/** The second is the environment that `npm run test:python` makes: a system's own PyTorch may be years older. */
const PYTHONS = [process.env['PYTHON'], '.cache/python/env/bin/python', 'python3', '/usr/bin/python3']

/** A Python that has PyTorch, or null. */
export function findTorch(): string | null {
  const works = (python: string) => spawnSync(python, ['-c', 'import torch, numpy']).status === 0
  return PYTHONS.find((python) => python !== undefined && works(python)) ?? null
}

/** @param folder where the jobs' files are */
export function openTorch(python: string, folder: string): Handle {
  const { ask, close } = converse(python, [SCRIPT, folder])
  return {
    peer: 'torch',
    ask: async <Q extends Question>(question: Q) => (await ask(question)) as Answers[Q['method']],
    close,
  }
}
