/** What choosing a preset changes: everything but how the run is run. Pure. */
import { presetConfig, type Preset } from '../../../common/config/presets.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'

/** The whole config of the preset; where and how long to run stay as they are unless the preset speaks of them. */
export function keptChange(current: RunConfig, preset: Preset): RunConfig {
  const { seed, steps, backend, speed, autostart } = current
  return { ...presetConfig(preset), seed, steps, backend, speed, autostart, ...preset.config }
}
