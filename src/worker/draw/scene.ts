/**
 * What a canvas shows, as plain numbers. Built by an item's kind, drawn by its painter; the painter decides nothing about
 * what is worth showing, who builds a scene nothing about pixels.
 */
import type { Tensor } from '@tensorflow/tfjs'
import type { KindId } from '../../common/items/item-spec.ts'
import type { PlaneWindow } from '../../common/items/viewport.ts'
import type { DevicePictures, DevicePlane } from './device/on-device.ts'
import type { Pen } from './pen.ts'

/** What all scenes have. */
export interface Scene {
  /** Of which items: it names who draws it. */
  readonly kind: KindId
  readonly theme: 'light' | 'dark'
}

/** Draws the scenes of one kind on one canvas; may keep things between draws. */
export interface ScenePainter<S extends Scene = Scene> {
  draw(pen: Pen, scene: S): void
  /** What the scene holds on the device. */
  tensorsOf(scene: S): readonly Tensor[]
}

/** Makes the painter of each kind's scenes. */
export type ScenePainters = Readonly<Record<KindId, { painter(): ScenePainter }>>

export interface PointScene extends Scene {
  readonly kind: 'point'
  /** Half side of the dataset's own square, data units: what densities are held against. */
  extent: number
  /** The visible square. */
  window: PlaneWindow
  /** [n, 2]; empty when the layer is off. */
  real: Float32Array
  /** Of each real, by which of the class colours it is drawn; null where all are of one colour. */
  realHues: Uint8Array | null
  /** [n, 2] */
  fake: Float32Array
  /** σ(D) on a side×side grid over the window, row 0 at the top (largest y); null when the layer is off. */
  surface: { side: number; scores: Float32Array } | null
  /** The generator's warped grid; null when the layer is off. */
  grid: WarpedGrid | null
  /** Which way the generator's objective draws each fake; null when the layer is off. */
  directions: Arrows | null
  /** ∂D/∂x over the window; null when the layer is off. */
  inputGradients: (Arrows & { side: number }) | null
  /** Side by side instead of in one panel; null when the layer is off. */
  densities: Densities | null
  /** Layers that stay on the device: they are then absent above and below. Not beside densities. */
  device?: DevicePlane
  /** The sample under the hand: its place and D's score. */
  cursor: { x: number; y: number; score: number } | null
  /** The point that is looked at closely. */
  focus: { kind: 'real' | 'fake'; x: number; y: number; direction: { x: number; y: number } | null } | null
}

/** A grid of noise after the generator: `columns` cells across, `rows` up; with no rows it is a curve. */
export interface WarpedGrid {
  columns: number
  rows: number
  /** Corners, row by row: [(rows + 1)·(columns + 1), 2]. */
  places: Float32Array
  /** Of each cell: shares of the prior per unit of area (of length on a curve); Infinity where it is folded flat. */
  densities: Float32Array
}

/** Vectors at places, data units. */
export interface Arrows {
  /** [n, 2] */
  places: Float32Array
  /** [n, 2] */
  values: Float32Array
}

/** Shares per unit of area on side×side cells over the window, row 0 at the top. */
export interface Densities {
  side: number
  real: Float32Array
  fake: Float32Array
}

/** A row of pictures. Values are in [−1, 1], NHWC. */
export interface Pictures {
  count: number
  pixels: Float32Array
  /** σ(D) of each picture. */
  scores: Float32Array
  /** In the place of both, which are then empty. */
  device?: DevicePictures
  /** Where pictures are sorted: which one of the unsorted row each is. */
  order?: Uint32Array
}

/** Pictures as grids of tiles. */
export interface WallScene extends Scene {
  readonly kind: 'picture'
  readonly layout: 'wall'
  size: number
  channels: 1 | 3
  columns: number
  /** Names above the columns, such as classes. */
  heads?: readonly string[]
  /** Without a caption. */
  bare?: boolean
  fake: Pictures | null
  real: Pictures | null
}

/** One large picture: the sample under the hand. */
export interface PortraitScene extends Scene {
  readonly kind: 'picture'
  readonly layout: 'portrait'
  size: number
  channels: 1 | 3
  picture: Pictures
}

/** Pictures that were restored from what is left of them, row by row beside the true ones. Values of all are RGB. */
export interface RestoredScene extends Scene {
  readonly kind: 'picture'
  readonly layout: 'restored'
  readonly size: number
  /** Pictures in each column. */
  readonly count: number
  /** Tiles across that were asked for, about. */
  readonly across: number
  readonly columns: readonly RestoredColumn[]
  /** Generator updates done. */
  readonly step: number
  /** False where they are training pictures, as none are held out. */
  readonly heldOut: boolean
  /** Where each differs from the truth; in `columns` as well where it is shown. */
  readonly difference: RestoredColumn
}

export interface RestoredColumn {
  readonly id: 'source' | 'output' | 'truth' | 'baseline' | 'difference'
  /** “Bicubic”. */
  readonly label: string
  /** Where there is little room. */
  readonly short?: string
  /** Scores are empty where D is not asked. */
  readonly pictures: Pictures
  /** How near each is to the truth, dB; null where that is no question. */
  readonly decibels: Float32Array | null
}

export type PictureScene = WallScene | PortraitScene | RestoredScene

/** One column of a table, reals and fakes by the same bars. */
export interface ColumnBars {
  readonly name: string
  /** Bars of a number's range, from the left; 0 for a category. The others are labels. */
  readonly bins: number
  /** Ends of the range as they are written; empty for a category. */
  readonly ends: readonly string[]
  /** Labels, one for each bar behind the bins. */
  readonly labels: readonly string[]
  /** Shares of all rows, one for each bar. */
  readonly real: Float64Array
  readonly fake: Float64Array
  /** 1 where both are alike, 0 where they share nothing; NaN where it cannot be told. */
  readonly alike: number
}

/** Every column of a table, side by side. */
export interface ColumnsScene extends Scene {
  readonly kind: 'row'
  readonly layout: 'columns'
  readonly columns: readonly ColumnBars[]
}

/** How far each pair of columns is from hanging together as among reals. */
export interface PairsScene extends Scene {
  readonly kind: 'row'
  readonly layout: 'pairs'
  readonly names: readonly string[]
  /** [columns, columns] 0: as among reals, 1: not at all; NaN where it cannot be told. The diagonal is each column by itself. */
  readonly differences: Float64Array
}

/** An axis of two columns against each other. */
export interface ScatterAxis {
  readonly name: string
  /** What stands where along it, at shares of its length. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

export interface ScatterScene extends Scene {
  readonly kind: 'row'
  readonly layout: 'scatter'
  readonly x: ScatterAxis
  readonly y: ScatterAxis
  /** [n, 2] shares of both axes. */
  readonly real: Float32Array
  readonly fake: Float32Array
  /** σ(D) of each fake. */
  readonly scores: Float32Array
}

/** One row: the sample under the hand. */
export interface RowCardScene extends Scene {
  readonly kind: 'row'
  readonly layout: 'card'
  readonly cells: readonly { readonly name: string; readonly text: string; readonly place: number | null }[]
  readonly score: number
}

export type RowScene = ColumnsScene | PairsScene | ScatterScene | RowCardScene

/** Draws scenes onto one transferred canvas. */
export interface Painter {
  /** @param width,height CSS pixels @param scale device pixels per CSS pixel */
  resize(width: number, height: number, scale: number): void
  /** Draws now. The last scene is drawn again after a resize; what it holds on the device is freed when a scene follows that does not. */
  draw(scene: Scene): void
  /** Nothing is drawn any more. */
  dispose(): void
}
