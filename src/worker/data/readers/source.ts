/** One thing that may hold data: a file, or an entry of an archive. Read only when its turn comes. */
export interface Source {
  /** For sentences: "photos.zip/cats/1.png". */
  readonly name: string
  /**
   * Where it lies: what folders say of it. Its file's name is the last part. An archive's own name is a folder only where
   * there are several archives to tell apart.
   */
  readonly path: string
  /** Bytes once read, as far as known beforehand. */
  readonly size: number
  /** A file of its own, not an entry of an archive. */
  readonly loose: boolean
  /** Check sum of its bytes, where its archive tells one. */
  readonly crc?: number | null
  /** @throws GanvasError that says why it cannot be read */
  read(): Promise<Uint8Array>
}

/** By code point, so that the same folder gives the same order, and so the same run, on every machine. */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
