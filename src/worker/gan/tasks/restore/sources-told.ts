/**
 * What networks that restore are told where nobody gives a source: the generator those of fixed pictures, the discriminator what the
 * very items leave when they are degraded, by fixed numbers: a look repeated is the same look. Fit to be looked at; figures give the
 * true sources. Must not know where pictures come from.
 */
import { tensor, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { fork, normals, streamFor } from '../../../../common/numbers/random.ts'
import type { Conditions } from '../../networks/conditions.ts'
import { sizeOf } from '../../networks/layer.ts'
import type { SourceRule } from '../task.ts'

export interface SourcesTold {
  /** As they are, or with a source for each item to be made. */
  ofFakes(conditions: Conditions, count: number, live: RunConfig): Conditions
  /** As they are, or with what is left of each item. @param items [n, …item] */
  ofItems(conditions: Conditions, items: Tensor, live: RunConfig): Conditions
}

/** @param pictures [count, …item], the same ones first at every look */
export function sourcesTold(
  rule: SourceRule,
  itemShape: readonly number[],
  pictures: (count: number) => Float32Array,
): SourcesTold {
  const ofItems: SourcesTold['ofItems'] = (conditions, items, live) =>
    conditions.source === undefined
      ? { ...conditions, source: rule.of(items, fixedNormal(), live) }
      : conditions
  return {
    ofItems,
    ofFakes: (conditions, count, live) =>
      conditions.source === undefined && count > 0
        ? ofItems(conditions, tensor(pictures(count), [count, ...itemShape]), live)
        : conditions,
  }
}

/** N(0, 1), other numbers at each call and the same ones for each look. */
function fixedNormal(): (shape: readonly number[]) => Tensor {
  let calls = 0
  return (shape) => tensor(normals(fork(streamFor(0, 'evaluate'), calls++), sizeOf(shape)), [...shape])
}
