/**
 * Counts what a device is asked to do. Wraps the methods of this one device, not the prototypes, so that nothing else on
 * the page is touched. Costs two property writes per command encoder.
 */

export interface DeviceCounts {
  dispatches: number
  submits: number
  /** Buffers mapped for reading. */
  readbacks: number
}

/** Starts counting. Returns how to take the counts since the last call. */
export function countCommands(device: GPUDevice): () => DeviceCounts {
  let counts: DeviceCounts = { dispatches: 0, submits: 0, readbacks: 0 }

  const submit = device.queue.submit.bind(device.queue)
  device.queue.submit = (buffers) => {
    counts.submits++
    submit(buffers)
  }
  const createEncoder = device.createCommandEncoder.bind(device)
  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor)
    const beginPass = encoder.beginComputePass.bind(encoder)
    encoder.beginComputePass = (passDescriptor) => {
      const pass = beginPass(passDescriptor)
      const dispatch = pass.dispatchWorkgroups.bind(pass)
      pass.dispatchWorkgroups = (x, y, z) => {
        counts.dispatches++
        dispatch(x, y, z)
      }
      return pass
    }
    return encoder
  }
  const createBuffer = device.createBuffer.bind(device)
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor)
    if ((descriptor.usage & GPUBufferUsage.MAP_READ) === 0) return buffer
    const map = buffer.mapAsync.bind(buffer)
    buffer.mapAsync = (mode, offset, size) => {
      counts.readbacks++
      return map(mode, offset, size)
    }
    return buffer
  }
  return () => {
    const taken = counts
    counts = { dispatches: 0, submits: 0, readbacks: 0 }
    return taken
  }
}
