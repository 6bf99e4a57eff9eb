/** A peer as the bench holds it: a process that answers one JSON line each. Knows no library. */
import { converse } from '../../speed/node/conversation.ts'
import type { Answers, Question } from './job.ts'

export type Who = 'ganvas' | 'stock tfjs' | 'PyTorch'

export interface Handle {
  readonly who: Who
  ask<Q extends Question>(question: Q): Promise<Answers[Q['method']]>
  close(): Promise<void>
}

export function openProcess(who: Who, program: string, args: readonly string[]): Handle {
  const { ask, close } = converse(program, args)
  return {
    who,
    ask: async <Q extends Question>(question: Q) => {
      try {
        return (await ask(question)) as Answers[Q['method']]
      } catch (error) {
        throw new Error(`${who}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
    },
    close,
  }
}
