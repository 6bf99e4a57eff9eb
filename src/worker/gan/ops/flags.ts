/** Ones and zeros as numbers. */
import { add, cast, type Tensor } from '@tensorflow/tfjs'

/**
 * 1 where a condition holds, 0 where not, as floats. A cast alone leaves tfjs' WebGPU back end with integers under a
 * float's name: sums and products of elements convert them, but a matrix product's shader does not compile, and the
 * product is all zeros.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the rank, as in tfjs
export function asNumbers<T extends Tensor>(flags: Tensor): T {
  return add<T>(cast(flags, 'float32'), 0)
}
