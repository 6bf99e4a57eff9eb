/**
 * Gets files out of a drop, a paste or a picker: folders are walked to any depth, and a file's path goes into its name,
 * the one place that survives the way to the worker. Reads no bytes.
 */
import { GanvasError } from '../../../common/failure.ts'
import { standInFile } from '../../../common/items/stand-in-file.ts'
import { yieldToTasks } from '../../../common/yield.ts'

/** What somebody sees of a walk through folders, and how they stop it. */
export interface Walk {
  /** Called with the number of files so far, now and then. */
  readonly found?: (count: number) => void
  readonly signal?: AbortSignal
}

/** Files asked of the browser at the same time: one by one is slow, all at once leaves the page no turn. */
const AT_ONCE = 16
/** Files between two words about them. */
const STRETCH = 100

/**
 * All files of a drop. Call at once: the browser forgets the items when the event is over. What it will not hand out comes
 * as a stand-in, so that it is named and nothing else is lost.
 * @throws GanvasError `cancelled`
 */
export async function droppedFiles(transfer: DataTransfer, walk: Walk = {}): Promise<File[]> {
  const entries: FileSystemEntry[] = []
  const loose: File[] = []
  for (const item of transfer.items) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    const file = item.kind === 'file' && entry === null ? item.getAsFile() : null
    if (entry !== null) entries.push(entry)
    if (file !== null) loose.push(file)
  }
  const all = [...transfer.files]
  if (!entries.some((entry) => entry.isDirectory)) return all
  return [...loose, ...(await walked(entries, walk))]
}

/** Files of a folder picker carry their path beside the name: moves it into the name. */
export async function withPaths(files: readonly File[]): Promise<File[]> {
  const out: File[] = []
  for (const file of files) {
    out.push(named(file, file.webkitRelativePath))
    if (out.length % STRETCH === 0) await yieldToTasks()
  }
  return out
}

/** A few entries at a time; a folder's children come next. */
async function walked(entries: readonly FileSystemEntry[], { found, signal }: Walk): Promise<File[]> {
  const heap = [...entries].reverse()
  const files: File[] = []
  let told = 0
  while (heap.length > 0) {
    if (signal?.aborted === true) throw cancelledWalk()
    const some = heap.splice(-AT_ONCE).reverse()
    const taken = await Promise.all(some.map(take))
    for (const { children } of taken) heap.push(...children.reverse())
    files.push(...taken.flatMap(({ file }) => file ?? []))
    if (files.length - told >= STRETCH) found?.((told = files.length))
    await yieldToTasks()
  }
  return files
}

interface Taken {
  readonly file: File | null
  readonly children: FileSystemEntry[]
}

/** What cannot be read, file or folder, is its stand-in. */
async function take(entry: FileSystemEntry): Promise<Taken> {
  const path = entry.fullPath.replace(/^\//, '')
  try {
    if (isFile(entry)) return { file: named(await fileOf(entry), path), children: [] }
    return { file: null, children: isDirectory(entry) ? await readAll(entry.createReader()) : [] }
  } catch {
    return { file: standInFile(path), children: [] }
  }
}

function cancelledWalk(): GanvasError {
  return new GanvasError('cancelled', 'Opening was cancelled.', 'The dataset from before is still there.')
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
