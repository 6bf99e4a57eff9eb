/** Pieces of stages that both players' turns are made of. Pure. */
import type { RunConfig } from '../../../config/run-config.ts'
import type { LayerMove, NamedTensor } from '../../../shared/report.ts'
import type { Fact, ItemRow } from './stage-types.ts'

/** So many items of each kind are followed one by one. */
const FOLLOWED = 3
/** So many numbers of a draw are spelt out. */
const SPELT = 2

/** NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function noiseWords({ shape }: NamedTensor, { prior }: RunConfig): string {
  const [count = 0, latent = 0] = shape
  const law = prior === 'normal' ? 'from a normal distribution' : 'evenly between −1 and 1'
  return `${count} draws of ${latent === 1 ? 'one number' : `${latent} numbers`} each, ${law}. They mean nothing yet: whatever the forger makes, it makes of these.`
}

/** `256 points of two numbers`. */
export function itemWords({ shape }: NamedTensor): string {
  const [count = 0, height = 0, width = 0, channels = 0] = shape
  if (shape.length === 2) return `${count} points in the plane`
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
): ItemRow[] {
  return (['real', 'fake'] as const).flatMap((who) =>
    scores[who].slice(0, FOLLOWED).map((score, index) => ({
      who,
      index,
      score,
      target: targets === null || targets[who] === '' ? null : targets[who],
      error: errors[who][index] ?? null,
    })),
  )
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
