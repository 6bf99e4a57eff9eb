/**
 * The pieces of WGSL that read and write four numbers at a time, for tensors bound as vec4 and as single numbers. Must not
 * know what they are read for.
 */
import biasLoose from './bias-loose.wgsl?raw'
import biasNone from './bias-none.wgsl?raw'
import biasPacked from './bias-packed.wgsl?raw'
import finishCode from './finish.wgsl?raw'
import finishMasked from './finish-masked.wgsl?raw'
import finishTanh from './finish-tanh.wgsl?raw'
import readLoose from './read-loose.wgsl?raw'
import readPacked from './read-packed.wgsl?raw'
import writeLoose from './write-loose.wgsl?raw'
import writePacked from './write-packed.wgsl?raw'
import type { TensorInfo } from '@tensorflow/tfjs'
import type { Operand } from '../lib/program.ts'

/** What ends a product: see `Ending` in src/worker/gan/kernels/fused.ts. With a mask there is no bias and no tanh. */
export interface Finish {
  readonly bias: TensorInfo | null
  readonly mask: TensorInfo | null
  /** Of the rectifier below zero; 1: none. */
  readonly slope: number
  readonly tanh: boolean
}

export const NO_FINISH: Finish = { bias: null, mask: null, slope: 1, tanh: false }

/** `read_<name>(i)` and `write(i, numbers, count)` for a program's operands. */
export function accessCode(reads: Readonly<Record<string, Operand>>, writes: Operand): string {
  return [readCode(reads), writes.packed ? writePacked : writeLoose].join('\n')
}

function readCode(reads: Readonly<Record<string, Operand>>): string {
  return Object.entries(reads)
    .map(([name, { packed }]) => (packed ? readPacked : readLoose).replaceAll('NAME', name))
    .join('\n')
}

/** `biasAt(column)` of the operand `bias`; wants the uniform `period`, the columns. */
export function biasCode(packed: boolean): string {
  return packed ? biasPacked : biasLoose
}

/**
 * The ending of a program whose result has `columns` columns: what it reads and its `finish(sums, column, at)`, which wants
 * the uniforms `period` and `slope`.
 */
export function finishing({ bias, mask, slope, tanh }: Finish, columns: number) {
  const packed = columns % 4 === 0
  if (mask !== null) {
    const reads: Record<string, Operand> = { mask: { tensor: mask, packed } }
    return { needed: true, reads, code: `${readCode(reads)}\n${finishMasked}`, name: 'masked' }
  }
  const reads: Record<string, Operand> = bias === null ? {} : { bias: { tensor: bias, packed } }
  return {
    needed: bias !== null || slope !== 1 || tanh,
    reads,
    code: `${bias === null ? biasNone : biasCode(packed)}\n${tanh ? finishTanh : finishCode}`,
    /** Part of the pipeline's name: which code it is. */
    name: `${bias === null ? 'bare' : 'biased'}${tanh ? ' tanh' : ''}`,
  }
}
