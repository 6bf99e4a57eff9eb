/** What a rebuild takes over and comes to rest on: settings that fit the data, data that fit the settings, the state after. Pure. */
import { fitToOwn, mixtureDiffers, preparationDiffers } from '../../../common/config/dataset-kind.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { SessionState } from '../../../common/protocol/report.ts'
import type { Run } from '../train/run.ts'

/** Settings for the person's own data follow what the data are. */
export function fitted(config: RunConfig, dataset: Dataset): RunConfig {
  return fitToOwn(config, dataset.summary.item.kind)
}

/** The dataset in use, if the new config wants the same items. */
export function keptDataset(run: Run | null, next: RunConfig): { dataset?: Dataset } {
  if (run === null || preparationDiffers(run.config, next) || mixtureDiffers(run.config, next)) return {}
  return { dataset: run.dataset }
}

/** The resting state a failed rebuild returns to. */
export function settled(state: SessionState): SessionState {
  return state === 'ready' || state === 'paused' || state === 'failed' ? state : 'paused'
}
