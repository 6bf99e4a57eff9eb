/** Pieces of Python: literals, calls, and blocks of lines. Knows nothing of what is written. */

/** A value as Python writes it. Names of settings are words of the catalogue: no quotes stand in them. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  return JSON.stringify(value)
}

/** `name=1, other=2`, in the order given. */
export function keywords(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${literal(value)}`)
    .join(', ')
}

/** Lines of a block, those that are null left out; a line may be several. */
export function lines(...given: readonly (string | null)[]): string {
  return given.filter((line) => line !== null).join('\n')
}

/** The text, each of its lines further in by so many levels. */
export function indented(text: string, levels = 1): string {
  return text.replaceAll(/^(?=.)/gmu, '    '.repeat(levels))
}

/** Parts of a module, two empty lines between them; empty ones left out. */
export function parts(...given: readonly (string | null)[]): string {
  return given
    .filter((part) => part !== null && part.trim() !== '')
    .map((part) => part?.trim() ?? '')
    .join('\n\n\n')
}
