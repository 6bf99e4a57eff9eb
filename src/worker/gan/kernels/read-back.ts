/**
 * The one way from a tensor to numbers. Where a back end offers to join what is asked for at once, many tensors cost one sync
 * between CPU and GPU.
 */
import { backend as currentBackend, type Tensor } from '@tensorflow/tfjs'

/** Reads float tensors as they now are. What is asked for in one go comes together. */
export type Reader = (tensor: Tensor) => Promise<Float32Array>

const readers = new WeakMap<object, Reader>()

/** Lets a back end read in its own way. */
export function giveReader(backend: object, reader: Reader): void {
  readers.set(backend, reader)
}

/** The values of a float tensor, as a copy nobody else holds. The tensor must live until they are there. */
export async function readBack(tensor: Tensor): Promise<Float32Array> {
  const reader = readers.get(currentBackend())
  // Some back ends hand out their own memory: it would change under the reader's hands.
  return reader === undefined ? Float32Array.from(await tensor.data<'float32'>()) : reader(tensor)
}

/** As `readBack`, and frees the tensor. */
export async function readOnce(tensor: Tensor): Promise<Float32Array> {
  try {
    return await readBack(tensor)
  } finally {
    tensor.dispose()
  }
}
