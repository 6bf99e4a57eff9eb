/** What a person painted, as plain data. */

/** A painted density: `side`×`side` weights, row 0 at the top. */
export interface PaintedDensity {
  density: Float32Array
  side: number
}
