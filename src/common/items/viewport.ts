/**
 * Which part of the plane the 2-D stage shows, and where on its canvas: the one geometry that the worker draws by and the
 * page points by. Pure numbers; knows no canvas and no dataset.
 */

/** What the person looks at, in units of the dataset's own half side, so that it survives another dataset. */
export interface Viewport {
  /** Centre; (0, 0) is the dataset's. */
  x: number
  y: number
  /** 1 shows the whole dataset's square, 2 half of its side. */
  zoom: number
}

/** The visible square in data units. */
export interface PlaneWindow {
  x: number
  y: number
  /** Half side. */
  half: number
}

/** A square on the canvas, CSS pixels. */
export interface Panel {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const WHOLE: Viewport = { x: 0, y: 0, zoom: 1 }
export const LEAST_ZOOM = 0.4
export const MOST_ZOOM = 40
/** How far the centre may leave the dataset's, in its half sides. */
const FARTHEST = 1.5
/** Room above each panel for its name where there are several, and between them. CSS pixels. */
export const CAPTION_ROOM = 20
const BETWEEN = 12

/** @param extent half side of the dataset's square, data units */
export function windowOf({ x, y, zoom }: Viewport, extent: number): PlaneWindow {
  return { x: x * extent, y: y * extent, half: extent / zoom }
}

/** The same look, held within what is allowed. */
export function clampedViewport({ x, y, zoom }: Viewport): Viewport {
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
  return {
    x: within(x, -FARTHEST, FARTHEST),
    y: within(y, -FARTHEST, FARTHEST),
    zoom: within(zoom, LEAST_ZOOM, MOST_ZOOM),
  }
}

/** Zooms by a factor so that the place (x, y), in dataset half sides, stays where it is on the screen. */
export function zoomAbout(viewport: Viewport, x: number, y: number, factor: number): Viewport {
  const { zoom } = clampedViewport({ ...viewport, zoom: viewport.zoom * factor })
  const kept = viewport.zoom / zoom
  return clampedViewport({ x: x + (viewport.x - x) * kept, y: y + (viewport.y - y) * kept, zoom })
}

/** Moves the picture by shares of its side: right and up are positive. */
export function panBy(viewport: Viewport, right: number, up: number): Viewport {
  return clampedViewport({
    ...viewport,
    x: viewport.x - (2 * right) / viewport.zoom,
    y: viewport.y - (2 * up) / viewport.zoom,
  })
}

/** Place under a point of a panel, in dataset half sides; outside the panel it goes on in a straight line. */
export function placeAt(
  { x, y, zoom }: Viewport,
  panel: Panel,
  left: number,
  top: number,
): { x: number; y: number } {
  return {
    x: x + ((2 * (left - panel.x)) / panel.width - 1) / zoom,
    y: y + (1 - (2 * (top - panel.y)) / panel.height) / zoom,
  }
}

/** Where a place, in dataset half sides, lies on the canvas. */
export function pointOf(
  { x, y, zoom }: Viewport,
  panel: Panel,
  place: { x: number; y: number },
): { left: number; top: number } {
  return {
    left: panel.x + (((place.x - x) * zoom + 1) / 2) * panel.width,
    top: panel.y + ((1 - (place.y - y) * zoom) / 2) * panel.height,
  }
}

/**
 * One or two centred squares as large as they go: side by side where the canvas is wide, one above the other where it is
 * high. Edges lie on whole device pixels.
 * @param scale device pixels per CSS pixel
 */
export function panelsIn(width: number, height: number, count: 1 | 2, scale: number): Panel[] {
  if (count === 1) return [squareIn(0, 0, width, height, scale)]
  const across = Math.min((width - BETWEEN) / 2, height - CAPTION_ROOM)
  const down = Math.min(width, (height - BETWEEN) / 2 - CAPTION_ROOM)
  if (across >= down) {
    const each = (width - BETWEEN) / 2
    return [0, each + BETWEEN].map((left) => squareIn(left, CAPTION_ROOM, each, height - CAPTION_ROOM, scale))
  }
  const each = (height - BETWEEN) / 2
  return [0, each + BETWEEN].map((top) => squareIn(0, top + CAPTION_ROOM, width, each - CAPTION_ROOM, scale))
}

function squareIn(left: number, top: number, width: number, height: number, scale: number): Panel {
  const side = Math.max(0, Math.floor(Math.min(width, height) * scale) / scale)
  const snapped = (value: number) => Math.round(value * scale) / scale
  return {
    x: snapped(left + (width - side) / 2),
    y: snapped(top + (height - side) / 2),
    width: side,
    height: side,
  }
}
