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
  /** Rows: what is drawn of them. */
  rows?: RowView
  /** Runs that restore: beside what pictures are seen. */
  restored?: RestoredView
  /** Runs that translate: which way what is under the hand goes, 1 back; absent: 0. */
  way?: 0 | 1
  /** Conditional runs: the class that is shown; null or absent: each column a class. */
  pickedClass?: number | null
}

export interface RestoredView {
  /** Which of the baselines is shown, by its id; null, or one that does not apply: the first. */
  readonly baseline: string | null
  /** Whether it is shown where each differs from the truth. */
  readonly difference: boolean
}

export const FIRST_RESTORED_VIEW: RestoredView = { baseline: null, difference: false }

export const ROW_SHOWS = ['columns', 'pairs', 'scatter', 'table'] as const

export interface RowView {
  /** Every column, how pairs hang together, two columns against each other, or rows with the nearest real one. */
  readonly show: (typeof ROW_SHOWS)[number]
  /** The two columns against each other, counted from 0 among those that are learnt. */
  readonly x: number
  readonly y: number
}

export const FIRST_ROW_VIEW: RowView = { show: 'columns', x: 0, y: 1 }
