/** A change of settings, taken whole or not at all. */
import { GanvasError } from '../failure.ts'
import { checkChange, conflictsIn } from './check.ts'
import { applyChange } from './difference.ts'
import type { DataInUse } from './item-kind.ts'
import type { RunConfig } from './run-config.ts'

/**
 * The config after a change.
 * @param dataset the data that are there; null before there are any
 * @throws GanvasError `bad-setting` that names every value that is wrong and every clash
 */
export function acceptChange(config: RunConfig, change: Partial<RunConfig>, dataset: DataInUse): RunConfig {
  const checked = checkChange(change)
  const next = applyChange(config, checked.change)
  const complaints = [...checked.complaints, ...conflictsIn(next, dataset)]
  if (complaints.length > 0) {
    throw new GanvasError('bad-setting', complaints.join(' '), 'Choose a value in the range shown.')
  }
  return next
}
