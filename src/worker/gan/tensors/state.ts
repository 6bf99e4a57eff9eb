/**
 * Reading and writing a game's tensors by name: what a checkpoint holds. Must not know what any tensor means.
 */
import { concat, getBackend, tensor, tidy, type Tensor, type Variable } from '@tensorflow/tfjs'
import { GanvasError } from '../../../common/failure.ts'
import type { NamedTensor } from '../../../common/protocol/report.ts'
import { ASSIGN } from '../kernels/contract.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { readBack, readOnce } from '../kernels/read-back.ts'
import { runKernel } from '../ops/autodiff.ts'

/** Values of tensors, in order. The arrays are copies. */
export async function readAll(tensors: Iterable<readonly [string, Tensor]>): Promise<NamedTensor[]> {
  const named = [...tensors]
  // Each read-back from a GPU is a round trip of its own.
  if (getBackend() === 'webgpu' && named.length > 1) return readTogether(named)
  return Promise.all(
    named.map(async ([name, held]) => ({
      name,
      shape: [...held.shape],
      data: await readBack(held),
    })),
  )
}

async function readTogether(tensors: readonly (readonly [string, Tensor])[]): Promise<NamedTensor[]> {
  const joined = tidy(() => concat(tensors.map(([, held]) => held.flatten())))
  const values = await readOnce(joined)
  let at = 0
  return tensors.map(([name, { shape, size }]) => ({
    name,
    shape: [...shape],
    data: values.slice(at, (at += size)),
  }))
}

/**
 * Takes over values; all or none.
 * @throws GanvasError `checkpoint-mismatch` when names or shapes differ
 */
export function writeAll(held: ReadonlyMap<string, Variable>, values: readonly NamedTensor[]): void {
  const byName = new Map(values.map((value) => [value.name, value]))
  const missing = [...held].filter(([name, { shape }]) => !fits(byName.get(name), shape))
  if (missing.length > 0 || byName.size !== held.size) {
    const example = missing[0]?.[0] ?? values.find(({ name }) => !held.has(name))?.name
    throw new GanvasError(
      'checkpoint-mismatch',
      `The saved state is of another network: ${example ?? '?'} does not fit.`,
      'Open it with the settings it was saved with.',
    )
  }
  tidy(() => {
    const fresh = [...held].flatMap(([name, variable]) => {
      const value = byName.get(name)
      if (value === undefined) return []
      return [{ variable, value: tensor(Float32Array.from(value.data), [...value.shape], 'float32') }]
    })
    if (hasKernel(ASSIGN, getBackend())) assignInPlace(fresh)
    else fresh.forEach(({ variable, value }) => variable.assign(value))
  })
}

/** Leaves the variables in their memory, which a recorded step knows. */
function assignInPlace(pairs: readonly { variable: Variable; value: Tensor }[]): void {
  const inputs: Record<string, Tensor> = {}
  pairs.forEach(({ variable, value }, i) => {
    inputs[`a${i}`] = variable
    inputs[`x${i}`] = value
  })
  runKernel(ASSIGN, inputs, { count: pairs.length })
}

function fits(value: NamedTensor | undefined, shape: readonly number[]): boolean {
  return (
    value !== undefined &&
    value.shape.length === shape.length &&
    value.shape.every((side, i) => side === shape[i]) &&
    value.data.length === shape.reduce((product, side) => product * side, 1)
  )
}
