/** What a worker has and the page's library of types leaves out: the tests see both worlds. */
interface FileSystemSyncAccessHandle {
  write(bytes: ArrayBufferView | ArrayBuffer, options?: { at?: number }): number
  read(bytes: ArrayBufferView | ArrayBuffer, options?: { at?: number }): number
  getSize(): number
  truncate(size: number): void
  flush(): void
  close(): void
}
interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>
}
