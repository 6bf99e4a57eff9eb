/** Add, Sub and Multiply of a tensor with one number per channel; all else is left to tfjs. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { accessCode, biasCode } from '../access/access.ts'
import code from './channels.wgsl?raw'
import { GROUP, type Gpu, gpuOf, room, runProgram, sizeOf } from '../lib/program.ts'

export const CHANNEL_OPERATIONS = { Add: 0, Sub: 1, Multiply: 2 } as const

/** The kernel, given tfjs' own for the cases that are left to it. */
export function channelsKernel(operation: keyof typeof CHANNEL_OPERATIONS, stock: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo }
    if (perChannel(a, b)) return combine(gpuOf(call.backend), operation, a, b)
    if (operation !== 'Sub' && perChannel(b, a)) return combine(gpuOf(call.backend), operation, b, a)
    return stock(call)
  }
}

/** Whether `channels` holds one number for each place of the last dimension of x, and x has others. */
function perChannel(x: TensorInfo, channels: TensorInfo): boolean {
  const last = x.shape.at(-1) ?? 0
  return (
    x.dtype === 'float32' &&
    channels.dtype === 'float32' &&
    last > 0 &&
    channels.shape.length < x.shape.length &&
    channels.shape.at(-1) === last &&
    sizeOf(channels.shape) === last &&
    sizeOf(x.shape) > last
  )
}

function combine(
  backend: Gpu,
  operation: keyof typeof CHANNEL_OPERATIONS,
  x: TensorInfo,
  channels: TensorInfo,
): TensorInfo {
  const columns = sizeOf(channels.shape)
  const size = sizeOf(x.shape)
  const packed = columns % 4 === 0
  const writes = { tensor: room(backend, x.shape), packed: size % 4 === 0 }
  const own = { x: { tensor: x, packed: size % 4 === 0 } }
  return runProgram(backend, {
    name: 'channels',
    code: [accessCode(own, writes), biasCode(packed), code].join('\n'),
    constants: { OPERATION: CHANNEL_OPERATIONS[operation] },
    reads: { ...own, bias: { tensor: channels, packed } },
    writes,
    integers: { size, period: columns },
    floats: {},
    groups: Math.ceil(size / 4 / GROUP),
  })
}
