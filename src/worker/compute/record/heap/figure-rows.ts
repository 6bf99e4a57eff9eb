/** The figures of replayed steps on the heap, kept until somebody reads them. Must not know what the figures mean. */

/** Steps whose figures are kept: more than a tick waits for. */
const MOST_ROWS = 4096

export class FigureRows {
  private rows: { readonly step: number; readonly values: Float32Array }[] = []

  /** Steps that may be replayed before somebody must read. */
  get free(): number {
    return MOST_ROWS - this.rows.length
  }

  get length(): number {
    return this.rows.length
  }

  push(step: number, values: Float32Array): void {
    this.rows.push({ step, values })
  }

  /** Rows that nobody has read, and their steps. */
  read(): Promise<{ steps: readonly number[]; values: Float32Array }> {
    const { rows } = this
    this.rows = []
    const width = rows[0]?.values.length ?? 0
    const values = new Float32Array(width * rows.length)
    rows.forEach((row, i) => values.set(row.values, i * width))
    return Promise.resolve({ steps: rows.map(({ step }) => step), values })
  }

  clear(): void {
    this.rows = []
  }
}
