/** What choosing a preset changes: everything but how the run is run. Pure. */
import { fitToOwn } from '../../../common/config/dataset-kind.ts'
import { itemKindOf, type DataInUse } from '../../../common/config/item-kind.ts'
import { presetConfig, type Preset } from '../../../common/config/presets.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'

/**
 * The whole config of the preset; where and how long to run stay as they are unless the preset speaks of them.
 * @param dataset the data that are there: networks for the person's own files fit what those hold
 */
export function keptChange(current: RunConfig, preset: Preset, dataset: DataInUse): RunConfig {
  const { seed, steps, backend, precision, speed, autostart } = current
  const kept = { seed, steps, backend, precision, speed, autostart }
  const config = { ...presetConfig(preset), ...kept, ...preset.config }
  return fitToOwn(config, itemKindOf({ config, dataset }))
}
