/** Remembers the WGSL of a device's pipelines: WebGPU itself does not give it back. Must not know what the text says. */
import { readShader, type Shader } from './shader.ts'

const ofModules = new WeakMap<GPUShaderModule, string>()
const ofPipelines = new WeakMap<GPUComputePipeline, string>()
const read = new Map<string, Shader | null>()

/** From now on the texts of this device's pipelines are known. */
export function rememberTexts(device: GPUDevice): void {
  const createModule = device.createShaderModule.bind(device)
  device.createShaderModule = (descriptor) => {
    const module = createModule(descriptor)
    ofModules.set(module, descriptor.code)
    return module
  }
  const create = device.createComputePipeline.bind(device)
  device.createComputePipeline = (descriptor) => rememberText(create(descriptor), descriptor)
  const createLater = device.createComputePipelineAsync.bind(device)
  device.createComputePipelineAsync = async (descriptor) =>
    rememberText(await createLater(descriptor), descriptor)
}

/** Remembers of which text a pipeline is. @returns the pipeline */
export function rememberText(
  pipeline: GPUComputePipeline,
  { compute }: GPUComputePipelineDescriptor,
): GPUComputePipeline {
  const text = textOf(compute.module)
  if (text !== undefined) ofPipelines.set(pipeline, text)
  return pipeline
}

/** The text of a module of a device whose texts are remembered. */
export function textOf(module: GPUShaderModule): string | undefined {
  return ofModules.get(module)
}

/** A pipeline's shader; null where its text is not known, or not of the plain kind. */
export function shaderOf(pipeline: GPUComputePipeline): Shader | null {
  const text = ofPipelines.get(pipeline)
  if (text === undefined) return null
  const known = read.get(text)
  if (known !== undefined) return known
  const shader = readShader(text)
  read.set(text, shader)
  return shader
}
