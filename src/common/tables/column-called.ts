/** Which column a person means by a name. Pure. */

/** As it is written, else however it is written; the first of several; −1 where there is none. */
export function columnCalled(columns: readonly { readonly name: string }[], wanted: string): number {
  if (wanted === '') return -1
  const plain = (name: string) => name.trim().toLowerCase()
  const exact = columns.findIndex(({ name }) => name === wanted)
  return exact >= 0 ? exact : columns.findIndex(({ name }) => plain(name) === plain(wanted))
}
