/**
 * Reading and writing a game's tensors by name: what a checkpoint holds. Must not know what any tensor means.
 */
import { tensor, type Tensor, type Variable } from '@tensorflow/tfjs'
import { GanvasError } from '../shared/failure.ts'
import type { NamedTensor } from '../shared/report.ts'

/** Values of tensors, in order. The arrays are copies. */
export async function readAll(tensors: Iterable<readonly [string, Tensor]>): Promise<NamedTensor[]> {
  return Promise.all(
    [...tensors].map(async ([name, held]) => ({
      name,
      shape: [...held.shape],
      // Some back ends hand out their own memory: it would change under the reader's hands.
      data: Float32Array.from(await held.data<'float32'>()),
    })),
  )
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
  held.forEach((variable, name) => {
    const value = byName.get(name)
    if (value === undefined) return
    const fresh = tensor(Float32Array.from(value.data), [...value.shape], 'float32')
    variable.assign(fresh)
    fresh.dispose()
  })
}

function fits(value: NamedTensor | undefined, shape: readonly number[]): boolean {
  return (
    value !== undefined &&
    value.shape.length === shape.length &&
    value.shape.every((side, i) => side === shape[i]) &&
    value.data.length === shape.reduce((product, side) => product * side, 1)
  )
}
