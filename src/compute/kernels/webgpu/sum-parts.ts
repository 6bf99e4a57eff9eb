/** Puts the parts of a split sum together. */
import type { TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing } from './access.ts'
import { type Gpu, GROUP, runProgram, sizeOf } from './program.ts'
import code from './sum-parts.wgsl?raw'

export interface Parts {
  /** [matrices, parts, size] in memory. Freed. */
  readonly partial: TensorInfo
  readonly matrices: number
  readonly parts: number
  /** Row length of a matrix. */
  readonly columns: number
}

/** out[matrix, i] = finish(Σ over p of partial[matrix, p, i]). */
export function sumParts(
  backend: Gpu,
  { partial, matrices, parts, columns }: Parts,
  out: TensorInfo,
  finish: Finish,
): TensorInfo {
  const size = sizeOf(out.shape) / matrices
  const packed = size % 4 === 0
  const end = finishing(finish, columns)
  const writes = { tensor: out, packed }
  const own = { partial: { tensor: partial, packed } }
  runProgram(backend, {
    name: `sumParts ${end.name}`,
    code: [accessCode(own, writes), end.code, code].join('\n'),
    constants: { FINISH: end.needed },
    reads: { ...own, ...end.reads },
    writes,
    integers: { size, parts, matrices, columns },
    floats: { slope: finish.slope },
    groups: Math.ceil((matrices * Math.ceil(size / 4)) / GROUP),
  })
  backend.disposeData(partial.dataId)
  return out
}
