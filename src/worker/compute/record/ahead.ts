/**
 * Compiles a device's pipelines before anybody waits for them: what a piece of work would ask for is noted without the device, compiled
 * beside everything else, and given to who asks for it. Whatever goes wrong here is left to that asking. Must not know what
 * is computed.
 */
import { rememberText, textOf } from './fewer/texts.ts'

/** Cannot be run: takes the place of a pipeline while somebody only notes what is asked for. */
const standIns = new WeakSet<GPUComputePipeline>()

/** Whether a pipeline is none: whoever keeps pipelines must drop it. */
export function isStandIn(pipeline: unknown): boolean {
  return typeof pipeline === 'object' && pipeline !== null && standIns.has(pipeline as GPUComputePipeline)
}

type Noted = Map<string, GPUComputePipelineDescriptor>

export class Ahead {
  private static readonly ofDevices = new WeakMap<GPUDevice, Ahead>()
  /** Compiled, and asked for by nobody yet. */
  private readonly made = new Map<string, GPUComputePipeline>()
  private readonly coming = new Map<string, Promise<void>>()
  /** What was asked for since noting began; null while pipelines are made as ever. */
  private noted: Noted | null = null

  private constructor(private readonly device: GPUDevice) {
    const create = device.createComputePipeline.bind(device)
    device.createComputePipeline = (descriptor) => {
      const key = keyOf(descriptor)
      const made = this.made.get(key)
      // Who asked keeps it, and asks once.
      this.made.delete(key)
      return made ?? (this.noted === null ? create(descriptor) : this.note(key, descriptor, this.noted))
    }
  }

  /** Of a device whose texts are remembered. */
  static on(device: GPUDevice): Ahead {
    const there = Ahead.ofDevices.get(device) ?? new Ahead(device)
    Ahead.ofDevices.set(device, there)
    return there
  }

  /**
   * Compiles all that `ask` asks for and that is not there. `ask` must reach no device: what it is given cannot be run, and must be
   * dropped by who keeps pipelines.
   * @param inTurn one after the other: where a device compiles them so anyhow, who asks for another meanwhile waits for one alone
   * @returns how many were not there, and when they are; it never fails, and ends when the device is lost
   */
  compile(ask: () => void, inTurn: boolean): { readonly missing: number; readonly done: Promise<void> } {
    const noted: Noted = (this.noted = new Map())
    try {
      ask()
    } finally {
      this.noted = null
    }
    const all = inTurn ? this.inTurn(noted) : this.atOnce(noted)
    return { missing: noted.size, done: Promise.race([all, this.device.lost]).then(() => undefined) }
  }

  private note(key: string, descriptor: GPUComputePipelineDescriptor, noted: Noted): GPUComputePipeline {
    noted.set(key, descriptor)
    const standIn = { label: descriptor.label ?? '', getBindGroupLayout: () => ({}) }
    const pipeline = standIn as unknown as GPUComputePipeline
    standIns.add(pipeline)
    rememberText(pipeline, descriptor)
    return pipeline
  }

  private async atOnce(noted: Noted): Promise<void> {
    await Promise.all([...noted].map(([key, descriptor]) => this.begin(key, descriptor)))
  }

  private async inTurn(noted: Noted): Promise<void> {
    for (const [key, descriptor] of noted) await this.begin(key, descriptor)
  }

  private begin(key: string, descriptor: GPUComputePipelineDescriptor): Promise<void> {
    const there = this.coming.get(key)
    if (there !== undefined) return there
    const coming = this.make(key, descriptor).finally(() => this.coming.delete(key))
    this.coming.set(key, coming)
    return coming
  }

  private async make(key: string, descriptor: GPUComputePipelineDescriptor): Promise<void> {
    try {
      this.made.set(key, await this.device.createComputePipelineAsync(descriptor))
    } catch {
      // Who asks for it makes it at once, and hears what is wrong with it.
    }
  }
}

/** A text says what it binds: pipelines of one text can stand for each other, unless their layouts are their own alone. */
function keyOf({ compute, layout }: GPUComputePipelineDescriptor): string {
  return [layout === 'auto' ? 'auto' : 'told', compute.entryPoint ?? '', textOf(compute.module) ?? ''].join(
    '\n',
  )
}
