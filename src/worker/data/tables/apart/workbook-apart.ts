/** Reads a workbook in a thread of its own: its XML is read in one go, for seconds. */
import type { DataChoice, Guess } from '../../../../common/items/data-card.ts'
import type { PixelArray } from '../../arrays/pixel-array.ts'
import type { Turn } from '../../readers/in-turns.ts'
import { workbookEndless, workbookUnreadable } from '../../readers/reasons.ts'
import type { TextColumn } from '../columnar/columnar.ts'
import {
  contentOf,
  readSheet,
  type Kind,
  type SheetRead,
  type WorkbookContent,
} from '../workbooks/workbook.ts'
import type { ReaderGives } from './apart-messages.ts'
import { hearOut, type Listener } from './hear-out.ts'
import { THREADS, type Threads } from './threads.ts'

/** Of a sheet of texts alone nothing is heard while its XML is read. */
const PATIENCE = 120
/** Shares of the whole that are its XML, and what comes of it from the thread. */
const XML = 0.7
const CELLS = 0.2

/**
 * @param turn as of `readApart`
 * @throws GanvasError `workbook-endless`, or as `readWorkbook`
 */
export async function readWorkbookApart(
  name: string,
  bytes: Uint8Array,
  kind: Kind,
  choice: DataChoice,
  turn: Turn,
  threads: Threads = THREADS,
): Promise<WorkbookContent> {
  const { what } = kind
  const terms = {
    ...{ turn, patience: PATIENCE },
    unreadable: (cause: unknown) => workbookUnreadable(name, what, cause),
    endless: () => workbookEndless(name, what),
  }
  const order = { read: 'sheet', name, bytes, what, wanted: choice.sheet } as const
  const read = await hearOut(order, new SheetHeard(), terms, threads)
  return contentOf(name, read ?? (await readSheet(name, bytes, kind, choice.sheet)), choice, (done) =>
    turn(XML + CELLS + (1 - XML - CELLS) * done),
  )
}

class SheetHeard implements Listener<SheetRead> {
  private xml = 0
  private rows: string[][] = []
  private guesses: readonly Guess[] = []
  private array: PixelArray | null = null
  private width = 0
  private taken = 0

  get done(): number {
    return XML * this.xml + (this.width === 0 ? 0 : (CELLS * this.taken) / this.width)
  }

  share(done: number): void {
    this.xml = done
  }

  take(piece: ReaderGives): SheetRead | undefined {
    switch (piece.is) {
      case 'sheet':
        this.xml = 1
        this.width = piece.width
        this.guesses = piece.guesses
        this.rows = Array.from(piece.lengths, (length) => Array.from({ length }, () => ''))
        break
      case 'array':
        this.array = piece.array
        break
      case 'column':
        this.add(piece.column)
        break
      case 'begin':
        break
      case 'whole':
        return this.array === null
          ? { holds: 'cells', rows: this.rows, guesses: this.guesses }
          : { holds: 'array', array: this.array }
    }
    return undefined
  }

  private add({ texts, codes }: TextColumn): void {
    for (const [row, cells] of this.rows.entries())
      if (this.taken < cells.length) cells[this.taken] = texts[codes[row] ?? 0] ?? ''
    this.taken++
  }
}
