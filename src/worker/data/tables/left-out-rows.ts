/** Rows of a table that cannot be used, each with its line and reason; and how many are too many. */
import { toFailure, type GanvasError } from '../../../common/failure.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { tableCell, tableRow } from '../readers/reasons.ts'
import type { Part } from './table-types.ts'

/** So many are told one by one; the others only count. */
const MOST_TOLD = 500

export const badCell = (name: string, line: number, cell: string, part: Part = 'line') =>
  tableCell(name, line, cell.slice(0, 40), part)
export const shortRow = tableRow

export class LeftOutRows {
  private readonly told: SkippedItem[] = []
  private first: GanvasError | null = null
  private count = 0

  constructor(
    private readonly name: string,
    private readonly part: Part = 'line',
  ) {}

  add(line: number, reason: GanvasError): void {
    this.count++
    this.first ??= reason
    if (this.told.length < MOST_TOLD)
      this.told.push({ name: `${this.name}, ${this.part} ${line}`, reason: bare(reason) })
  }

  /** @throws GanvasError the first reason, where more rows are bad than good */
  demandMostGood(rows: number): void {
    if (this.first !== null && this.count * 2 > rows) throw this.first
  }

  /** The last stands for all that are not told. */
  items(): SkippedItem[] {
    const more = this.count - this.told.length
    const last = this.told.at(-1)
    return more === 0 || last === undefined
      ? this.told
      : [...this.told.slice(0, -1), { ...last, count: more + 1 }]
  }
}

function bare(reason: GanvasError) {
  const { code, sentence, nextStep } = toFailure(reason)
  return { code, sentence, nextStep }
}
