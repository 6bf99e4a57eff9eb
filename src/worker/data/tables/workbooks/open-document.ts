/**
 * The sheets of an OpenDocument workbook (.ods), after OASIS OpenDocument 1.3, part 3: of a cell its value as it is kept, not as
 * it is shown, where it has one. Cells and rows that are repeated stand once in the file.
 */
import { unzipSync } from 'fflate'
import type { Sheet } from './sheet.ts'

const CONTENT = 'content.xml'
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns'
const PREFIXES = {
  [`${OASIS}:office:1.0`]: 'office',
  [`${OASIS}:table:1.0`]: 'table',
  [`${OASIS}:text:1.0`]: 'text',
}

/** A sheet has no more rows, and no more columns. */
const MOST_ROWS = 2 ** 20
const MOST_COLUMNS = 2 ** 14
/** Of all rows that are not repeated; a file that promises more is none that a person made. */
const MOST_CELLS = 2 ** 24

/** What a closing tag stands for of the XML, about: half a cell. */
const TAG_BYTES = 50
/** Tags between two words about how far it is. */
const STRETCH = 2 ** 14

/** @throws Error where it cannot be read */
export async function openDocumentSheets(
  file: Uint8Array,
  told: (done: number) => void = () => undefined,
): Promise<Sheet[]> {
  const { [CONTENT]: content } = unzipSync(file, { filter: ({ name }) => name === CONTENT })
  if (content === undefined) throw new Error('no content')
  const { Parser } = await import('saxen')
  const reader = new SheetReader()
  let closed = 0
  new Parser()
    .ns(PREFIXES)
    .on('openTag', (name, attributes, decode) => {
      reader.open(name, (key) => decode(attributes()[key] ?? ''))
    })
    .on('closeTag', (name) => {
      reader.close(name)
      if (++closed % STRETCH === 0) told(Math.min(1, (closed * TAG_BYTES) / content.length))
    })
    .on('text', (text, decode) => {
      reader.write(decode(text))
    })
    .on('cdata', (text) => {
      reader.write(text)
    })
    .parse(new TextDecoder().decode(content))
  if (reader.sheets.length === 0) throw new Error('no sheets')
  return reader.sheets
}

type Attribute = (key: string) => string

class SheetReader {
  readonly sheets: { name: string; rows: (readonly string[])[] }[] = []
  private inWorkbook = false
  private rows: (readonly string[])[] = []
  private row: string[] = []
  private rowTimes = 1
  /** Empty ones are kept back until something follows them: a sheet is filled with them to its end. */
  private emptyCells = 0
  private emptyRows = 0
  private cells = 0
  /** Of the cell that is being read; null where its text is its value. */
  private value: string | null = null
  private cellTimes = 1
  private paragraphs: string[] = []
  private inParagraph = false
  /** How deep inside what stands beside the cells. */
  private aside = 0

  open(name: string, attribute: Attribute): void {
    if (this.aside > 0 || isAside(name)) {
      this.aside++
      return
    }
    switch (name) {
      case 'office:spreadsheet':
        this.inWorkbook = true
        break
      case 'table:table':
        // A letter has tables as well, and is no workbook.
        if (!this.inWorkbook) break
        this.rows = []
        this.emptyRows = 0
        this.sheets.push({ name: attribute('table:name'), rows: this.rows })
        break
      case 'table:table-row':
        this.row = []
        this.emptyCells = 0
        this.rowTimes = timesOf(attribute('table:number-rows-repeated'), MOST_ROWS)
        break
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.value = valueOf(attribute)
        this.cellTimes = timesOf(attribute('table:number-columns-repeated'), MOST_COLUMNS)
        this.paragraphs = []
        break
      case 'text:p':
        this.paragraphs.push('')
        this.inParagraph = true
        break
      case 'text:s':
        this.write(' '.repeat(timesOf(attribute('text:c'), 100)))
        break
      case 'text:tab':
      case 'text:line-break':
        this.write(' ')
        break
      default:
    }
  }

  close(name: string): void {
    if (this.aside > 0) this.aside--
    else if (name === 'text:p') this.inParagraph = false
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.endCell()
    else if (name === 'table:table-row') this.endRow()
  }

  write(text: string): void {
    if (!this.inParagraph || this.aside > 0) return
    this.paragraphs.push((this.paragraphs.pop() ?? '') + text)
  }

  private endCell(): void {
    const text = (this.value ?? this.paragraphs.join(' ')).trim()
    if (text === '') {
      this.emptyCells += this.cellTimes
      return
    }
    this.cells += this.emptyCells + this.cellTimes
    if (this.cells > MOST_CELLS || this.row.length + this.emptyCells + this.cellTimes > MOST_COLUMNS)
      throw new Error('too many cells')
    for (; this.emptyCells > 0; this.emptyCells--) this.row.push('')
    for (let i = 0; i < this.cellTimes; i++) this.row.push(text)
  }

  private endRow(): void {
    const { row } = this
    if (row.length === 0) {
      this.emptyRows += this.rowTimes
      return
    }
    if (this.rows.length + this.emptyRows + this.rowTimes > MOST_ROWS) throw new Error('too many rows')
    for (; this.emptyRows > 0; this.emptyRows--) this.rows.push([])
    for (let i = 0; i < this.rowTimes; i++) this.rows.push(row)
  }
}

/** What stands in a workbook beside its cells. */
function isAside(name: string): boolean {
  return ['office:annotation', 'table:tracked-changes', 'table:shapes'].includes(name)
}

function timesOf(text: string, most: number): number {
  const times = Number(text)
  return Number.isInteger(times) && times > 0 ? Math.min(times, most) : 1
}

/** Null where the text of the cell is all there is. */
function valueOf(attribute: Attribute): string | null {
  switch (attribute('office:value-type')) {
    case 'float':
    case 'percentage':
    case 'currency':
      return attribute('office:value')
    case 'date':
      return attribute('office:date-value').replace(/T00:00:00$/, '')
    case 'boolean':
      return attribute('office:boolean-value')
    case 'string':
      return attribute('office:string-value') || null
    default:
      return null
  }
}
