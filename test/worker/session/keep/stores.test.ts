/** The two places that runs can lie in, played by maps: both keep, list and let go alike, and a full one says so. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openFolders } from '../../../../src/worker/session/keep/folders.ts'
import { isFull } from '../../../../src/worker/session/keep/store.ts'

afterEach(() => vi.unstubAllGlobals())

const missing = () => Promise.reject(new DOMException('Not there.', 'NotFoundError'))

/** A folder of the private file system; `room` is what a file may hold. */
class Folder {
  readonly kind = 'directory'
  readonly inside = new Map<string, Folder | OneFile>()

  constructor(private readonly disk: { room: number; open: number }) {}

  async *keys(): AsyncGenerator<string> {
    for (const name of [...this.inside.keys()]) yield await Promise.resolve(name)
  }

  async *values(): AsyncGenerator<Folder | OneFile> {
    for (const entry of [...this.inside.values()]) yield await Promise.resolve(entry)
  }

  getDirectoryHandle(name: string, { create = false } = {}): Promise<Folder> {
    const found = this.inside.get(name)
    if (found instanceof Folder) return Promise.resolve(found)
    if (!create) return missing()
    const fresh = new Folder(this.disk)
    this.inside.set(name, fresh)
    return Promise.resolve(fresh)
  }

  getFileHandle(name: string, { create = false } = {}): Promise<OneFile> {
    const found = this.inside.get(name)
    if (found instanceof OneFile) return Promise.resolve(found)
    if (!create) return missing()
    const fresh = new OneFile(name, this.disk)
    this.inside.set(name, fresh)
    return Promise.resolve(fresh)
  }

  removeEntry(name: string): Promise<void> {
    return this.inside.delete(name) ? Promise.resolve() : missing()
  }
}

class OneFile {
  readonly kind = 'file'
  bytes = new Uint8Array()

  constructor(
    readonly name: string,
    private readonly disk: { room: number; open: number },
  ) {}

  getFile(): Promise<Blob> {
    return Promise.resolve(new Blob([this.bytes]))
  }

  createSyncAccessHandle(): Promise<object> {
    this.disk.open++
    return Promise.resolve({
      write: (bytes: Uint8Array, { at }: { at: number }): number => {
        const taken = bytes.subarray(0, Math.max(0, this.disk.room - at))
        const after = new Uint8Array(Math.max(this.bytes.length, at + taken.length))
        after.set(this.bytes)
        after.set(taken, at)
        this.bytes = after
        return taken.length
      },
      truncate: (length: number) => void (this.bytes = this.bytes.slice(0, length)),
      flush: () => undefined,
      close: () => void this.disk.open--,
    })
  }
}

function browser(room = Infinity) {
  const disk = { room, open: 0 }
  const root = new Folder(disk)
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(root) } })
  return disk
}

async function opened(room = Infinity) {
  const disk = browser(room)
  const store = await openFolders()
  if (store === null) throw new Error('It did not open.')
  return { store, disk }
}

describe('the private file system', () => {
  test('keeps files in folders, and a shorter one in the place of a longer is as short as it is', async () => {
    const { store } = await opened()
    await store.write('run-a', 'a.run', Uint8Array.of(1, 2, 3, 4))
    await store.write('run-a', 'a.run', Uint8Array.of(9, 8))
    await store.write('data', 'f', Uint8Array.of(5))
    expect(await store.read('run-a', 'a.run')).toEqual(Uint8Array.of(9, 8))
    expect((await store.folders()).sort()).toEqual(['data', 'run-a'])
    expect(await store.files('run-a')).toEqual(new Map([['a.run', 2]]))
  })

  test('has nothing where nothing was written, and removing that is no failure', async () => {
    const { store } = await opened()
    expect(await store.read('run-a', 'a.run')).toBeNull()
    expect(await store.files('run-a')).toEqual(new Map())
    await store.remove('run-a')
    await store.remove('run-a', 'a.run')
    await store.write('run-a', 'a.run', Uint8Array.of(1))
    await store.remove('run-a', 'b.run')
    await store.remove('run-a', 'a.run')
    expect(await store.read('run-a', 'a.run')).toBeNull()
  })

  test('does not mind a file that goes while others are listed or read', async () => {
    const { store } = await opened()
    await store.write('run-a', 'a.run', Uint8Array.of(1))
    await store.write('run-a', 'past-1', Uint8Array.of(1, 2))
    const getFile = vi.spyOn(OneFile.prototype, 'getFile').mockImplementationOnce(missing)
    expect(await store.files('run-a')).toEqual(new Map([['past-1', 2]]))
    getFile.mockImplementationOnce(missing)
    expect(await store.read('run-a', 'a.run')).toBeNull()
    getFile.mockRestore()
  })

  test('says when it is full, and leaves no file open', async () => {
    const { store, disk } = await opened(8)
    const thrown = await store.write('run-a', 'a.run', new Uint8Array(9)).catch((error: unknown) => error)
    expect(isFull(thrown)).toBe(true)
    expect(disk.open).toBe(0)
    expect(isFull(new DOMException('', 'QuotaExceededError'))).toBe(true)
    expect(isFull(new Error('else'))).toBe(false)
  })

  test('is not there where a worker may not write, and that is no failure', async () => {
    vi.stubGlobal('navigator', {})
    expect(await openFolders()).toBeNull()
    browser(0)
    expect(await openFolders()).toBeNull()
  })
})
