/** A run that is trained in two parts with a change between them: recorded and replayed where there is an engine, else step by step. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { Run } from '../../../src/worker/session/train/run.ts'

/** @param steps of each part @param change of the settings between them */
export async function trainedInTwo(
  config: RunConfig,
  set: Dataset,
  on: Engine | null,
  steps: number,
  change: Partial<RunConfig>,
) {
  const run = new Run(config, set, on)
  const refused: string[] = []
  for (const next of [{}, change]) {
    run.change({ ...run.config, ...next })
    const until = run.step + steps
    while (run.step < until) {
      if (run.needsCompiling(Infinity)) await run.compile(() => undefined)
      if (run.replay?.refused !== undefined && run.replay.refused !== null) refused.push(run.replay.refused)
      run.advance(until - run.step)
    }
  }
  const made = run.replay?.made
  const rows = await run.log.read()
  const state = await run.game.save()
  run.dispose()
  return { rows, state, refused, made }
}
