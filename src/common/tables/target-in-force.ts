/** Which column is to be predicted once the data are there, as the settings tell it, and what is said where they asked for another. Pure. */
import { datasetEntry } from '../catalog/datasets.ts'
import type { DatasetSummary } from '../protocol/report.ts'
import { columnCalled } from './column-called.ts'
import type { RunConfig } from '../config/run-config.ts'

export interface TargetInForce {
  /** For the settings: empty where it is the data's own, or there is none. */
  readonly target: string
  /** One sentence; null where all is as it was asked. */
  readonly complaint: string | null
}

export function targetInForce(
  { dataset, target: asked }: Pick<RunConfig, 'dataset' | 'target'>,
  { item, label }: Pick<DatasetSummary, 'item' | 'label'>,
): TargetInForce {
  if (item.kind !== 'row') {
    const complaint = `“${asked}” cannot be predicted: ${label} is no table. The setting is left out.`
    return { target: '', complaint: asked === '' ? null : complaint }
  }
  const { columns } = item.encoding
  const name = item.target === null ? null : (columns[item.target]?.name ?? null)
  const usual = datasetEntry(dataset).target ?? null
  const target = name === null || name === usual ? '' : name
  const at = columnCalled(columns, asked)
  if (asked === '' || (at >= 0 && at === item.target)) return { target, complaint: null }
  const instead = name === null ? 'no column' : `“${name}”`
  const why = at < 0 ? `${label} has no column “${asked}”` : `“${asked}” is not a column that is learnt`
  return { target, complaint: `${why}, so ${instead} is to be predicted.` }
}
