/** Is a table one of pictures, a row each? Told from its first lines: where its pixels are, and where its labels. */
import { bareText } from './text/bare-text.ts'
import { isClassName, isCountName } from './column-names.ts'
import { isWord, numberOf } from './numbers.ts'
import { cellsOf, commonWidth, linesOf, separatorOf, type Separator } from './text/separator.ts'

export interface PixelLayout {
  readonly separator: Separator
  /** The first line is no picture. */
  readonly header: boolean
  /** Cells of a row. */
  readonly width: number
  /** Cells that hold pixels: a run of them, or one cell with all of them between blanks. */
  readonly from: number
  readonly cells: number
  /** Numbers of a picture. */
  readonly numbers: number
  readonly side: number
  readonly channels: 1 | 3
  /** The cell with the label; null where there is none. */
  readonly label: number | null
}

/** Smaller ones are hardly pictures. */
const LEAST_SIDE = 8
/** So many lines are looked at, and so many bytes. */
const SAMPLE = 20

/**
 * @param head the beginning of the text
 * @param cut the text goes on
 * @param further lines from all over the text: the first ones may all be of one class
 */
export function pixelLayout(head: string, cut: boolean, further: readonly string[] = []): PixelLayout | null {
  const bare = bareText(head)
  const lines = linesOf(bare.text)
  if (cut && lines.length > 1) lines.pop()
  const sample = lines.filter((line) => line.trim() !== '').slice(0, SAMPLE)
  if (sample.length < 2) return null
  return (
    inOneCell(sample, bare.separator) ??
    inManyCells(sample, bare.separator ?? separatorOf(sample.join('\n')), further)
  )
}

/** FER2013: "emotion,pixels,Usage", and all pixels in the second cell. */
function inOneCell(lines: readonly string[], named: Separator | null): PixelLayout | null {
  for (const separator of named === null ? ([',', '\t', ';', '|'] as const) : [named]) {
    const rows = cellsOf(lines.join('\n'), separator)
    const width = commonWidth(rows)
    const row = rows.find((candidate, i) => i > 0 && candidate.length === width) ?? []
    const from = row.findIndex((cell) => /^\d+(\s+\d+){63,}$/.test(cell))
    const numbers = row[from]?.split(/\s+/).length ?? 0
    const shape = shapeOf(numbers)
    if (shape === null) continue
    const [first = []] = rows
    const header = !/^\d+(\s+\d+){63,}$/.test(first[from] ?? '')
    const others = Array.from({ length: width }, (_, at) => at).filter((at) => at !== from)
    return {
      separator,
      header,
      width,
      from,
      cells: 1,
      numbers,
      ...shape,
      label: labelAmong(others, header ? first : [], rows.slice(1)),
    }
  }
  return null
}

function inManyCells(
  lines: readonly string[],
  separator: Separator | null,
  further: readonly string[],
): PixelLayout | null {
  if (separator === null) return null
  const all = cellsOf(lines.join('\n'), separator)
  const width = commonWidth(all)
  if (width < LEAST_SIDE ** 2) return null
  const [first = []] = all
  // A last cell that is empty in all rows comes from a separator at the end.
  const header =
    first.length === width &&
    first.some((cell) => isWord(cell)) &&
    first.filter((cell) => isWord(cell)).length * 2 > first.length
  const numbered = !header && first.every((cell, at) => Number(cell) === at || (at === 0 && cell === ''))
  const rows = (header || numbered ? all.slice(1) : all).filter((row) => row.length === width)
  const others = cellsOf(further.join('\n'), separator).filter((row) => row.length === width)
  const run = header ? runOfNames(first) : runWithLabel([...rows, ...others], width)
  const shape = run === null ? null : shapeOf(run.cells)
  if (run === null || shape === null || !arePixels(rows, run)) return null
  const rest = Array.from({ length: width }, (_, at) => at).filter(
    (at) => at < run.from || at >= run.from + run.cells,
  )
  return {
    separator,
    header: header || numbered,
    width,
    ...run,
    numbers: run.cells,
    ...shape,
    label: labelAmong(rest, header ? first : [], rows),
  }
}

interface Run {
  readonly from: number
  readonly cells: number
}

/** pixel0, pixel1 … ; 1x1, 1x2 …; p1, p2 …; 0, 1 …: the run of names that are alike but for their numbers. */
function runOfNames(names: readonly string[]): Run | null {
  const stem = (name: string) => (/\d/.test(name) ? name.toLowerCase().replaceAll(/\d+/g, '0') : null)
  let best: Run = { from: 0, cells: 0 }
  for (let from = 0; from < names.length;) {
    const wanted = stem(names[from] ?? '')
    let to = from + 1
    while (to < names.length && wanted !== null && stem(names[to] ?? '') === wanted) to++
    if (wanted !== null && to - from > best.cells) best = { from, cells: to - from }
    from = to
  }
  return best.cells >= LEAST_SIDE ** 2 ? best : null
}

/** Without names the shape must tell: all cells; or all but a label, first or last: the one that sorts the rows better. */
function runWithLabel(rows: readonly (readonly string[])[], width: number): Run | null {
  if (shapeOf(width) !== null) return { from: 0, cells: width }
  if (shapeOf(width - 1) === null) return null
  const values = (at: number) => new Set(rows.map((row) => row[at])).size
  const [first, last] = [values(0), values(width - 1)]
  // A corner is often the same in all pictures, a label in no set of classes; of two that vary a pixel has more values.
  const behind = first === 1 ? last > 1 : last > 1 && last < first
  return { from: behind ? 0 : 1, cells: width - 1 }
}

function shapeOf(numbers: number): { side: number; channels: 1 | 3 } | null {
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(numbers / channels)
    if (Number.isInteger(side) && side >= LEAST_SIDE) return { side, channels }
  }
  return null
}

/** Numbers between 0 and 255, or fractions between −1 and 1. */
function arePixels(rows: readonly (readonly string[])[], { from, cells }: Run): boolean {
  const values = rows
    .flatMap((row) => row.slice(from, from + cells))
    .flatMap((cell) => numberOf(cell, 'point') ?? [])
  if (values.length * 2 < rows.length * cells) return false
  const whole = values.every((value) => Number.isInteger(value))
  return values.every((value) => (whole ? value >= 0 && value <= 255 : value >= -1 && value <= 255))
}

/** A column that is called so; else, without names, the one beside the pixels; never one that numbers the rows. */
function labelAmong(
  others: readonly number[],
  names: readonly string[],
  rows: readonly (readonly string[])[],
): number | null {
  const named = others.find((at) => isClassName(names[at] ?? '') || /^y$/i.test(names[at] ?? ''))
  if (named !== undefined) return named
  const free = others.filter((at) => {
    const name = names[at]
    if (name !== undefined) return !isCountName(name) && !/^(usage|split|set|fold)$/i.test(name)
    return !rows.every((row, i) => Number(row[at]) === i || Number(row[at]) === i + 1)
  })
  return free.find((at) => rows.some((row) => (row[at] ?? '') !== '')) ?? null
}
