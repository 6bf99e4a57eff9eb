/**
 * The hand that paints: keeps the density between renders, turns pointer and keys into strokes, and says when a stroke
 * has ended. The density is not React state: a stroke must not render the panel.
 */
import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { paintStroke } from './brush.ts'
import type { Cursor } from './draw-density.ts'

export type Tool = 'brush' | 'eraser'

interface PaintingOptions {
  /** What was painted before; null for an empty square. */
  start: Float32Array | null
  side: number
  tool: Tool
  radius: number
  redraw: (density: Float32Array, cursor: Cursor | null) => void
  /** A stroke has ended, or goes on: then a few times a second. */
  onStroke: (density: Float32Array) => void
}

/** While a stroke goes on, its ink is told so often. */
const TOLD_MS = 200
/** Drawings that can be gone back to. */
const REMEMBERED = 30

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

class PaintingPointer {
  private readonly density: Float32Array
  private cursor: { x: number; y: number } | null = null
  private last: { x: number; y: number } | null = null
  private told = 0
  private readonly before: Float32Array[] = []

  constructor(private readonly options: { readonly current: PaintingOptions }) {
    const { start, side } = options.current
    this.density = start?.length === side * side ? start.slice() : new Float32Array(side * side)
  }

  readonly redraw = (): void => {
    const { radius, redraw } = this.options.current
    redraw(this.density, this.cursor && { ...this.cursor, radius })
  }

  readonly clear = (): void => this.fill(new Float32Array(this.density.length))

  /** Another drawing in place of this one. */
  readonly fill = (density: Float32Array): void => {
    this.remember()
    this.density.set(density)
    this.finish()
  }

  /** Back to what was before the last stroke; nothing where there was none. */
  readonly undo = (): void => {
    const density = this.before.pop()
    if (density === undefined) return
    this.density.set(density)
    this.finish()
  }

  /** Somebody else painted, or a new square begins. A stroke under way goes on. */
  readonly take = (density: Float32Array | null): void => {
    if (this.last !== null) return
    if (density === null) this.density.fill(0)
    else if (density.length === this.density.length) this.density.set(density)
    this.redraw()
  }

  private remember(): void {
    this.before.push(this.density.slice())
    if (this.before.length > REMEMBERED) this.before.shift()
  }

  private finish(): void {
    this.redraw()
    this.told = performance.now()
    this.options.current.onStroke(this.density)
  }

  readonly handlers = {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>): void => {
      event.currentTarget.setPointerCapture(event.pointerId)
      this.cursor = null
      this.remember()
      this.last = this.placeOf(event)
      this.stroke(this.last)
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>): void => {
      if (this.last === null) return
      const place = this.placeOf(event)
      this.stroke(place)
      this.last = place
      if (performance.now() - this.told > TOLD_MS) this.finish()
    },
    onPointerUp: (): void => this.lift(),
    onPointerCancel: (): void => this.lift(),
    onFocus: (event: { currentTarget: HTMLCanvasElement }): void => {
      // A pointer's focus needs no second brush.
      if (!event.currentTarget.matches(':focus-visible') || this.last !== null) return
      const { side } = this.options.current
      this.cursor ??= { x: side / 2, y: side / 2 }
      this.redraw()
    },
    onBlur: (): void => {
      this.cursor = null
      this.redraw()
    },
    onKeyDown: (event: KeyboardEvent<HTMLCanvasElement>): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') this.undo()
      else if (!this.key(event.key, event.shiftKey)) return
      event.preventDefault()
    },
  }

  /** True when the key meant something. */
  private key(key: string, far: boolean): boolean {
    const { side, onStroke } = this.options.current
    const cursor = this.cursor ?? { x: side / 2, y: side / 2 }
    const arrow = ARROWS[key]
    if (arrow !== undefined) {
      const reach = far ? 6 : 1
      this.cursor = {
        x: Math.min(side, Math.max(0, cursor.x + arrow[0] * reach)),
        y: Math.min(side, Math.max(0, cursor.y + arrow[1] * reach)),
      }
      this.redraw()
      return true
    }
    if (key !== ' ' && key !== 'Enter' && key !== 'Delete' && key !== 'Backspace') return false
    this.cursor = cursor
    this.remember()
    this.last = cursor
    this.stroke(cursor, key === 'Delete' || key === 'Backspace')
    this.last = null
    onStroke(this.density)
    return true
  }

  private stroke(to: { x: number; y: number }, erase = this.options.current.tool === 'eraser'): void {
    const { side, radius } = this.options.current
    const from = this.last ?? to
    paintStroke(this.density, side, { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y, radius, erase })
    this.redraw()
  }

  private lift(): void {
    if (this.last === null) return
    this.last = null
    this.options.current.onStroke(this.density)
  }

  private placeOf(event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } {
    const box = event.currentTarget.getBoundingClientRect()
    const { side } = this.options.current
    return {
      x: ((event.clientX - box.left) / box.width) * side,
      y: ((event.clientY - box.top) / box.height) * side,
    }
  }
}

/** One hand for the life of the component; it always reads the newest options. */
export function usePaintingPointer(
  options: PaintingOptions,
): Pick<PaintingPointer, 'redraw' | 'clear' | 'fill' | 'undo' | 'take' | 'handlers'> {
  const newest = useRef(options)
  useEffect(() => {
    newest.current = options
  })
  return useMemo(() => new PaintingPointer(newest), [])
}
