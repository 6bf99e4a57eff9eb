/** Labels of pictures in a file beside them: a table with their names, a list in their order, or StyleGAN's dataset.json. */
import { folderOf } from '../archives/paths.ts'
import { labelRank, linesOf, rowsOf, type Beside, type Rows } from './beside.ts'
import { PictureNames } from './picture-names.ts'

export interface FileLabels {
  readonly file: Beside
  /** Of each picture; null where the file says nothing of it. */
  readonly labels: readonly (string | null)[]
  /** Made for that alone: it is believed before the folders. */
  readonly sure: boolean
}

/** The first file that tells labels of enough of the pictures, the sure ones first. @param paths of pictures in their order */
export function labelFiles(paths: readonly string[], beside: readonly Beside[]): FileLabels[] {
  if (paths.length === 0 || beside.length === 0) return []
  const names = new PictureNames(paths)
  return beside
    .flatMap((file): FileLabels[] => {
      const json = file.holds === 'text' ? pairsInJson(file.text) : null
      const labels =
        json === null ? (named(file, names) ?? inOrderOf(file, paths)) : matched(json, file, names)
      return labels === null ? [] : [{ file, labels, sure: json !== null }]
    })
    .sort((a, b) => Number(b.sure) - Number(a.sure))
}

type Pair = readonly [name: string, label: string]

/** `{"labels": [["00000/img.png", 3], …]}`, or an object of names and labels. Null for any other text. */
function pairsInJson(text: string): Pair[] | null {
  if (!text.trimStart().startsWith('{')) return null
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return null
  }
  const labels: unknown = typeof read === 'object' && read !== null && 'labels' in read ? read.labels : null
  if (typeof labels !== 'object' || labels === null) return null
  const pairs: unknown[] = Array.isArray(labels) ? labels : Object.entries(labels)
  return pairs.flatMap((pair): Pair[] => {
    if (!Array.isArray(pair)) return []
    const [name, label] = pair as unknown[]
    const plain = typeof label === 'number' || typeof label === 'string'
    return typeof name === 'string' && plain ? [[name, String(label)]] : []
  })
}

/** A column that holds the pictures' names, and one that holds labels. */
function named(file: Beside, names: PictureNames): (string | null)[] | null {
  const table = rowsOf(file)
  for (const column of nameColumns(table, file, names)) {
    const pairs = labelled(table, column)
    const labels = pairs === null ? null : matched(pairs, file, names)
    if (labels !== null) return labels
  }
  return null
}

/** Columns that hold names of pictures. */
export function nameColumns({ rows }: Rows, file: Beside, names: PictureNames): number[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (columns < 2) return []
  return Array.from({ length: columns }, (_, i) => i).filter((column) => {
    const sample = rows.slice(0, SAMPLE).map((row) => row[column] ?? '')
    const known = sample.filter((cell) => names.find(cell, file.path) !== null).length
    return known > 0 && known * 4 >= sample.length
  })
}
const SAMPLE = 200

/** Each row's name and label; null where no column can be labels. */
function labelled({ header, rows }: Rows, nameColumn: number): Pair[] | null {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const others = Array.from({ length: columns }, (_, i) => i).filter((i) => i !== nameColumn)
  const called = others
    .filter((i) => labelRank(header?.[i] ?? '') >= 0)
    .sort((a, b) => labelRank(header?.[a] ?? '') - labelRank(header?.[b] ?? ''))
  const cells = (column: number) => rows.map((row) => (row[column] ?? '').trim())
  const [only] = others
  const single = others.length === 1 && only !== undefined && sortsRows(cells(only)) ? only : undefined
  const words = others.find((i) => cells(i).every((cell) => !/^[-\d.,]*$/.test(cell)) && sortsRows(cells(i)))
  const column = called.find((i) => new Set(cells(i)).size > 1) ?? single ?? words
  if (column !== undefined) return rows.map((row) => [row[nameColumn] ?? '', (row[column] ?? '').trim()])
  return oneOfMany({ header, rows }, nameColumn, others)
}

/** Labels come again; what is different in every row is none. */
function sortsRows(cells: readonly string[]): boolean {
  const distinct = new Set(cells).size
  return distinct > 1 && (cells.length < 10 ? distinct < cells.length : distinct * 2 <= cells.length)
}

/** A column for each class, with a one in one of them. */
function oneOfMany({ header, rows }: Rows, nameColumn: number, others: readonly number[]): Pair[] | null {
  if (header === null || others.length < 2) return null
  const pairs: Pair[] = []
  for (const row of rows) {
    const ones = others.filter((i) => Number(row[i]) === 1)
    const zeros = others.filter((i) => Number(row[i]) === 0)
    const [one] = ones
    if (one === undefined || ones.length !== 1 || zeros.length !== others.length - 1) return null
    pairs.push([row[nameColumn] ?? '', header[one] ?? ''])
  }
  return pairs
}

/** Null where too few of the pictures are told of, or all the same. */
function matched(pairs: readonly Pair[], file: Beside, names: PictureNames): (string | null)[] | null {
  const labels: (string | null)[] = Array.from({ length: names.count }, () => null)
  let rows = 0
  for (const [name, label] of pairs) {
    const at = names.find(name, file.path)
    if (at === null || label === '') continue
    rows++
    labels[at] = label
  }
  const told = labels.filter((label) => label !== null)
  const enough = told.length * 2 >= names.count || rows * 10 >= pairs.length * 9
  return told.length >= 2 && enough && new Set(told).size > 1 ? labels : null
}

/** One label a line, as many as there are pictures in the same folder or below it. */
function inOrderOf(file: Beside, paths: readonly string[]): (string | null)[] | null {
  const lines = linesOf(file)
  const [first = ''] = lines
  const list = labelRank(first) >= 0 ? lines.slice(1) : lines
  const folder = folderOf(file.path)
  const meant = paths.flatMap((path, i) => (folder === '' || path.startsWith(`${folder}/`) ? [i] : []))
  if (meant.length !== list.length || !sortsRows(list)) return null
  const labels: (string | null)[] = paths.map(() => null)
  meant.forEach((at, i) => (labels[at] = list[i] ?? null))
  return labels
}
