/**
 * The one owner of the GPU device: asks for an adapter, asks it for a device with all that tfjs' kernels use, and says
 * when the device is gone. Must not know tfjs.
 */
import type { Failure } from '../../../common/failure.ts'
import { lossSignal } from './opened.ts'
import { isSoftwareName } from './software.ts'

/** Limits that tfjs' kernels size their workgroups and buffers by; asked for at the adapter's best. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  'maxStorageBuffersPerShaderStage',
] as const

const FEATURES = ['timestamp-query', 'bgra8unorm-storage', 'subgroups', 'shader-f16'] as const

export interface OwnedDevice {
  readonly device: GPUDevice
  readonly info: GPUAdapterInfo
  /** Name for people: description, or vendor and architecture. */
  readonly name: string
  readonly software: boolean
  readonly lost: Promise<Failure>
}

/** The best adapter and its device, or a sentence that says why there is none. */
export async function requestOwnedDevice(softwareToo: boolean): Promise<OwnedDevice | { refused: string }> {
  const gpu = (navigator as { gpu?: GPU }).gpu
  if (gpu === undefined) return { refused: 'This browser does not offer WebGPU.' }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (adapter === null) return { refused: 'This browser offers WebGPU but found no adapter for it.' }
  const name = adapterName(adapter.info)
  const software = isSoftware(adapter)
  if (software && !softwareToo) return { refused: `WebGPU would run on a software renderer (${name}).` }
  const device = await adapter.requestDevice({
    requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  })
  return { device, info: adapter.info, name, software, lost: watch(device) }
}

function adapterName(info: GPUAdapterInfo): string {
  if (info.description !== '') return info.description
  return [info.vendor, info.architecture].filter((part) => part !== '').join(' ') || 'unnamed adapter'
}

function isSoftware(adapter: GPUAdapter): boolean {
  // Chromium before 140 has the flag on the adapter itself.
  const legacy = (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter === true
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
  return legacy || isFallbackAdapter || isSoftwareName([vendor, architecture, device, description].join(' '))
}

/** Resolves when the device can no longer be trusted: lost, out of memory, or a command it refused. */
function watch(device: GPUDevice): Promise<Failure> {
  const { lost, lose } = lossSignal<Failure>()
  void device.lost.then((info) =>
    lose({
      code: 'gpu-lost',
      sentence: `The GPU was taken away from this page${info.message === '' ? '' : ` (${info.message})`}.`,
      nextStep: 'The run goes on from its last saved state.',
    }),
  )
  device.addEventListener('uncapturederror', ({ error }) => lose(deviceFailure(error)))
  return lost
}

function deviceFailure(error: GPUError): Failure {
  if (error instanceof GPUOutOfMemoryError) {
    return {
      code: 'gpu-out-of-memory',
      sentence: 'The GPU has no memory left for this run.',
      nextStep: 'Choose a smaller batch, image size or width.',
    }
  }
  return {
    code: 'gpu-error',
    sentence: `The GPU refused a command: ${error.message}`,
    nextStep: 'Go on from the last saved state, or choose the WASM back end.',
  }
}
