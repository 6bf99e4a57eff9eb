/** One picture in words and figures. Pure. */
import type { PictureExplanation } from '../../../common/protocol/picture-explanation.ts'

/** “Fake 12 of 64”: counted from 1, as people do. */
export function pictureName({
  side,
  index,
  count,
}: Pick<PictureExplanation, 'side' | 'index' | 'count'>): string {
  return `${side === 'fake' ? 'Fake' : 'Real'} ${index + 1} of ${count}`
}

/** What the score says, for the side it is on. */
export function scoreWords({
  side,
  score,
  logit,
}: Pick<PictureExplanation, 'side' | 'score' | 'logit'>): string {
  const figures = `σ(D) = ${shown(score)}, raw output ${shown(logit)}`
  if (score > 0.4 && score < 0.6) return `The detective cannot tell: ${figures}.`
  const fooled = side === 'fake' ? score >= 0.6 : score <= 0.4
  const says = score >= 0.6 ? 'real' : 'fake'
  return `The detective takes it for ${says}${fooled ? ', and is wrong' : ''}: ${figures}.`
}

/** How the nearest training picture compares with what is usual. */
export function nearestWords({
  side,
  nearest,
  usual,
}: Pick<PictureExplanation, 'side' | 'nearest' | 'usual'>): string {
  const [first] = nearest
  if (first === undefined) return 'There are no training pictures to compare with.'
  const distance = `The nearest lies ${shown(first.distance)} away`
  if (usual === null || usual === 0) return `${distance}.`
  const ratio = first.distance / usual
  const compared = `${distance}, ${shown(ratio)} times what is usual for a picture never trained on`
  if (side === 'real' && first.distance === 0) return 'It is a training picture itself, at distance 0.'
  return ratio < 0.5 ? `${compared}: it may be a copy.` : `${compared}.`
}

/** “7 (93 %), 9 (5 %)”. */
export function classWords(classes: NonNullable<PictureExplanation['classes']>): string {
  return classes.map(({ name, share }) => `${name} (${Math.round(share * 100)} %)`).join(', ')
}

export function shown(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace('-', '−')
}
