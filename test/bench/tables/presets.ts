/** Every preset of the tables, the most telling first. */
import type { Preset } from './preset.ts'
import { PACGAN_GRID, PACGAN_RING } from './presets/pacgan.ts'
import { R3_GRID } from './presets/r3-grid.ts'
import { DRAGAN_RING, WGAN_GP_GRID, WGAN_GP_RING } from './presets/toys.ts'
import { XY_COLLAPSE } from './presets/xy-collapse.ts'

export const PRESETS: readonly Preset[] = [
  XY_COLLAPSE,
  R3_GRID,
  PACGAN_RING,
  PACGAN_GRID,
  WGAN_GP_RING,
  WGAN_GP_GRID,
  DRAGAN_RING,
]
