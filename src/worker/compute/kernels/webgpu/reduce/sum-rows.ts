/** SUM_ROWS of src/worker/gan/kernels/fused.ts: one dispatch, or two for very long columns. */
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { accessCode, NO_FINISH } from '../access/access.ts'
import { chooseOverAll, type OverAll } from '../lib/over-all.ts'
import { inDispatches, SUMMED } from '../lib/plan.ts'
import { type Gpu, gpuOf, room } from '../lib/program.ts'
import { sumParts } from '../tiles/sum-parts.ts'
import { runForAny } from '../lib/two-results.ts'
import code from './sum-rows.wgsl?raw'

/** Rows a group adds up at most: its 64 threads take them in turn. */
const MOST_ROWS = 2 ** 16

export const sumRowsKernel: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as { x: TensorInfo }
  const gpu = gpuOf(backend)
  const overAll = chooseOverAll(gpu, {
    key: ['sum rows', ...x.shape].join(' '),
    shapes: [x.shape],
    run: (tried, [from = x]) => [sumRows(gpu, tried, from)],
  })
  return sumRows(gpu, overAll, x)
}

function sumRows(gpu: Gpu, overAll: OverAll, x: TensorInfo): TensorInfo {
  const [rows = 0, columns = 0] = x.shape
  const out = room(gpu, [columns])
  const parts = Math.max(1, Math.ceil(rows / MOST_ROWS))
  if (parts === 1) {
    run(gpu, overAll, x, out, rows)
    return out
  }
  const span = 4 * Math.ceil(rows / parts / 4)
  const partial = room(gpu, [Math.ceil(rows / span), columns])
  run(gpu, overAll, x, partial, span)
  return sumParts(gpu, { partial, matrices: 1, parts: Math.ceil(rows / span), columns }, out, NO_FINISH, null)
}

function run(gpu: Gpu, overAll: OverAll, x: TensorInfo, out: TensorInfo, span: number): void {
  const [rows = 0, columns = 0] = x.shape
  const single = columns === 1
  const packed = single ? rows % 4 === 0 && span % 4 === 0 : columns % 4 === 0
  const quads = single ? 1 : Math.ceil(columns / 4)
  const reads = { x: { tensor: x, packed } }
  const writes = { tensor: out, packed: !single && packed }
  const program = {
    name: 'sumRows',
    code: [accessCode(reads, writes), overAll.code, code].join('\n'),
    enables: overAll.enables,
    constants: { SINGLE: single },
    reads,
    writes,
    integers: { rows, columns, quads, span },
    floats: {},
  }
  inDispatches(quads * Math.ceil(rows / span), 4 * span * SUMMED, (firstGroup, groups) =>
    runForAny(gpu, { ...program, integers: { ...program.integers, firstGroup }, groups }, null),
  )
}
