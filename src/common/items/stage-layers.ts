/** The layers of the 2-D stage. One list that the page switches, the worker builds and the painter draws. */

export const LAYER_IDS = ['real', 'fake', 'surface', 'grid', 'arrows', 'field', 'density'] as const

export type LayerId = (typeof LAYER_IDS)[number]
/** Which layers are drawn. One that is off costs nothing. */
export type Layers = Record<LayerId, boolean>

export const NO_LAYERS: Layers = {
  real: false,
  fake: false,
  surface: false,
  grid: false,
  arrows: false,
  field: false,
  density: false,
}
export const FIRST_LAYERS: Layers = { ...NO_LAYERS, real: true, fake: true, surface: true }

/** The two latent dimensions whose plane through the held vector is warped onto the stage, from 0. */
export interface LatentPlane {
  across: number
  up: number
}

export const FIRST_PLANE: LatentPlane = { across: 0, up: 1 }
