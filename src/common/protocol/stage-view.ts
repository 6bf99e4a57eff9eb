/** What the person wants to see on the stage. Plain data from the page; drawn by the worker. */
import type { Viewport } from '../items/viewport.ts'
import type { LatentPlane, Layers } from '../items/stage-layers.ts'

export interface StageView {
  theme: 'light' | 'dark'
  /** Points: which layers are drawn. */
  layers: Layers
  /** Points: the part of the plane that is seen. */
  viewport: Viewport
  /** Points: the latent plane that is warped, where there are more than two dimensions. */
  plane: LatentPlane
  /** Pictures: how many columns of fixed noises are drawn. */
  columns: number
  /** Pictures: fakes, reals, or both side by side. */
  show: 'fake' | 'real' | 'both'
  /** Pictures: the most real first, unless columns are classes. */
  sorted?: boolean
  /** Conditional runs: the class that is shown; null or absent: each column a class. */
  pickedClass?: number | null
}
