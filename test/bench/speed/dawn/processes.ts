/** Opens each peer in a Node process of its own, on Dawn. Knows no library. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, version } from 'node:process'
import { converse } from '../node/conversation.ts'
import type { Answers, Question } from '../measured.ts'
import type { Place } from '../node/place.ts'

/**
 * @param folder of the bundle
 * @param env of the processes: it names the driver
 * @param dawn version of the package that brings Dawn
 */
export function openProcesses(folder: string, env: NodeJS.ProcessEnv, dawn: string): Place {
  const jobs = mkdtempSync(join(tmpdir(), 'ganvas-bench-'))
  return {
    folder: jobs,
    host: `Node ${version} on Dawn (webgpu ${dawn})`,
    open: (peer) => {
      const { ask, close } = converse(execPath, [join(folder, 'peer.js'), peer, jobs], env)
      return Promise.resolve({
        peer,
        ask: async <Q extends Question>(question: Q) => (await ask(question)) as Answers[Q['method']],
        close,
      })
    },
    close: () => {
      rmSync(jobs, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}
