/** New ids of a pattern: none that is in the table that the pattern was learnt from, none twice. Pure. */
import type { IdPattern, IdPiece } from '../../../../common/tables/column-formats.ts'
import { fork, randomWords, type Stream } from '../../../../common/numbers/random.ts'
import { takenTest } from './taken.ts'

/** After so many draws that were taken the values grow longer. */
const TRIES = 32
const DIGITS = '0123456789'

/** `count` of them. @param stream decides which, where the pattern does not count */
export function makeIds(pattern: IdPattern, count: number, stream: Stream): string[] {
  if (pattern.is === 'counter') {
    const { before, behind, digits, next } = pattern
    return Array.from(
      { length: count },
      (_, i) => `${before}${String(next + i).padStart(digits, '0')}${behind}`,
    )
  }
  const isTaken = takenTest(pattern.taken)
  const made = new Set<string>()
  // Digits behind what leaves no choice.
  const pieces = pattern.pieces.some(({ is }) => is === 'letters')
    ? pattern.pieces
    : [...pattern.pieces, { is: 'letters', letters: DIGITS, least: 1, most: 1 } as const]
  let longer = 0
  let failed = 0
  for (let draw = 0; made.size < count; draw++) {
    const id = drawn(pieces, longer, fork(stream, draw))
    if (!isTaken(id) && !made.has(id)) {
      made.add(id)
      failed = 0
    } else if (++failed === TRIES) {
      longer++
      failed = 0
    }
  }
  return [...made]
}

/** @param longer letters more than the pattern has, in its last piece that has a choice */
function drawn(pieces: readonly IdPiece[], longer: number, stream: Stream): string {
  const last = pieces.findLastIndex(({ is }) => is === 'letters')
  const room = pieces.reduce((sum, piece) => sum + (piece.is === 'letters' ? piece.most + 1 : 0), longer)
  const words = randomWords(stream, room)
  let at = 0
  const below = (bound: number) => Math.floor(((words[at++] ?? 0) / 2 ** 32) * bound)
  return pieces
    .map((piece, i) => {
      if (piece.is === 'text') return piece.text
      const { letters, least, most } = piece
      const length = least + below(most - least + 1) + (i === last ? longer : 0)
      return Array.from({ length }, () => letters[below(letters.length)] ?? '').join('')
    })
    .join('')
}
