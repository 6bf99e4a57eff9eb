/** Pieces of stages that both players' turns are made of. Pure. */
import { entryOf } from '../../../../common/catalog/entry.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { DiscriminatorTrace, LayerMove, NamedTensor } from '../../../../common/protocol/report.ts'
import { RESTORE_SOURCES } from '../../../../common/restore/sources.ts'
import { seen } from '../../setup/task/example.ts'
import type { Fact, ItemRow } from './stage-types.ts'

/** So many items of each kind are followed one by one. */
const FOLLOWED = 3
/** So many numbers of a draw are spelt out. */
const SPELT = 2

/** NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function noiseWords({ shape }: NamedTensor, { prior }: RunConfig, labelled: boolean): string {
  const [count = 0, latent = 0] = shape
  const law = prior === 'normal' ? 'from a normal distribution' : 'evenly between −1 and 1'
  return `${count} draws of ${latent === 1 ? 'one number' : `${latent} numbers`} each, ${law}. They mean nothing yet: whatever the forger makes, it makes of these${labelled ? ', each with a class it is told to make' : ''}.`
}

/** What the generator starts from: noise, or where it has no latent what is left of a picture, as a person is shown it. */
export function givenOf({ noise, source, fake }: Given): NamedTensor | null {
  if (noise !== undefined) return noise
  if (source?.shape.length !== 4 || fake.shape.length !== 4) return null
  const [count = 0, side = 0, , given = 0] = source.shape
  const channels = fake.shape[3] ?? 0
  if (given !== channels + 1) return source
  const length = side * side * given
  const parts = Array.from(
    { length: count },
    (_, i) => seen(source.data.subarray(i * length, (i + 1) * length), side, true).values,
  )
  const data = new Float32Array(count * side * side * channels)
  parts.forEach((part, i) => data.set(part, i * part.length))
  return { name: source.name, shape: [count, side, side, channels], data }
}

type Given = Pick<DiscriminatorTrace, 'noise' | 'source' | 'fake'>

export function sourceWords({ shape }: NamedTensor, { source }: RunConfig): string {
  return `${shape[0] ?? 0} sources come in, each what is left of a real picture. ${entryOf(RESTORE_SOURCES, source).meaning}`
}

/** `256 points in the plane`, `500 rows of 54 numbers`. */
export function itemWords({ shape }: NamedTensor): string {
  const [count = 0, height = 0, width = 0, channels = 0] = shape
  if (shape.length === 2)
    return height === 2 ? `${count} points in the plane` : `${count} rows of ${height} numbers`
  return `${count} pictures of ${height} × ${width} ${channels === 1 ? 'grey' : 'coloured'} pixels`
}

/** The first numbers of the first item. */
export function firstSample({ shape, data }: NamedTensor, label: string): Fact[] {
  const length = Math.min(SPELT, shape[1] ?? 0)
  const names = label.endsWith('z') ? ['₁', '₂'] : ['x', 'y']
  return Array.from({ length }, (_, i) => ({ label: `${label}${names[i] ?? ''}`, value: data[i] ?? NaN }))
}

interface Sides<T> {
  readonly real: T
  readonly fake: T
}

/** The first items of the batch, each with its score, its target and its price. */
export function itemRows(
  scores: Sides<readonly number[]>,
  errors: Sides<readonly number[]>,
  targets: Sides<string> | null,
  classOf: (index: number) => string | null,
): ItemRow[] {
  return (['real', 'fake'] as const).flatMap((who) =>
    scores[who].slice(0, FOLLOWED).map((score, index) => ({
      who,
      index,
      of: classOf(index),
      score,
      target: targets === null || targets[who] === '' ? null : targets[who],
      error: errors[who][index] ?? null,
    })),
  )
}

/** The class of an item, from one-hot rows; null where there are none. */
export function classNames(
  labels: NamedTensor | undefined,
  classes: readonly string[],
): (index: number) => string | null {
  if (labels === undefined) return () => null
  const count = labels.shape[1] ?? 0
  return (index) => {
    const row = labels.data.subarray(index * count, (index + 1) * count)
    const at = row.indexOf(1)
    return classes[at] ?? String(at + 1)
  }
}

/** How far all weights of a network went together, and how much of their size that is. */
export function moveFacts(layers: readonly LayerMove[]): Fact[] {
  const change = Math.hypot(...layers.map((layer) => layer.change))
  const weights = Math.hypot(...layers.map((layer) => layer.weightNorm))
  return [
    { label: 'Moved by', value: change },
    { label: 'Weights’ norm', value: weights },
  ]
}

/** What a loss holds beside the errors of single items; nothing where it is rounding. */
export function addedFacts(added: number, loss: number): Fact[] {
  return Math.abs(added) > 1e-3 * Math.max(1, Math.abs(loss)) ? [{ label: 'Added terms', value: added }] : []
}
