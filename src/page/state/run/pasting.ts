/**
 * Pasted pictures add up: a clipboard holds one at a time, and a set needs several. Anything else that is opened in
 * between starts anew. Keeps the files, reads none of them.
 */

export interface Pasting {
  /** What to open now, or null while one picture alone waits for its second. */
  add(files: readonly File[]): File[] | null
  /** Other files were opened: what was pasted before is done with. */
  forget(): void
}

export function createPasting(): Pasting {
  let pasted: File[] = []
  return {
    add(files) {
      if (!files.every(isPicture)) {
        pasted = []
        return [...files]
      }
      pasted = [...pasted, ...files.map((file, i) => numbered(file, pasted.length + i + 1))]
      return pasted.length > 1 ? pasted : null
    },
    forget() {
      pasted = []
    },
  }
}

function isPicture({ type }: File): boolean {
  return type.startsWith('image/')
}

/** Every clipboard calls its picture the same; what is left out must be told apart. */
function numbered(file: File, n: number): File {
  return new File([file], `pasted ${n} ${file.name}`, { type: file.type, lastModified: file.lastModified })
}
