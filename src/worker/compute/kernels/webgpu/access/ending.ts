/** How a kernel's call says what ends its result: the inputs and attributes of src/worker/gan/kernels/fused.ts, and tfjs' own. */
import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs'
import { type Finish, NO_FINISH } from './access.ts'
import { sizeOf } from '../lib/program.ts'

interface Call {
  readonly inputs: unknown
  readonly attrs?: NamedAttrMap | undefined
}

/** Of the fused kernels. */
export function endingOf({ inputs, attrs }: Call): Finish {
  const { bias, mask } = inputs as Readonly<Record<string, TensorInfo | undefined>>
  return {
    bias: bias ?? null,
    mask: mask ?? null,
    slope: Number(attrs?.['slope'] ?? 1),
    tanh: attrs?.['tanh'] === true,
  }
}

/** Of tfjs' _FusedMatMul; null for what is left to it: other activations, and biases of another shape than a row. */
export function stockEndingOf({ inputs, attrs }: Call, columns: number): Finish | null {
  const { bias } = inputs as Readonly<Record<string, TensorInfo | undefined>>
  const slope = slopeOf(attrs)
  if (slope === null || (bias !== undefined && sizeOf(bias.shape) !== columns)) return null
  return { ...NO_FINISH, bias: bias ?? null, slope }
}

function slopeOf(attributes: NamedAttrMap | undefined): number | null {
  const activation = attributes?.['activation'] ?? 'linear'
  if (activation === 'linear') return 1
  if (activation === 'relu') return 0
  return activation === 'leakyrelu' ? Number(attributes?.['leakyreluAlpha'] ?? 0.2) : null
}
