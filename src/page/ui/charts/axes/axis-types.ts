/** What a vertical axis is, and what it has to show. Plain data; made by value-axis.ts. */

/** An axis in data units. `low` … `high` is shown; ticks are ascending and lie within. */
export type ValueAxis =
  | {
      readonly kind: 'linear' | 'log'
      readonly low: number
      readonly high: number
      readonly ticks: readonly number[]
    }
  | {
      /** Logarithmic on both sides of zero, straight between ±linear. */
      readonly kind: 'symlog'
      readonly linear: number
      readonly low: number
      readonly high: number
      readonly ticks: readonly number[]
    }

/** What an axis has to show. `leastPositive` is the smallest value above 0, or NaN. */
export interface Extent {
  readonly least: number
  readonly greatest: number
  readonly leastPositive: number
}
