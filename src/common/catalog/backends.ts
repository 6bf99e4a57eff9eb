/** Where tensors can live, and how exactly they are multiplied there. Choosing one is src/worker/compute/'s work. */
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

export const PRECISIONS = [
  { id: 'exact', label: 'Exact', meaning: 'Everything in float32.', source: 'own' },
  {
    id: 'half',
    label: 'Half where faster',
    meaning:
      'Products and convolutions in half precision, where the GPU was measured to gain from it and its results were proved against float32; sums and all that is kept stay float32.',
    source: 'own: proved within 2⁻⁸ of a sum’s terms',
  },
] as const satisfies readonly Entry[]

export type Precision = (typeof PRECISIONS)[number]['id']
