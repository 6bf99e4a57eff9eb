/**
 * Pasted pictures add up: a clipboard holds one at a time, and a set needs several. Anything else that is opened in
 * between starts anew. Pasted cells of a spreadsheet become a file. Keeps the files, reads none of them.
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

/** The file that pasted cells make; null where the text is no table of numbers. */
export function tableOfText(text: string): File | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  const rows = lines.filter(isRow).length
  if (rows < LEAST_ROWS || rows * 2 < lines.length) return null
  return new File([text], 'pasted.tsv', { type: 'text/tab-separated-values' })
}

/** Fewer are no set. */
const LEAST_ROWS = 2
const NUMBER = /^[\p{Sc}+−-]{0,2}\d[\d.,'’]*(?:e[+-]?\d+)?[%°\p{Sc}]?$/iu

/** At least two numbers, in cells of their own or beside commas. What they mean is for the reader of tables to say. */
function isRow(line: string): boolean {
  return line.split(/[\s;|"]+|,(?=\D|$)|(?<=\d),(?=\d)/).filter((part) => NUMBER.test(part)).length >= 2
}

function isPicture({ type }: File): boolean {
  return type.startsWith('image/')
}

/** Every clipboard calls its picture the same; what is left out must be told apart. */
function numbered(file: File, n: number): File {
  return new File([file], `pasted ${n} ${file.name}`, { type: file.type, lastModified: file.lastModified })
}
