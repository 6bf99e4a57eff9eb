/** Puts the parts of a split sum together. */
import type { TensorInfo } from '@tensorflow/tfjs'
import { accessCode, type Finish, finishing } from '../access/access.ts'
import { type Gpu, GROUP, runProgram, sizeOf } from '../lib/program.ts'
import code from './sum-parts.wgsl?raw'
import totalAlso from './total-also.wgsl?raw'
import totalNone from './total-none.wgsl?raw'
import { runForTwo } from '../lib/two-results.ts'

export interface Parts {
  /** [matrices, parts, size] in memory. Freed. */
  readonly partial: TensorInfo
  readonly matrices: number
  readonly parts: number
  /** Row length of a matrix. */
  readonly columns: number
}

/**
 * out[matrix, i] = finish(Σ over p of partial[matrix, p, i]).
 * @param also room for what follows a part's result: its last numbers; null where nothing does. Of one matrix only
 */
export function sumParts(
  backend: Gpu,
  { partial, matrices, parts, columns }: Parts,
  out: TensorInfo,
  finish: Finish,
  also: TensorInfo | null,
): TensorInfo {
  const edge = sizeOf(out.shape) / matrices
  const size = edge + (also === null ? 0 : sizeOf(also.shape))
  const packed = edge % 4 === 0 && size % 4 === 0
  const end = finishing(finish, columns)
  const writes = { tensor: out, packed }
  const own = { partial: { tensor: partial, packed } }
  const program = {
    name: `sumParts ${end.name}`,
    code: [accessCode(own, writes), end.code, also === null ? totalNone : totalAlso, code].join('\n'),
    constants: { FINISH: end.needed, ALSO: also !== null },
    reads: { ...own, ...end.reads },
    writes,
    integers: { size, edge, parts, matrices, period: columns },
    floats: { slope: finish.slope },
    groups: Math.ceil((matrices * Math.ceil(size / 4)) / GROUP),
  }
  if (also === null) runProgram(backend, program)
  else runForTwo(backend, program, also)
  backend.disposeData(partial.dataId)
  return out
}
