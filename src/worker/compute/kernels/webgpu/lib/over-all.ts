/**
 * The text by which a group of threads puts its sums together: in shared memory, or by subgroups where that was measured to be
 * faster. Must not know what is summed.
 */
import type { TensorInfo } from '@tensorflow/tfjs'
import type { Claim } from '../../../tuning/tuner.ts'
import { accessCode } from '../access/access.ts'
import { choose } from './choose.ts'
import plainCode from './over-all.wgsl?raw'
import lanesCode from './over-all-lanes.wgsl?raw'
import proofCode from './over-all-proof.wgsl?raw'
import { type Extension, type Gpu, GROUP, room } from './program.ts'
import { claimOf } from './proof.ts'
import { extrasOf } from './traits.ts'
import { runForAny } from './two-results.ts'

/** `overAll(local, mine)`, and what its text needs. */
export interface OverAll {
  readonly code: string
  readonly enables: readonly Extension[]
}

const PLAIN: OverAll = { code: plainCode, enables: [] }
const BY_LANES: OverAll = { code: lanesCode, enables: ['subgroups'] }

export interface Summing {
  /** Kernel, shape and all else that a plan depends on. */
  readonly key: string
  /** Shapes of the tensors that the kernel reads. */
  readonly shapes: readonly (readonly number[])[]
  readonly run: (overAll: OverAll, tensors: readonly TensorInfo[]) => readonly TensorInfo[]
}

/**
 * The text for a kernel of one shape. Only where all subgroups are alike: elsewhere the command would have to be left alone
 * when a step is shortened, and so small a one loses more by that than it can gain.
 */
export function chooseOverAll(backend: Gpu, { key, shapes, run }: Summing): OverAll {
  const { subgroups, evenSubgroups } = extrasOf(backend)
  const plans = subgroups && evenSubgroups ? [{ lanes: 0 }, { lanes: 1 }] : [{ lanes: 0 }]
  const plan = choose(backend, {
    key,
    plans,
    shapes,
    run: (tried, tensors) => run(textOf(tried), tensors),
    claim: ({ lanes }) => (lanes === 1 ? claim(backend) : null),
  })
  return textOf(plan)
}

function textOf({ lanes }: { readonly lanes: number }): OverAll {
  return lanes === 1 ? BY_LANES : PLAIN
}

function claim(backend: Gpu): Claim {
  return claimOf(backend, 'sums by subgroups', false, () =>
    [1, 7].map((groups) => ({
      shapes: [[groups, 4 * GROUP]],
      terms: GROUP,
      variant: ([x]) => [sums(backend, BY_LANES, groups, x)],
      reference: ([x]) => [sums(backend, PLAIN, groups, x)],
    })),
  )
}

function sums(
  backend: Gpu,
  { code, enables }: OverAll,
  groups: number,
  x: TensorInfo | undefined,
): TensorInfo {
  if (x === undefined) throw new Error('Sums of nothing.')
  const out = room(backend, [groups, 8])
  const reads = { x: { tensor: x, packed: true } }
  const writes = { tensor: out, packed: true }
  const program = {
    name: 'overAll proof',
    code: [accessCode(reads, writes), code, proofCode].join('\n'),
    enables,
    ...{ constants: {}, reads, writes, integers: { groups }, floats: {}, groups },
  }
  runForAny(backend, program, null)
  return out
}
