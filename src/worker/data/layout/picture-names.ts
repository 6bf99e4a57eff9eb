/** Finds the picture that a cell of a table means: by its name with or without folders and extension, or by its number. */
import { folderOf, stem } from '../archives/paths.ts'

export class PictureNames {
  readonly count: number
  private readonly byName = new Map<string, number[]>()
  private readonly byNumber = new Map<number, number[]>()

  constructor(private readonly paths: readonly string[]) {
    this.count = paths.length
    const numbers = numbersOf(paths)
    paths.forEach((path, i) => {
      const name = nameOf(path)
      for (const key of new Set([name, stem(name)])) put(this.byName, key, i)
      const number = numbers?.[i]
      if (number !== undefined) put(this.byNumber, number, i)
    })
  }

  /** Its index; null for none, or for several that fit alike. @param table where the cell stands */
  find(cell: string, table: string): number | null {
    const wanted = cell.trim().replaceAll('\\', '/').toLowerCase()
    if (wanted === '') return null
    const name = nameOf(wanted)
    const named = this.byName.get(name) ?? this.byName.get(stem(name))
    const candidates = named ?? (/^\d+$/.test(wanted) ? this.byNumber.get(Number(wanted)) : undefined) ?? []
    const [only, ...more] = candidates
    if (only === undefined) return null
    if (more.length === 0) return only
    return (
      this.oneOf(candidates, (path) => path === wanted || path.endsWith(`/${wanted}`)) ??
      this.oneOf(candidates, (path) => path.split('/').includes(stem(nameOf(table.toLowerCase())))) ??
      this.oneOf(candidates, (path) => folderOf(path) === folderOf(table.toLowerCase()))
    )
  }

  private oneOf(candidates: readonly number[], fits: (path: string) => boolean): number | null {
    const [only, ...more] = candidates.filter((i) => fits((this.paths[i] ?? '').toLowerCase()))
    return only === undefined || more.length > 0 ? null : only
  }
}

function nameOf(path: string): string {
  return (path.split('/').at(-1) ?? '').toLowerCase()
}

/** The numbers in names that are alike but for them: "img_0007.png" is 7. Null where the names are of several kinds. */
function numbersOf(paths: readonly string[]): number[] | null {
  const found = paths.map((path) => /^(\D*)(\d+)$/.exec(stem(nameOf(path))))
  const kinds = new Set(found.map((match) => match?.[1] ?? null))
  return kinds.size === 1 && !kinds.has(null) ? found.map((match) => Number(match?.[2])) : null
}

function put<K>(map: Map<K, number[]>, key: K, value: number): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}
