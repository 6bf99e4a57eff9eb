/**
 * What a kernel says of the command that it is about to give, beside what the command itself tells: for who writes commands
 * down. Must not know who that is.
 */

export interface Remarks {
  /** Multiply-adds. */
  readonly work?: number
  /** It copies, and nothing else: numbers of the bindings of a whole and of the parts that it is made of or taken apart into, in order. */
  readonly copy?: { readonly whole: number; readonly parts: readonly number[] }
}

let present: Remarks = {}

/** Runs `give`, whose commands are such. */
export function remarking<T>(remarks: Remarks, give: () => T): T {
  const before = present
  present = { ...before, ...remarks }
  try {
    return give()
  } finally {
    present = before
  }
}

/** What is said of the command that is being given. */
export function remarksNow(): Remarks {
  return present
}
