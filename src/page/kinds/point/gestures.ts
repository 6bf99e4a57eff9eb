/**
 * Pointers, wheel and keys over the 2-D stage, told as what they mean: look at a place, move the picture, zoom about a
 * place, walk from point to point. Knows pixels and panels; knows no store and no React.
 */
import { panelsIn, placeAt, type Viewport, type Panel } from '../../../common/items/viewport.ts'

/** A place under a pointer, in half sides of the dataset's square. */
export interface Pointed {
  x: number
  y: number
  /** How far around it a point may lie. */
  reach: number
  /** 0, or 1 for the second of two panels. */
  panel: number
}

/** CSS pixels around a pointer in which a point counts as meant. */
const REACH = { mouse: 14, pen: 16, touch: 26 } as const
/** Before a pressed pointer has moved so far it is a click. CSS pixels. */
const SLACK = 5

export interface Surroundings {
  viewport: Viewport
  panels: 1 | 2
}

/** What the gestures are told to. */
export interface GestureListener {
  /** The pointer rests or moves over a place without pressing. */
  hover(pointed: Pointed): void
  /** A click or a tap. */
  tap(pointed: Pointed): void
  /** The pointer has left. */
  leave(): void
  /** Shares of a panel's side, right and up positive. */
  pan(right: number, up: number): void
  /** About a place in half sides of the dataset's square. */
  zoom(x: number, y: number, factor: number): void
  /** True from the first movement of a pressed pointer on to its release. */
  dragging(on: boolean): void
}

type PointerLike = Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerId' | 'pointerType'>

/** Where a client position lies: which panel, and which place of the plane. */
export function pointedAt(
  box: DOMRect,
  { viewport, panels }: Surroundings,
  { clientX, clientY, pointerType }: Omit<PointerLike, 'pointerId'>,
): Pointed | null {
  const left = clientX - box.left
  const top = clientY - box.top
  const all = panelsIn(box.width, box.height, panels, window.devicePixelRatio)
  const index = nearestPanel(all, left, top)
  const panel = all[index]
  if (panel === undefined || panel.width === 0) return null
  const kind = pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse'
  const reach = (2 * REACH[kind]) / (panel.width * viewport.zoom)
  return { ...placeAt(viewport, panel, left, top), reach, panel: index }
}

function nearestPanel(panels: readonly Panel[], left: number, top: number): number {
  const apart = panels.map(({ x, y, width, height }) =>
    Math.hypot(left - x - width / 2, top - y - height / 2),
  )
  return apart.indexOf(Math.min(...apart))
}

/** Follows the pointers of one element. */
export class Gestures {
  private readonly pressed = new Map<number, { x: number; y: number }>()
  private start: { x: number; y: number } | null = null
  private moved = false

  constructor(
    private readonly surroundings: () => Surroundings,
    private readonly listener: GestureListener,
  ) {}

  down(event: PointerLike): void {
    if (this.pressed.size === 0) this.moved = false
    this.pressed.set(event.pointerId, { x: event.clientX, y: event.clientY })
    this.start = this.pressed.size === 1 ? { x: event.clientX, y: event.clientY } : null
    if (this.pressed.size > 1) this.drag()
  }

  move(box: DOMRect, event: PointerLike): void {
    const before = this.pressed.get(event.pointerId)
    if (before === undefined) {
      const pointed = pointedAt(box, this.surroundings(), event)
      if (pointed !== null) this.listener.hover(pointed)
      return
    }
    const now = { x: event.clientX, y: event.clientY }
    if (this.pressed.size === 1) this.moveOne(box, before, now)
    else this.moveTwo(box, event.pointerId, before, now)
    this.pressed.set(event.pointerId, now)
  }

  up(box: DOMRect, event: PointerLike): void {
    if (!this.pressed.delete(event.pointerId)) return
    this.start = null
    if (this.pressed.size > 0) return
    if (this.moved) this.listener.dragging(false)
    else {
      const pointed = pointedAt(box, this.surroundings(), event)
      if (pointed !== null) this.listener.tap(pointed)
    }
  }

  /** The browser took the gesture over, e.g. to scroll the page. */
  cancel(event: PointerLike): void {
    this.pressed.delete(event.pointerId)
    if (this.pressed.size === 0 && this.moved) this.listener.dragging(false)
    this.moved = this.pressed.size > 0 && this.moved
  }

  private drag(): void {
    if (!this.moved) this.listener.dragging(true)
    this.moved = true
  }

  private moveOne(box: DOMRect, before: { x: number; y: number }, now: { x: number; y: number }): void {
    if (!this.moved) {
      if (this.start === null || Math.hypot(now.x - this.start.x, now.y - this.start.y) < SLACK) return
      this.drag()
    }
    const side = this.sideOf(box)
    this.listener.pan((now.x - before.x) / side, (before.y - now.y) / side)
  }

  /** Two fingers: their middle moves the picture, their distance zooms it. */
  private moveTwo(
    box: DOMRect,
    id: number,
    before: { x: number; y: number },
    now: { x: number; y: number },
  ): void {
    const other = [...this.pressed].find(([held]) => held !== id)?.[1]
    if (other === undefined) return
    const side = this.sideOf(box)
    this.listener.pan((now.x - before.x) / 2 / side, (before.y - now.y) / 2 / side)
    const factor =
      Math.max(1, Math.hypot(now.x - other.x, now.y - other.y)) /
      Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
    const middle = {
      clientX: (now.x + other.x) / 2,
      clientY: (now.y + other.y) / 2,
      pointerType: 'touch',
    }
    const pointed = pointedAt(box, this.surroundings(), middle)
    if (pointed !== null) this.listener.zoom(pointed.x, pointed.y, factor)
  }

  private sideOf(box: DOMRect): number {
    const [panel] = panelsIn(box.width, box.height, this.surroundings().panels, window.devicePixelRatio)
    return Math.max(1, panel?.width ?? 1)
  }
}

/** Zoom factor of one turn of the wheel, or of a pinch on a touchpad, which comes as a wheel with Ctrl. */
export function wheelFactor({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const pixels = deltaMode === 1 ? 16 * deltaY : deltaMode === 2 ? 200 * deltaY : deltaY
  const held = Math.min(120, Math.max(-120, pixels))
  return Math.exp(-held * (ctrlKey ? 0.01 : 0.0025))
}
