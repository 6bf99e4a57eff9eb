/**
 * Counts what a device is asked to do. Puts counting methods on this one device, its queue and what they make, not on the
 * prototypes, so that nothing else on the page is touched. They are made once, not for each encoder: a replayed step is
 * little more than these calls.
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
  const countingDispatch = function (this: GPUComputePassEncoder, x: number, y?: number, z?: number) {
    counts.dispatches++
    GPUComputePassEncoder.prototype.dispatchWorkgroups.call(this, x, y, z)
    return undefined
  }
  const countingPass = function (this: GPUCommandEncoder, descriptor?: GPUComputePassDescriptor) {
    const pass = GPUCommandEncoder.prototype.beginComputePass.call(this, descriptor)
    pass.dispatchWorkgroups = countingDispatch
    return pass
  }
  const createEncoder = device.createCommandEncoder.bind(device)
  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor)
    encoder.beginComputePass = countingPass
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
