/** Pipelines of texts that were put together, each made once for a device. Must not know what a text says. */
import type { TracedCommand } from '../trace.ts'
import { isStandIn } from '../ahead.ts'
import type { Declared } from './shader.ts'

type Made = Pick<TracedCommand, 'pipeline' | 'layout'>

export class Pipelines {
  private static readonly ofDevices = new WeakMap<GPUDevice, Pipelines>()
  private readonly made = new Map<string, Made>()
  /** What the device said of those made since somebody asked. */
  private said: Promise<GPUError | null>[] = []
  private refused = false

  private constructor(private readonly device: GPUDevice) {}

  static on(device: GPUDevice): Pipelines {
    const there = Pipelines.ofDevices.get(device) ?? new Pipelines(device)
    Pipelines.ofDevices.set(device, there)
    return there
  }

  /** @param kinds of the bindings, in order */
  of(code: string, kinds: readonly Declared['kind'][], label: string): Made {
    const there = this.made.get(code)
    if (there !== undefined) return there
    const { device } = this
    // A text that this device refuses must not count as a device that is lost.
    device.pushErrorScope('validation')
    const layout = device.createBindGroupLayout({
      entries: kinds.map((kind, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: kind === 'uniform' ? kind : kind === 'write' ? 'storage' : 'read-only-storage' },
      })),
    })
    const pipeline = device.createComputePipeline({
      compute: { module: device.createShaderModule({ code, label }) },
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      label,
    })
    this.said.push(device.popErrorScope())
    this.made.set(code, { pipeline, layout })
    return { pipeline, layout }
  }

  /** Drops those that are none. */
  forgetStandIns(): void {
    for (const [code, { pipeline }] of this.made) if (isStandIn(pipeline)) this.made.delete(code)
  }

  /** Whether the device has taken all of them. */
  async sound(): Promise<boolean> {
    const said = await Promise.all(this.said.splice(0))
    this.refused ||= said.some((error) => error !== null)
    return !this.refused
  }
}
