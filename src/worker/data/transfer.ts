/** The person's prepared data as plain bytes and back, so that it outlives the worker. */
import { GanvasError } from '../../common/failure.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'
import { fixedPoints } from './builtin/fixed.ts'
import type { Dataset, FixedPointSet, PointSet } from './prepared.ts'

/**
 * Shares the bytes with the dataset: copy before transferring ownership.
 * @throws GanvasError `dataset-has-no-bytes` for a set made by a formula, which is remade from the config instead
 */
export function toTransfer(dataset: Dataset): PreparedTransfer {
  const { summary } = dataset
  if (dataset.kind === 'images')
    return { kind: 'images', summary, pixels: dataset.pixels, labels: dataset.labels }
  if (isFixed(dataset)) return { kind: 'points', summary, points: dataset.points }
  throw new GanvasError(
    'dataset-has-no-bytes',
    `The dataset ${summary.label} is made by a formula and has no bytes to keep.`,
    'Keep its config instead.',
  )
}

/** @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
export function fromTransfer(prepared: PreparedTransfer): Dataset {
  const { summary } = prepared
  if (prepared.kind === 'points') {
    demand(prepared.points.length === summary.count * 2 && summary.count > 0)
    return fixedPoints(prepared.points, summary)
  }
  const { pixels, labels } = prepared
  const { count, size } = summary
  const channels = summary.channels === 1 ? 1 : 3
  demand(count > 0 && channels === summary.channels && pixels.length === count * size * size * channels)
  demand(labels === null || labels.length === count)
  return { kind: 'images', summary, size, channels, count, pixels, labels }
}

function isFixed(set: PointSet): set is FixedPointSet {
  return 'points' in set
}

function demand(agrees: boolean): void {
  if (agrees) return
  throw new GanvasError(
    'prepared-invalid',
    'The kept dataset does not fit its own description.',
    'Open your files again.',
  )
}
