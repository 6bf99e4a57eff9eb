/** A condition laid beside the items: how a network is told a source or a row of choices. No parameters. */
import { concat } from '@tensorflow/tfjs'
import type { BesideOp } from '../../../../common/networks/layer-op.ts'
import { conditionOf } from '../conditions.ts'
import type { Layer } from '../layer.ts'

export interface BesideOptions {
  readonly name: string
  /** Shape of one item coming in. */
  readonly shape: readonly number[]
  readonly condition: BesideOp['condition']
  /** Shape of one condition: as the item's but for the last axis. */
  readonly conditionShape: readonly number[]
}

/**
 * [n, …, a] → [n, …, a + b]: the item first, then its condition [n, …, b] (Mirza & Osindero 2014; for pictures, on the
 * channels, Isola et al. 2017).
 */
export function besideLayer({ name, shape, condition, conditionShape }: BesideOptions): Layer {
  const last = (shape.at(-1) ?? 0) + (conditionShape.at(-1) ?? 0)
  return {
    name,
    op: { type: 'beside', condition, channels: conditionShape.at(-1) ?? 0 },
    outputShape: [...shape.slice(0, -1), last],
    parameters: [],
    statistics: [],
    couples: false,
    apply: (x, _, { conditions }) => {
      const told = conditionOf(conditions, condition, x.shape.at(0) ?? 0)
      if (told === undefined) throw new Error(`${name} was not told the ${condition}.`)
      return concat([x, told], -1)
    },
  }
}
