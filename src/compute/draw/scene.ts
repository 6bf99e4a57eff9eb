/**
 * What a canvas shows, as plain numbers. Built by the session, drawn by a painter; the painter decides nothing about
 * what is worth showing, the session nothing about pixels.
 */

export interface PointScene {
  kind: 'points'
  theme: 'light' | 'dark'
  /** Half side of the square shown, data units. */
  extent: number
  /** [n, 2]; empty when the layer is off. */
  real: Float32Array
  /** [n, 2] */
  fake: Float32Array
  /** σ(D) on a side×side grid over [−extent, extent]², row 0 at the top (largest y); null when the layer is off. */
  surface: { side: number; scores: Float32Array } | null
  /** The sample under the hand: its place and D's score. */
  held: { x: number; y: number; score: number } | null
}

/** A row of pictures. Values are in [−1, 1], NHWC. */
export interface Pictures {
  count: number
  pixels: Float32Array
  /** σ(D) of each picture. */
  scores: Float32Array
}

export interface ImageScene {
  kind: 'images'
  theme: 'light' | 'dark'
  size: number
  channels: 1 | 3
  columns: number
  fake: Pictures | null
  real: Pictures | null
}

/** One large picture: the sample under the hand. */
export interface PortraitScene {
  kind: 'portrait'
  theme: 'light' | 'dark'
  size: number
  channels: 1 | 3
  picture: Pictures
}

/** Nothing to show yet. */
export interface EmptyScene {
  kind: 'empty'
  theme: 'light' | 'dark'
}

export type Scene = PointScene | ImageScene | PortraitScene | EmptyScene

/** Draws scenes onto one transferred canvas. */
export interface Painter {
  /** @param width,height CSS pixels @param scale device pixels per CSS pixel */
  resize(width: number, height: number, scale: number): void
  /** Draws now. The last scene is drawn again after a resize. */
  draw(scene: Scene): void
}
