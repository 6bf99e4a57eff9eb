/** Which corner of the window the tour's card stands in: not where it would cover what it speaks of. Pure. */

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Corner = 'top-left' | 'bottom-left' | 'bottom-right' | 'top-right'

export const CORNERS: readonly Corner[] = ['top-left', 'bottom-left', 'bottom-right', 'top-right']

/** From the window's edges, and below the header. */
const MARGIN = 12
const HEADER = 56

export function placeAt(
  corner: Corner,
  card: Pick<Rect, 'width' | 'height'>,
  view: Pick<Rect, 'width' | 'height'>,
): Rect {
  return {
    x: corner.endsWith('left') ? MARGIN : view.width - card.width - MARGIN,
    y: corner.startsWith('top') ? HEADER : view.height - card.height - MARGIN,
    width: card.width,
    height: card.height,
  }
}

/** The wanted corner, or the first after it in which the card leaves the target free. */
export function freeCorner(
  wanted: Corner,
  card: Pick<Rect, 'width' | 'height'>,
  view: Pick<Rect, 'width' | 'height'>,
  target: Rect | null,
): Corner {
  if (target === null) return wanted
  const from = CORNERS.indexOf(wanted)
  const inTurn = CORNERS.map((_, i) => CORNERS[(from + i) % CORNERS.length] ?? wanted)
  return inTurn.find((corner) => !overlap(placeAt(corner, card, view), target)) ?? wanted
}

export function nextCorner(corner: Corner): Corner {
  return CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? corner
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
