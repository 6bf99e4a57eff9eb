/** Tensors that live as long as the game. Made here, so that no temporary is left behind. */
import { tensor, variable, type Tensor, type Variable } from '@tensorflow/tfjs'

/** A variable with the given values; the array is copied. */
export function variableOfValues(
  values: Float32Array,
  shape: readonly number[],
  trainable = false,
): Variable {
  return variableOf(tensor(Float32Array.from(values), [...shape], 'float32'), trainable)
}

/** A variable with the values of `fresh`, which is freed. */
export function variableOf(fresh: Tensor, trainable = false): Variable {
  const held = variable(fresh, trainable)
  fresh.dispose()
  return held
}
