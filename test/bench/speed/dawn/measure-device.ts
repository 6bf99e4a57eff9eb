/** What a device can do beside arithmetic: move memory, and start work. The best of some tries, for these are bounds. */

/** Larger than the caches of any GPU, and still small beside its memory. */
const COPY_BYTES = 256 * 2 ** 20
const TRIES = 5
/** One try lasts at least about so long, so that submitting does not count. */
const LEAST_MS = 30
const MOST_REPEATS = 200
const DISPATCHES = 1000

/** GB/s, bytes read and bytes written both counted. */
export async function copyRate(device: GPUDevice): Promise<number> {
  const size = Math.min(COPY_BYTES, device.limits.maxBufferSize)
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
  const [from, to] = [device.createBuffer({ size, usage }), device.createBuffer({ size, usage })]
  const copies = (count: number) => (encoder: GPUCommandEncoder) => {
    for (let i = 0; i < count; i++) encoder.copyBufferToBuffer(from, 0, to, 0, size)
  }
  // The first clears both.
  await timeOf(device, copies(1))
  const once = await timeOf(device, copies(1))
  const repeats = Math.min(MOST_REPEATS, Math.max(1, Math.ceil(LEAST_MS / once)))
  const ms = (await bestOf(device, copies(repeats))) / repeats
  from.destroy()
  to.destroy()
  return (2 * size) / ms / 1e6
}

/** Adds one to one number, so that each must wait for the one before it, as layers do. */
const COUNT_UP = `
@group(0) @binding(0) var<storage, read_write> sum: array<u32>;
@compute @workgroup_size(1) fn main() { sum[0] += 1u; }`

/** Microseconds of one of many in a row. */
export async function dispatchCost(device: GPUDevice): Promise<number> {
  const module = device.createShaderModule({ code: COUNT_UP })
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } })
  const buffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.STORAGE })
  const layout = pipeline.getBindGroupLayout(0)
  const group = device.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer } }] })
  const dispatches = (encoder: GPUCommandEncoder): void => {
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    for (let i = 0; i < DISPATCHES; i++) pass.dispatchWorkgroups(1)
    pass.end()
  }
  await timeOf(device, dispatches)
  const ms = await bestOf(device, dispatches)
  buffer.destroy()
  return (1000 * ms) / DISPATCHES
}

async function bestOf(device: GPUDevice, queue: (encoder: GPUCommandEncoder) => void): Promise<number> {
  let best = Infinity
  for (let i = 0; i < TRIES; i++) best = Math.min(best, await timeOf(device, queue))
  return best
}

/** Milliseconds from submitting to the end. */
async function timeOf(device: GPUDevice, queue: (encoder: GPUCommandEncoder) => void): Promise<number> {
  const encoder = device.createCommandEncoder()
  queue(encoder)
  const commands = encoder.finish()
  const start = performance.now()
  device.queue.submit([commands])
  await device.queue.onSubmittedWorkDone()
  return performance.now() - start
}
