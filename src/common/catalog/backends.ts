/** Where tensors can live. Choosing one is src/worker/compute/'s work. */
import type { Entry } from './entry.ts'

export const BACKENDS = [
  { id: 'auto', label: 'Automatic', meaning: 'The fastest that this machine really has.', source: 'own' },
  {
    id: 'webgpu',
    label: 'WebGPU',
    meaning: 'Compute shaders on the GPU.',
    source: '@tensorflow/tfjs-backend-webgpu',
  },
  {
    id: 'webgl',
    label: 'WebGL',
    meaning: 'Fragment shaders on the GPU.',
    source: '@tensorflow/tfjs-backend-webgl',
  },
  { id: 'wasm', label: 'WASM', meaning: 'SIMD on the CPU.', source: '@tensorflow/tfjs-backend-wasm' },
  {
    id: 'cpu',
    label: 'CPU',
    meaning: 'Plain JavaScript; slow, works anywhere.',
    source: '@tensorflow/tfjs-backend-cpu',
  },
] as const satisfies readonly Entry[]

export type BackendChoice = (typeof BACKENDS)[number]['id']
