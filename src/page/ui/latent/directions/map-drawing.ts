/** Draws the map of seeds: a small look at each whole place, lines between them, and the cross where the hand is. */
import type { Place } from './map-maths.ts'
import type { Draw, ThumbItem } from '../thumb.tsx'

export interface MapView {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly pitch: number
  readonly centre: Place
  readonly stops: readonly Stop[]
  readonly draw: Draw
  /** Looks stand on a ground and are made smaller smoothly; else pixel by pixel. */
  readonly onGround: boolean
  /** The hand is at the centre; else it is somewhere off the map, and its mark is only a hint. */
  readonly holds: boolean
}

interface Stop extends Place {
  readonly seed: number
  readonly item: ThumbItem | undefined
}

/** Side of a look, as a share of the way to the next seed. */
const SIDE = 0.68
/** Pictures made small once, for as long as their sample is held. */
const pictures = new WeakMap<ThumbItem, HTMLCanvasElement>()

export function drawMap(canvas: HTMLCanvasElement, view: MapView): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const { width, height, pitch, centre } = view
  const scale = window.devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  context.setTransform(scale, 0, 0, scale, 0, 0)
  const colour = (name: string): string => getComputedStyle(canvas).getPropertyValue(name)
  drawGrid(context, view, colour('--line-strong'))
  context.font = '10px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const stop of view.stops) {
    const x = width / 2 + (stop.x - centre.x) * pitch
    const y = height / 2 + (stop.y - centre.y) * pitch
    if (stop.item !== undefined) drawStop(context, stop.item, { x, y, side: Math.round(SIDE * pitch) }, view)
    else {
      context.fillStyle = colour('--ink-3')
      context.fillText(String(stop.seed), x, y)
    }
  }
  context.globalAlpha = view.holds ? 1 : 0.35
  drawCross(context, width / 2, height / 2, colour('--fake'), colour('--raised'))
}

function drawGrid(context: CanvasRenderingContext2D, view: MapView, colour: string): void {
  const { width, height, pitch, centre, stops } = view
  context.strokeStyle = colour
  context.lineWidth = 1
  context.globalAlpha = 0.6
  context.beginPath()
  for (const x of new Set(stops.map((stop) => stop.x))) {
    const at = Math.round(width / 2 + (x - centre.x) * pitch) + 0.5
    context.moveTo(at, 0)
    context.lineTo(at, height)
  }
  for (const y of new Set(stops.map((stop) => stop.y))) {
    const at = Math.round(height / 2 + (y - centre.y) * pitch) + 0.5
    context.moveTo(0, at)
    context.lineTo(width, at)
  }
  context.stroke()
  context.globalAlpha = 1
}

function drawStop(
  context: CanvasRenderingContext2D,
  item: ThumbItem,
  { x, y, side }: { x: number; y: number; side: number },
  { draw, onGround }: MapView,
): void {
  let picture = pictures.get(item)
  if (picture === undefined) {
    picture = document.createElement('canvas')
    draw(picture, item)
    pictures.set(item, picture)
  }
  context.imageSmoothingEnabled = onGround
  if (onGround) {
    context.fillStyle = '#8883'
    context.fillRect(x - side / 2, y - side / 2, side, side)
  }
  context.drawImage(picture, x - side / 2, y - side / 2, side, side)
}

/** As the held sample on the stage: a ring with a dot, on a halo. */
function drawCross(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
  halo: string,
): void {
  for (const [stroke, width] of [
    [halo, 5],
    [colour, 2.5],
  ] as const) {
    context.beginPath()
    context.arc(x, y, 8, 0, 2 * Math.PI)
    context.strokeStyle = stroke
    context.lineWidth = width
    context.stroke()
  }
  context.beginPath()
  context.arc(x, y, 2, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.fill()
}
