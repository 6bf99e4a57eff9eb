/** A file's bytes, read to tell what it is, kept until its turn comes so that a small one is not read twice. */
import { MAX_REMEMBERED_BYTES } from '../limits.ts'
import { SNIFF_BYTES } from '../sniff/sniff.ts'
import { bytesOf } from './bytes-of.ts'

export interface Looked {
  /** The beginning, or the whole of a small file. */
  readonly head: Uint8Array
  read(): Promise<Uint8Array>
}

export class Memory {
  private room = MAX_REMEMBERED_BYTES

  /** @throws GanvasError `file-unreadable` */
  async look(name: string, file: Blob): Promise<Looked> {
    const small = file.size <= SNIFF_BYTES && file.size <= this.room
    if (small) this.room -= file.size
    const head = await bytesOf(name, file.slice(0, SNIFF_BYTES))
    return { head, read: () => (small ? Promise.resolve(head) : bytesOf(name, file)) }
  }
}
