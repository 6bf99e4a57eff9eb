/** What every reader of tables that are kept by columns gives: names, and each column as text when it is asked for. Knows no format. */

export interface ColumnFile {
  /** As the file says; a reader of columns finds out whether it is so. */
  readonly rows: number
  readonly columns: readonly FileColumn[]
}

export interface FileColumn {
  readonly name: string
  /** Calls `put` once for each row, in any order. @throws whatever shows that the file is not as it says */
  readonly read: (put: (row: number, text: string) => void) => Promise<void>
}

/** Compressed in a way that nobody here undoes. */
export class UnknownCompression extends Error {
  readonly codec: string

  constructor(codec: string) {
    super(`No decoder for ${codec}.`)
    this.codec = codec
  }
}

/** Unpacks to more than is taken. */
export class TooMuchUnpacked extends Error {
  /** Bytes so far. */
  readonly bytes: number

  constructor(bytes: number) {
    super(`${bytes} bytes`)
    this.bytes = bytes
  }
}
