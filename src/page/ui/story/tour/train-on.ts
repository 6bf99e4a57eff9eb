/** Starts a ready-made experiment: what the tour's buttons and the first visitor's do. No store of its own. */
import type { Actions } from '../../../state/store-types.ts'

/** @param preset an id of src/common/config/presets.ts; the run starts over with it and trains */
export function trainOn(preset: string): (actions: Actions) => void {
  return (actions) => {
    actions.applyPreset(preset)
    actions.run()
  }
}
