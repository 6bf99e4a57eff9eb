/** The stage's view as a first visitor has it. */
import { FIRST_LAYERS, FIRST_PLANE } from '../../../src/common/items/stage-layers.ts'
import { WHOLE } from '../../../src/common/items/viewport.ts'
import type { StageView } from '../../../src/common/protocol/stage-view.ts'

export const FIRST_VIEW: StageView = {
  theme: 'light',
  layers: FIRST_LAYERS,
  viewport: WHOLE,
  plane: FIRST_PLANE,
  columns: 3,
  show: 'both',
}
