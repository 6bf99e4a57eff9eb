/** How many files, and rows of tables, were left out, in words. Pure. */
import type { SkippedItem } from '../../../common/protocol/report.ts'

const whole = new Intl.NumberFormat('en-GB')

/** How many items one entry stands for. */
export function standsFor({ count = 1 }: SkippedItem): number {
  return count
}

/** A row is named by its table and its line. */
function isRow({ name }: SkippedItem): boolean {
  return /, line [\d,]+$/.test(name)
}

export function countOf(items: readonly SkippedItem[]): number {
  return items.reduce((sum, item) => sum + standsFor(item), 0)
}

/** “2 files skipped”, “1 row left out”, “2 files skipped; 1 row left out”; empty where all was used. */
export function leftOutWords(items: readonly SkippedItem[], were: 'was' | '' = ''): string {
  const rows = countOf(items.filter(isRow))
  const files = countOf(items) - rows
  const verb = (count: number): string => (were === '' ? '' : count === 1 ? ' was' : ' were')
  return [
    files === 0 ? '' : `${plural(files, 'file', 'files')}${verb(files)} skipped`,
    rows === 0 ? '' : `${plural(rows, 'row', 'rows')}${verb(rows)} left out`,
  ]
    .filter((words) => words !== '')
    .join('; ')
}

function plural(count: number, one: string, many: string): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`
}
