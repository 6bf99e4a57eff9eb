/** Says in one sentence what came of opened files. Pure. */
import { detailOf, kindEntry } from '../../../common/items/kinds.ts'
import type { DatasetSummary, SkippedItem } from '../../../common/protocol/report.ts'

const whole = new Intl.NumberFormat('en-GB')

export function openedSentence({ item, count, skipped }: DatasetSummary): string {
  const { one, many } = kindEntry(item.kind)
  const detail = detailOf(item)
  const shape = detail === '' ? '' : ` ${detail}`
  const rows = sum(skipped.filter(isRow))
  const files = sum(skipped) - rows
  const left =
    (files === 0 ? '' : `; ${plural(files, 'file', 'files')} skipped`) +
    (rows === 0 ? '' : `; ${plural(rows, 'row', 'rows')} left out`)
  return `${plural(count, one, many)} ready${shape}${left}.`
}

function sum(skipped: readonly SkippedItem[]): number {
  return skipped.reduce((total, { count = 1 }) => total + count, 0)
}

/** A row of a table, not a file. */
function isRow({ name, reason }: SkippedItem): boolean {
  return reason.code === 'table-row' && /, line [\d,]+$/.test(name)
}

function plural(count: number, one: string, many: string): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`
}
