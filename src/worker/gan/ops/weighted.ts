/**
 * What every layer with weights has in common: a bilinear map of signal and weights, then a bias, then a rectifier or
 * tanh, all in one kernel where the back end has one, and likewise backwards. Must not know which map it is.
 */
import { add, mul, square, sub, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import { addBias } from './bias.ts'
import { differentiable, isRecorded, savedAt, together } from './autodiff.ts'
import { leakyReluValue } from './rectify.ts'
import { sumRows } from './sum-rows.ts'
import type { Rectifier, Signal } from './signal.ts'
import { tanh, tanhGradient } from './smooth.ts'

export interface Ending {
  /** Of the rectifier; null: none. Not together with tanh. */
  readonly slope: Rectifier
  readonly tanh: boolean
}

export interface Form {
  /** The map with its ending. Nothing in here is recorded. */
  readonly value: (x: Tensor, weight: Tensor, bias: Tensor1D | null, ending: Ending) => Tensor
  /** The map alone, differentiable. */
  readonly map: (x: Signal, weight: Tensor) => Tensor
  /** Gradient by x, x's rectifier included; differentiable. */
  readonly byInput: (dy: Tensor, weight: Tensor, x: Signal) => Tensor
  /** Gradient by the weights, differentiable. */
  readonly byWeight: (x: Signal, dy: Tensor, weight: Tensor) => Tensor
  /** Gradients by weights and bias from one kernel, or null where there is none. Nothing in here is recorded. */
  readonly gradients: (x: Tensor, dy: Tensor, weight: Tensor) => [Tensor, Tensor] | null
}

/** ending(map(x, weight) + bias). Right at any order. */
export function weighted(
  form: Form,
  x: Signal,
  weight: Tensor,
  bias: Tensor1D | null,
  ending: Ending,
): Signal {
  const values = differentiable({
    inputs: { x: x.values, weight, ...(bias === null ? {} : { bias }) },
    forward: (save) => {
      const y = form.value(x.values, weight, bias, ending)
      save([x.values, weight, ...(ending.tanh ? [y] : []), ...(ending.tanh && bias !== null ? [bias] : [])])
      return y
    },
    backward: (upstream, saved) => {
      const held = savedAt(saved, 0)
      const seen = { ...x, values: held }
      const weights = savedAt(saved, 1)
      // Not inside the thunks: each runs in its own scope, and what they share must outlive them.
      const dy = ending.tanh ? throughTanh(form, seen, upstream, saved) : upstream
      const [weightToo, biasToo] = together(
        () => form.gradients(held, dy, weights) ?? [form.byWeight(seen, dy, weights), sumChannels(dy)],
      )
      const apart = isRecorded() || bias === null
      return {
        x: () => form.byInput(dy, weights, seen),
        weight: apart ? () => form.byWeight(seen, dy, weights) : weightToo,
        bias: apart ? () => sumChannels(dy) : biasToo,
      }
    },
  })
  return { values, slope: ending.slope }
}

/** Bias and ending as operations of their own, for where no kernel has them. Nothing in here is recorded. */
export function endedHere(y: Tensor, bias: Tensor1D | null, { slope, tanh: curved }: Ending): Tensor {
  const biased = bias === null ? y : add(y, bias)
  if (curved) return tanh(biased)
  return slope === null ? biased : leakyReluValue(biased, slope)
}

/** The gradient before the tanh. From its output where nobody differentiates further, else from all that led to it. */
function throughTanh(form: Form, x: Signal, upstream: Tensor, saved: readonly Tensor[]): Tensor {
  if (!isRecorded()) return tanhGradient(upstream, savedAt(saved, 2))
  const mapped = form.map(x, savedAt(saved, 1))
  const before = saved.length > 3 ? addBias(mapped, savedAt<Tensor1D>(saved, 3)) : mapped
  return mul(upstream, sub(1, square(tanh(before))))
}

function sumChannels(x: Tensor): Tensor1D {
  return sumRows(x.reshape([-1, x.shape.at(-1) ?? 1]))
}
