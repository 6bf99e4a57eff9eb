/** What the person wants to see on the stage. Plain data from the page; drawn by the worker. */
export interface StageView {
  theme: 'light' | 'dark'
  /** Points: which layers are drawn. */
  layers: { real: boolean; fake: boolean; surface: boolean }
  /** Images: how many columns of fixed noises are drawn. */
  columns: number
  /** Images: fakes, reals, or both side by side. */
  show: 'fake' | 'real' | 'both'
}
