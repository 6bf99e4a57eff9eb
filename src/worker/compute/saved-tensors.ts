/**
 * What tfjs keeps for gradients, without a copy's cost. For each tensor that a gradient needs, tfjs runs a kernel that copies it, and
 * notes a step of the tape that leads from the one to the other: two hundred of each in a step of training. Here what is kept
 * is the tensor once more, by the same name and with the same memory, so that neither is needed. Must not know any operation.
 */
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs'

/** The parts of tfjs' engine that its types hide. tfjs calls `clone` for what gradients keep, and for nothing else. */
interface OpenEngine {
  clone: (this: OpenEngine, x: Tensor) => Tensor
  readonly backend: { incRef(dataId: object): void }
  readonly state: { readonly gradientDepth: number }
  makeTensorFromTensorInfo(info: TensorInfo): Tensor
}

/**
 * From now on nothing is copied for gradients, but for those that are differentiated themselves: there copies part a sum of slopes in
 * two, and sums in another order end in other last digits than the runs that people have kept. Called again it changes nothing.
 * @returns how to have all copies again, as tfjs is by itself
 */
export function keepWithoutCopies(): () => void {
  const open = engine() as unknown as OpenEngine
  const stock: OpenEngine['clone'] = (Object.getPrototypeOf(open) as OpenEngine).clone
  open.clone = (x) => {
    if (open.state.gradientDepth > 1) return stock.call(open, x)
    open.backend.incRef(x.dataId)
    const again = open.makeTensorFromTensorInfo({ dataId: x.dataId, shape: x.shape, dtype: x.dtype })
    // The tape knows tensors by their ids.
    return Object.assign(again, { id: x.id })
  }
  return () => {
    open.clone = (x) => stock.call(open, x)
  }
}
