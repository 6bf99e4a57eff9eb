/**
 * What tfjs keeps for gradients, without a copy's cost. For each tensor that a gradient needs, tfjs runs a kernel that copies it, and
 * notes a step of the tape that leads from the one to the other: two hundred of each in a step of training. Here what is kept
 * is the tensor once more, by the same name and with the same memory, so that neither is needed. Must not know any operation.
 */
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs'

/** The parts of tfjs' engine that its types hide. tfjs calls `clone` for what gradients keep, and for nothing else. */
interface OpenEngine {
  clone(x: Tensor): Tensor
  readonly backend: { incRef(dataId: object): void }
  makeTensorFromTensorInfo(info: TensorInfo): Tensor
}

/**
 * From now on nothing is copied for gradients. tfjs' own derivatives that go by what they gave, tanh's for one, then have right second
 * derivatives too: over a copy the tape loses them.
 * @returns how to have copies again, as tfjs is by itself
 */
export function keepWithoutCopies(): () => void {
  const open = engine() as unknown as OpenEngine
  const stock = Object.getPrototypeOf(open) as OpenEngine
  open.clone = (x) => {
    open.backend.incRef(x.dataId)
    const again = open.makeTensorFromTensorInfo({ dataId: x.dataId, shape: x.shape, dtype: x.dtype })
    // The tape knows tensors by their ids: what is computed from this one is computed from that one, at any order.
    return Object.assign(again, { id: x.id })
  }
  return () => {
    open.clone = (x) => stock.clone.call(open, x)
  }
}
