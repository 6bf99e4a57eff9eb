/** A process that answers questions, one JSON line each. Knows neither the questions nor who answers. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Conversation {
  /** @throws Error where the process says that it failed, or ends */
  readonly ask: (question: object) => Promise<unknown>
  readonly close: () => Promise<void>
}

type Reply = { answer: unknown } | { failed: string }

/** What it says on stderr is passed on. @param env what it finds in its environment */
export function converse(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Conversation {
  const child = spawn(program, args, { env })
  child.stderr.pipe(process.stderr)
  const closed = new Promise<void>((done) => {
    child.once('close', () => done())
  })
  const replies = repliesOf(child)
  return {
    ask: async (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`)
      const reply = await replies()
      if ('failed' in reply) throw new Error(reply.failed)
      return reply.answer
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
