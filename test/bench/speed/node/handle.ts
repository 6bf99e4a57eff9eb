/** A peer as the bench holds it: somebody who answers questions, in a page or in a process. */
import type { Answers, Question } from '../measured.ts'
import type { PeerName } from './options.ts'

export interface Handle {
  readonly peer: PeerName
  ask<Q extends Question>(question: Q): Promise<Answers[Q['method']]>
  close(): Promise<void>
}
