/** A peer as the bench holds it: somebody who answers questions, in a page or in a process. */
import type { Answers, Question } from '../measured.ts'
import type { PeerName } from './options.ts'

export interface Handle {
  readonly peer: PeerName
  ask<Q extends Question>(question: Q): Promise<Answers[Q['method']]>
  close(): Promise<void>
}

/** The same peer, told on how many threads to compute when it is opened. */
export function onThreads(handle: Handle, threads: number): Handle {
  return {
    ...handle,
    ask: (question) => handle.ask(question.method === 'open' ? { ...question, threads } : question),
  }
}
