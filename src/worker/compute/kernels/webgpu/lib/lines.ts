/** Text of shaders that a device compiles several ways. Must not know what the lines mean. */

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
