/** A peer that runs in Node: answers questions, one JSON line each, and times its steps. Knows no library. */
import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import type { Losses } from '../../speed/job.ts'
import type { Answers, CostJob, Prepared, Question, Reply, Sample } from './job.ts'

export interface Peer {
  /** Writes a case down for all peers; left out by those who are only handed it. */
  make?(name: CostJob['name'], folder: string): Promise<CostJob>
  /** Builds both networks anew, as the job begins. */
  prepare(job: CostJob): Promise<Prepared>
  /** Trains D once, then G once, on the next batch. */
  step(): void
  /** Of the last step. */
  losses(): Promise<Losses>
}

export async function serve(peer: Peer): Promise<void> {
  for await (const line of createInterface({ input: stdin })) {
    const reply = await replyTo(peer, JSON.parse(line) as Question)
    stdout.write(`${JSON.stringify(reply)}\n`)
  }
}

async function replyTo(peer: Peer, question: Question): Promise<Reply> {
  try {
    return { answer: await answerTo(peer, question) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

function answerTo(peer: Peer, question: Question): Promise<Answers[Question['method']]> {
  switch (question.method) {
    case 'make':
      if (peer.make === undefined) throw new Error('This peer makes no jobs.')
      return peer.make(question.case, question.folder)
    case 'prepare':
      return peer.prepare(question.job)
    case 'sample':
      return sample(peer, question.steps)
  }
}

async function sample(peer: Peer, steps: number): Promise<Sample> {
  const start = performance.now()
  for (let i = 0; i < steps; i++) peer.step()
  const losses = await peer.losses()
  return { ms: performance.now() - start, losses }
}
