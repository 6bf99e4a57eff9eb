/**
 * Draws what the networks made from the GPU's own memory, without reading it back: as pictures that a painter puts where they
 * belong. One for a back end; must not know scenes.
 */
import type { Tensor } from '@tensorflow/tfjs'
import { bufferOf, flush, type HiddenBackend } from '../../compute/record/backend.ts'
import { GpuCanvas } from './gpu-canvas.ts'
import type { Sheet } from './score-words.ts'
import { WORDS_ACROSS } from './score-words.ts'
import { Shaders, type Shader } from './shaders.ts'

interface KeptSheet {
  readonly key: string
  readonly sheet: Sheet
  readonly view: GPUTextureView
  readonly free: () => void
}

export class Presenter {
  private readonly gpu: GpuCanvas
  private readonly shaders: Shaders
  private readonly settings = new Map<string, GPUBuffer>()
  private readonly sheets = new Map<string, KeptSheet>()

  /** @throws Error where a worker's canvas cannot be drawn on by a device */
  constructor(private readonly backend: HiddenBackend) {
    this.gpu = new GpuCanvas(backend.device)
    this.shaders = new Shaders(backend.device, this.gpu.format)
  }

  /** Draws in one pass. The caller closes the picture. Device pixels. */
  render(width: number, height: number, draw: (pass: GPURenderPassEncoder) => void): ImageBitmap {
    // What tfjs has queued comes first, the uploads that drawing asked for as well.
    return this.gpu.render(width, height, draw, () => flush(this.backend))
  }

  /** Draws with a shader: what it reads is bound in order. */
  run(
    pass: GPURenderPassEncoder,
    shader: Shader,
    how: {
      constants?: Readonly<Record<string, string>>
      reads: readonly GPUBindingResource[]
      vertices: number
      instances?: number
    },
  ): void {
    const pipeline = this.shaders.pipeline(shader, how.constants)
    pass.setPipeline(pipeline)
    const entries = how.reads.map((resource, binding) => ({ binding, resource }))
    const layout = pipeline.getBindGroupLayout(0)
    pass.setBindGroup(0, this.backend.device.createBindGroup({ layout, entries }))
    pass.draw(how.vertices, how.instances ?? 1)
  }

  /** The memory of a tensor. */
  tensor(tensor: Tensor): GPUBufferBinding {
    return { buffer: bufferOf(this.backend, tensor) }
  }

  /** Numbers for one draw of a picture; a name is used once a picture. */
  uniform(name: string, values: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBufferBinding {
    const { device, queue } = this.backend
    const size = 16 * Math.ceil(values.byteLength / 16)
    let buffer = this.settings.get(name)
    if (buffer === undefined) {
      buffer = device.createBuffer({ size, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
      this.settings.set(name, buffer)
    }
    queue.writeBuffer(buffer, 0, values)
    return { buffer }
  }

  /** A sheet as a texture, drawn anew when its key is another one. One is kept for each name. */
  sheet(name: string, key: string, draw: () => Sheet): { sheet: Sheet; view: GPUTextureView } {
    const known = this.sheets.get(name)
    if (known?.key === key) return known
    known?.free()
    const sheet = draw()
    const texture = this.upload(sheet)
    const kept = { key, sheet, view: texture.createView(), free: () => texture.destroy() }
    this.sheets.set(name, kept)
    return kept
  }

  /** Resolves when what was drawn is on its canvas: a show has its true cost. */
  async settle(): Promise<void> {
    await this.backend.device.queue.onSubmittedWorkDone()
  }

  private upload({ width, height, rows, bytes }: Sheet): GPUTexture {
    const { device, queue } = this.backend
    const size = { width: width * WORDS_ACROSS, height: height * rows }
    const usage = GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST
    const texture = device.createTexture({ size, usage, format: 'rgba8unorm' })
    queue.writeTexture({ texture }, bytes, { bytesPerRow: 4 * size.width }, size)
    return texture
  }
}
