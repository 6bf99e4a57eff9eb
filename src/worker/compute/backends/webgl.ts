/** tfjs' WebGL back end on a context of ours, so that its loss is noticed. Full float precision or not at all. */
import * as tf from '@tensorflow/tfjs'
import type { Failure } from '../../../common/failure.ts'
import { lossSignal, NO_COUNTS, type Opening } from './opened.ts'
import { isSoftwareName } from './software.ts'

/** Textures kept for re-use; beyond this they are deleted, or items of another size would keep the old ones for ever. */
const TEXTURE_POOL_BYTES = 512 * 2 ** 20

const NO_CONTEXT = 'This browser does not offer WebGL 2 in a worker.'

/** @param softwareToo takes a software renderer as well, for who asks for WebGL by name */
export async function openWebgl(softwareToo: boolean): Promise<Opening> {
  if (typeof OffscreenCanvas === 'undefined') return { refused: NO_CONTEXT }
  const canvas = new OffscreenCanvas(1, 1)
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false })
  if (gl === null) return { refused: NO_CONTEXT }
  const name = rendererName(gl)
  const software = isSoftwareName(name)
  if (software && !softwareToo) return refuse(gl, `WebGL would run on a software renderer (${name}).`)
  if (gl.getExtension('EXT_color_buffer_float') === null) {
    return refuse(gl, `WebGL on ${name} cannot write 32-bit floats.`)
  }
  const { lost, lose } = lossSignal<Failure>()
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault()
    lose({
      code: 'gpu-lost',
      sentence: 'The browser took the WebGL context away from this page.',
      nextStep: 'The run goes on from its last saved state.',
    })
  })
  // tfjs probes the device through the context it holds, and computes on the one its back end was made with.
  tf.setWebGLContext(2, gl)
  tf.removeBackend('webgl')
  const context = new tf.GPGPUContext(gl)
  tf.registerBackend('webgl', () => new tf.MathBackendWebGL(context), 2)
  tf.env().set('SOFTWARE_WEBGL_ENABLED', software)
  tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', TEXTURE_POOL_BYTES)
  if (!(await tf.setBackend('webgl'))) return refuse(gl, `WebGL on ${name} did not start.`)
  if (!(await computesFloats())) {
    tf.removeBackend('webgl')
    return refuse(gl, `WebGL on ${name} does not compute with 32-bit floats.`)
  }
  return {
    opened: {
      adapter: name,
      software,
      lost,
      settle: () => context.createAndWaitForFence(),
      memory: () => ({ bytes: allocatedBytes(), tensors: tf.memory().numTensors }),
      counters: () => ({ ...NO_COUNTS }),
    },
  }
}

function refuse(gl: WebGL2RenderingContext, refused: string): Opening {
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return { refused }
}

function rendererName(gl: WebGL2RenderingContext): string {
  const extension = gl.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = gl.getParameter(extension === null ? gl.RENDERER : extension.UNMASKED_RENDERER_WEBGL)
  return typeof name === 'string' ? name : 'unnamed renderer'
}

/** True when a matrix product on the device keeps more than half precision. */
async function computesFloats(): Promise<boolean> {
  const product = tf.tidy(() => tf.fill([16, 16], 1 + 2 ** -18).matMul(tf.fill([16, 16], 1)))
  const values = await product.data()
  product.dispose()
  return values.every((value) => Math.abs(value - 16 * (1 + 2 ** -18)) < 2 ** -18)
}

function allocatedBytes(): number {
  const memory = tf.memory() as tf.MemoryInfo & { numBytesInGPUAllocated?: number }
  return memory.numBytesInGPUAllocated ?? memory.numBytes
}
