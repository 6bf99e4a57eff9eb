/** One thing that may hold data: a file, or an entry of an archive. Read only when its turn comes. */
export interface Source {
  /** For sentences: "photos.zip/cats/1.png". */
  readonly name: string
  /** Where it lies, without the archive's own name: what folders say of it. Its file's name is the last part. */
  readonly path: string
  /** Bytes once read, as far as known beforehand. */
  readonly size: number
  /** @throws GanvasError that says why it cannot be read */
  read(): Promise<Uint8Array>
}

/** Left behind by operating systems; nobody means to open these, so nobody is told. */
export function isJunk(path: string): boolean {
  const parts = path.split('/')
  const name = parts.at(-1) ?? ''
  return (
    parts.includes('__MACOSX') ||
    name.startsWith('._') ||
    ['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(name)
  )
}

/** By code point, so that the same folder gives the same order, and so the same run, on every machine. */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
