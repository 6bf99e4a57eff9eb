/** Text of shaders that a device compiles several ways. Must not know what the lines mean. */
import { FOURS } from './plan.ts'

/** Writes every line that names `token` once for each of `count` numbers, with the number for the token. */
export function repeatLines(code: string, token: string, count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => String(i))
  return code
    .split('\n')
    .flatMap((line) =>
      line.includes(token) && !line.startsWith('//')
        ? numbers.map((number) => line.replaceAll(token, number))
        : [line],
    )
    .join('\n')
}

/** A text by subgroups of four: lines with QUAD once for each four rows of a thread, those with COLUMN for each four columns. */
export function inFours(code: string, height: number): string {
  return repeatLines(repeatLines(code, 'QUAD', height), 'COLUMN', FOURS.columns / 4)
}
