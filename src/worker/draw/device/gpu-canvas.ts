/**
 * A canvas of our own that a GPU device draws on, handed on as a picture that a 2-D context can draw at once. Must not know
 * what is drawn.
 */

export class GpuCanvas {
  readonly format: GPUTextureFormat
  private readonly canvas = new OffscreenCanvas(1, 1)
  private readonly context: GPUCanvasContext

  /** @throws Error where a worker's canvas cannot be drawn on by a device */
  constructor(readonly device: GPUDevice) {
    const context = this.canvas.getContext('webgpu')
    if (context === null) throw new Error('This browser does not let a device draw on a canvas of a worker.')
    this.context = context
    this.format = navigator.gpu.getPreferredCanvasFormat()
    context.configure({ device, format: this.format, alphaMode: 'premultiplied' })
  }

  /** Draws on a clear ground, in one pass. The caller closes the picture. @param beforeSubmit other commands that come first; lengths are device pixels */
  render(
    width: number,
    height: number,
    draw: (pass: GPURenderPassEncoder) => void,
    beforeSubmit: () => void,
  ): ImageBitmap {
    const { canvas, context, device } = this
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    const encoder = device.createCommandEncoder()
    const view = context.getCurrentTexture().createView()
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store', clearValue: [0, 0, 0, 0] }],
    })
    draw(pass)
    pass.end()
    beforeSubmit()
    device.queue.submit([encoder.finish()])
    // In the same task: the texture is gone with the next one.
    return canvas.transferToImageBitmap()
  }
}
