/**
 * A stand-in for a file that the browser would not hand out: it goes the way of the others, so that it is named among what
 * was left out and takes nothing else with it. Pure.
 */

const TYPE = 'application/x-ganvas-unreadable'

/** @param path of the file, or of the folder that could not be listed */
export function standInFile(path: string): File {
  return new File([], path, { type: TYPE })
}

export function isStandIn({ type, size }: File): boolean {
  return size === 0 && type === TYPE
}
