/**
 * The pieces of WGSL that read and write four numbers at a time, for tensors bound as vec4 and as single numbers. Must not
 * know what they are read for.
 */
import biasLoose from './bias-loose.wgsl?raw'
import biasNone from './bias-none.wgsl?raw'
import biasPacked from './bias-packed.wgsl?raw'
import finishCode from './finish.wgsl?raw'
import readLoose from './read-loose.wgsl?raw'
import readPacked from './read-packed.wgsl?raw'
import writeLoose from './write-loose.wgsl?raw'
import writePacked from './write-packed.wgsl?raw'
import type { TensorInfo } from '@tensorflow/tfjs'
import type { Operand } from './program.ts'

/** What ends a layer: bias per column (null: none), and slope of the rectifier below zero (1: none). */
export interface Finish {
  readonly bias: TensorInfo | null
  readonly slope: number
}

export const NO_FINISH: Finish = { bias: null, slope: 1 }

/** `read_<name>(i)` and `write(i, numbers, count)` for a program's operands. */
export function accessCode(reads: Readonly<Record<string, Operand>>, writes: Operand): string {
  const readers = Object.entries(reads).map(([name, { packed }]) =>
    (packed ? readPacked : readLoose).replaceAll('NAME', name),
  )
  return [...readers, writes.packed ? writePacked : writeLoose].join('\n')
}

/** `biasAt(column)` of the operand `bias`; wants the uniform `columns`. */
export function biasCode(packed: boolean): string {
  return packed ? biasPacked : biasLoose
}

/**
 * Bias and rectifier of a program whose result has `columns` columns: what it reads and its `finish(sums, column)`, which
 * wants the uniforms `columns` and `slope`.
 */
export function finishing({ bias, slope }: Finish, columns: number) {
  const packed = columns % 4 === 0
  const reads: Record<string, Operand> = bias === null ? {} : { bias: { tensor: bias, packed } }
  return {
    needed: bias !== null || slope !== 1,
    reads,
    code: `${bias === null ? biasNone : biasCode(packed)}\n${finishCode}`,
    /** Part of the pipeline's name: which code it is. */
    name: bias === null ? 'bare' : 'biased',
  }
}
