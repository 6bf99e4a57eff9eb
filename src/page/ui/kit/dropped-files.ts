/**
 * Gets files out of a drop, a paste or a picker: folders are walked to any depth, and a file's path goes into its name,
 * the one place that survives the way to the worker. Reads no bytes.
 */

/** All files of a drop. Call at once: the browser forgets the items when the event is over. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    return entry === null ? [] : [entry]
  })
  const loose = [...transfer.files]
  if (!entries.some((entry) => entry.isDirectory)) return loose
  return (await Promise.all(entries.map(walk))).flat()
}

/** Files of a folder picker carry their path beside the name: moves it into the name. */
export function withPaths(files: readonly File[]): File[] {
  return files.map((file) => named(file, file.webkitRelativePath))
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [named(await fileOf(entry), entry.fullPath.replace(/^\//, ''))]
  if (!isDirectory(entry)) return []
  const children = await readAll(entry.createReader())
  const nested = await Promise.all(children.map(walk))
  return nested.flat()
}

/** A reader hands out at most a hundred entries at a time. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** The same bytes under a name that holds the path. */
function named(file: File, path: string): File {
  if (path === '' || path === file.name) return file
  return new File([file], path, { type: file.type, lastModified: file.lastModified })
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
