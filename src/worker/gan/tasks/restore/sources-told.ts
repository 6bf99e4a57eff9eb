/**
 * What networks that restore are told where nobody gives a source: the generator those of fixed pictures, the discriminator what the
 * very items leave when they are degraded, by fixed numbers: a look repeated is the same look. Fit to be looked at; figures give the
 * true sources. Must not know where pictures come from.
 */
import { tensor, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { fork, normals, streamFor } from '../../../../common/numbers/random.ts'
import type { UsualPictures } from '../../game-types.ts'
import type { Conditions } from '../../networks/conditions.ts'
import { sizeOf } from '../../networks/layer.ts'
import type { SourceRule } from '../task.ts'

export interface SourcesTold {
  /** As they are, or with a source for each item to be made. */
  ofFakes(conditions: Conditions, count: number, live: RunConfig): Conditions
  /** As they are, or with what is left of each item. @param items [n, …item] */
  ofItems(conditions: Conditions, items: Tensor, live: RunConfig): Conditions
}

export function sourcesTold(
  rule: SourceRule,
  itemShape: readonly number[],
  usual: UsualPictures,
): SourcesTold {
  const told = (conditions: Conditions, count: number, real: () => Tensor, live: RunConfig): Conditions => {
    if (conditions.source !== undefined || count === 0) return conditions
    // Nobody knows whose partner an item is: the usual ones stand in.
    const partner = () =>
      usual.partners === undefined ? null : tensor(usual.partners(count), [count, ...itemShape])
    return { ...conditions, source: rule.of(real(), fixedNormal(), live, partner) }
  }
  return {
    ofItems: (conditions, items, live) => told(conditions, items.shape.at(0) ?? 0, () => items, live),
    ofFakes: (conditions, count, live) =>
      told(conditions, count, () => tensor(usual.items(count), [count, ...itemShape]), live),
  }
}

/** N(0, 1), other numbers at each call and the same ones for each look. */
function fixedNormal(): (shape: readonly number[]) => Tensor {
  let calls = 0
  return (shape) => tensor(normals(fork(streamFor(0, 'evaluate'), calls++), sizeOf(shape)), [...shape])
}
