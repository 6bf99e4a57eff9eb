/** The distances of fakes to real rows in words. Says what they are, never what they would prove. Pure. */
import type { ComparedRows } from '../../../../common/protocol/rows.ts'

/** What is usual, so that a distance can be read at all. */
export function usualWords({ usual, rows }: Pick<ComparedRows, 'usual' | 'rows'>): string {
  if (usual === null)
    return 'Each fake with the real row nearest to it. No rows are held out to compare with.'
  const copies = rows.filter(({ distance }) => distance === 0).length
  const told =
    copies === 0
      ? ''
      : ` ${copies === 1 ? 'One of these is a copy' : `${copies} of these are copies`} of a training row.`
  return `Each fake with the real row nearest to it. A real row that was held out is usually ${usual.toFixed(3)} away from its nearest; fakes that are much nearer repeat what was learnt.${told}`
}

/** “0.031 away”, or what nought means. */
export function apartWords(distance: number, usual: number | null): string {
  if (Number.isNaN(distance)) return '–'
  if (distance === 0) return 'a copy'
  const words = `${distance.toFixed(3)} away`
  return usual !== null && distance < usual / 4 ? `${words}, very near` : words
}
