/** The latent in words. Pure. */
import { pageKind } from '../../kinds/kinds.ts'
import type { RunView } from '../../state/run/sides.ts'

/** A coordinate with two places and a true minus; never “−0.00”. */
export function coordinateText(value: number): string {
  const text = Math.abs(value).toFixed(2)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

const NAMED = 4

/** What the canvas shows, for those who do not see it. */
export function portraitWords(state: Pick<RunView, 'config' | 'view' | 'latentCursor' | 'dataset'>): string {
  const { latentCursor, dataset } = state
  if (latentCursor === null || dataset === null) return 'No sample under the hand yet.'
  const first = Array.from(
    latentCursor.subarray(0, NAMED),
    (value, at) => `z ${at + 1} ${coordinateText(value)}`,
  )
  const rest = latentCursor.length > NAMED ? ` and ${latentCursor.length - NAMED} more` : ''
  const name = pageKind(dataset.item.kind).portrait?.(state) ?? 'What is under the hand'
  return `${name}, made from ${first.join(', ')}${rest}.`
}
