/** Makes a running session's step ready to be replayed, and says so meanwhile. Decides nothing about training. */
import type { Run } from './run.ts'
import type { Emit } from './trainer.ts'

/** Where the step cannot be replayed, tells why, and training goes on all the same. */
export async function compileStep(run: Run, emit: Emit): Promise<void> {
  const said = { begun: false }
  try {
    await run.compile(() => {
      said.begun = true
      emit({ type: 'compiling', compiling: true })
    })
  } finally {
    if (said.begun) emit({ type: 'compiling', compiling: false })
  }
  const reason = run.replay?.refused ?? null
  if (reason === null) return
  const sentence = `Training goes step by step, not replayed, and so more slowly: ${reason}.`
  emit({ type: 'notice', code: 'not-replayed', sentence })
}
