/**
 * What the PyTorch script of a run cannot do, in a sentence each: they stand in its first lines, and on the page before it is
 * saved. Pure.
 */
import { originOf } from '../config/dataset-kind.ts'
import type { RunConfig } from '../config/run-config.ts'
import { kindEntry } from '../items/kinds.ts'
import type { ItemSpec } from '../items/item-spec.ts'

export interface ScriptSubject {
  readonly config: RunConfig
  readonly item: ItemSpec
  /** Whether all that was changed on the way is made again from step 0 on. */
  readonly replayed: boolean
}

/** None for a run whose every step comes again. */
export function scriptLimits({ config, item, replayed }: ScriptSubject): string[] {
  return [
    ...(replayed
      ? []
      : [
          '--from-start begins with the settings as they are now: what was changed on the way is not changed again, ' +
            'as it was more than numbers, or was not noted.',
        ]),
    ...(config.warmStart > 0 ? [] : []),
    ...(originOf(config) === 'own' && kindEntry(item.kind).leavesAs === 'files' ? [] : []),
    'Rounding differs between programs: figures of one step agree to 1e-4; after hundreds of steps two runs are two runs of one kind.',
  ]
}
