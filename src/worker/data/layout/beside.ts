/** Files beside pictures that may tell their classes, as rows of cells, whether they came as tables or as plain texts. */
import type { Found } from '../readers/find.ts'
import { stem } from '../archives/paths.ts'

export type Beside = Extract<Found, { holds: 'table' | 'text' }>

export interface Rows {
  readonly header: readonly string[] | null
  readonly rows: readonly (readonly string[])[]
}

/** Lines as they are, without empty ones. */
export function linesOf(item: Beside): string[] {
  if (item.holds === 'text')
    return item.text
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const { header, rows } = item.table
  return [...(header === null ? [] : [header]), ...rows].map((cells) => cells.join(' ').trim())
}

export function rowsOf(item: Beside): Rows {
  if (item.holds === 'table') return item.table
  const lines = linesOf(item)
  const mark = ['\t', ',', ';', '|'].find((sign) => lines.every((line) => line.includes(sign)))
  const rows = lines.map((line) => (mark === undefined ? line.split(/\s+/) : line.split(mark)).map(bare))
  const [first] = rows
  const header = first?.some((cell) => isLabelWord(cell) || isNameWord(cell)) === true ? first : null
  return { header, rows: header === null ? rows : rows.slice(1) }
}

function bare(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1')
}

/** The file's name without folders and extension, lower case. */
export function bareName({ path }: Beside): string {
  return stem(path.split('/').at(-1) ?? '').toLowerCase()
}

/** Column names that mean a class, the best first: names before numbers. */
const LABEL_WORDS =
  'class_name classname label_name labelname category_name label labels class classes category categories breed species genus family artist style diagnosis dx emotion expression type kind tag tags target digit character y class_id label_id classid category_id'.split(
    ' ',
  )
const NAME_WORDS =
  'filename file_name file image image_id img id path filepath file_path image_path image_name picture photo name'.split(
    ' ',
  )

export function labelRank(cell: string): number {
  return LABEL_WORDS.indexOf(
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
}

function isLabelWord(cell: string): boolean {
  return labelRank(cell) >= 0
}

function isNameWord(cell: string): boolean {
  return NAME_WORDS.includes(
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
}
