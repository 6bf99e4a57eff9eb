/**
 * Which scratch buffers can share memory: one is needed from the first command that names it to the last. Plain
 * arithmetic.
 */

export interface Allotment {
  /** Bytes of each piece of memory. */
  readonly rooms: readonly number[]
  /** Which room a scratch buffer lies in; −1 where no command names it. */
  readonly roomOf: readonly number[]
}

/** A room more than this many times too large is left to larger buffers. */
const LOOSE = 2

/**
 * @param sizes bytes of each buffer @param uses for each command the buffers it names
 * @param lasting buffers that are needed to the end
 */
export function allot(
  sizes: readonly number[],
  uses: readonly (readonly number[])[],
  lasting: readonly number[],
): Allotment {
  const last = lastUses(sizes.length, uses, lasting)
  const rooms: number[] = []
  const roomOf = sizes.map(() => -1)
  const free = new Set<number>()
  uses.forEach((named, at) => {
    for (const id of named) {
      if (roomOf[id] !== -1) continue
      const size = sizes[id] ?? 0
      const found = bestRoom(rooms, free, size)
      if (found === -1) rooms.push(size)
      else free.delete(found)
      roomOf[id] = found === -1 ? rooms.length - 1 : found
    }
    // Only now: what a command reads for the last time must not be written by the same command.
    for (const id of named) if (last[id] === at) free.add(roomOf[id] ?? -1)
  })
  return { rooms, roomOf }
}

function lastUses(count: number, uses: readonly (readonly number[])[], lasting: readonly number[]): number[] {
  const last = Array.from({ length: count }, () => -1)
  uses.forEach((named, at) => named.forEach((id) => (last[id] = at)))
  lasting.forEach((id) => (last[id] = Infinity))
  return last
}

function bestRoom(rooms: readonly number[], free: ReadonlySet<number>, size: number): number {
  let best = -1
  for (const room of free) {
    const bytes = rooms[room] ?? 0
    if (bytes < size || bytes > LOOSE * size) continue
    if (best === -1 || bytes < (rooms[best] ?? 0)) best = room
  }
  return best
}
