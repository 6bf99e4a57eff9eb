/**
 * The hand on the pad: keeps the drawing between renders, turns pointer and keys into strokes and remembers what was before each. The
 * drawing is no state of React: a stroke must not render the panel.
 */
import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import {
  cleared,
  copyOf,
  strokeOn,
  type Drawing,
  type PadBrush,
  type PadKind,
  type PadSource,
} from './drawing.ts'

export interface PadOptions {
  readonly kind: PadKind
  readonly source: PadSource
  readonly brush: PadBrush
  /** The drawing changed, or the place of the keyboard’s brush: null while a pointer draws. */
  readonly onChange: (drawing: Drawing, at: Place | null) => void
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** Drawings that can be gone back to. */
const REMEMBERED = 40
/** Pixels that an arrow key goes with Shift. */
const FAR = 4

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const STAMPS = [' ', 'Enter']
const ERASES = ['Delete', 'Backspace']

export class Pad {
  private drawing: Drawing | null = null
  private cursor: Place | null = null
  private last: Place | null = null
  private readonly before: Drawing[] = []

  constructor(private readonly options: { readonly current: PadOptions }) {}

  /** What is drawn; null before there is anything to draw on. */
  get now(): Drawing | null {
    return this.drawing
  }

  /** Another drawing; what was there can be gone back to where it is of the same kind. */
  readonly take = (drawing: Drawing): void => {
    const { drawing: before } = this
    const alike = before?.values.length === drawing.values.length && !before.missing === !drawing.missing
    if (alike) this.remember()
    else this.before.length = 0
    this.drawing = drawing
    this.tell()
  }

  readonly clear = (): void => {
    if (this.drawing === null) return
    this.remember()
    this.drawing = cleared(this.drawing, this.options.current.source)
    this.tell()
  }

  /** Back to what was before the last stroke; nothing where there was none. */
  readonly undo = (): void => {
    const before = this.before.pop()
    if (before === undefined) return
    this.drawing = before
    this.tell()
  }

  /** Says once more what is drawn. */
  readonly tell = (): void => {
    if (this.drawing !== null) this.options.current.onChange(this.drawing, this.cursor)
  }

  readonly handlers = {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>): void => {
      if (this.drawing === null || event.button !== 0) return
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
    },
    onPointerUp: (): void => {
      this.last = null
    },
    onPointerCancel: (): void => {
      this.last = null
    },
    onFocus: (event: { currentTarget: HTMLCanvasElement }): void => {
      // A pointer's focus needs no second brush.
      if (!event.currentTarget.matches(':focus-visible') || this.last !== null) return
      this.cursor ??= this.middle()
      this.tell()
    },
    onBlur: (): void => {
      this.cursor = null
      this.tell()
    },
    onKeyDown: (event: KeyboardEvent<HTMLCanvasElement>): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') this.undo()
      else if (!this.key(event.key, event.shiftKey)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }

  /** True when the key meant something. */
  private key(key: string, far: boolean): boolean {
    const { drawing } = this
    if (drawing === null) return false
    const cursor = this.cursor ?? this.middle()
    const arrow = ARROWS[key]
    if (arrow !== undefined) {
      const move = (from: number, by: number): number =>
        Math.min(drawing.side - 0.5, Math.max(0.5, from + by * (far ? FAR : 1)))
      this.cursor = { x: move(cursor.x, arrow[0]), y: move(cursor.y, arrow[1]) }
      this.tell()
      return true
    }
    if (!STAMPS.includes(key) && !ERASES.includes(key)) return false
    this.cursor = cursor
    this.remember()
    this.last = cursor
    this.stroke(cursor, ERASES.includes(key))
    this.last = null
    return true
  }

  private stroke(to: Place, erase = this.options.current.brush.erase): void {
    const { drawing } = this
    if (drawing === null) return
    const { kind, brush } = this.options.current
    const from = this.last ?? to
    strokeOn(drawing, kind, { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y }, { ...brush, erase })
    this.tell()
  }

  private remember(): void {
    if (this.drawing === null) return
    this.before.push(copyOf(this.drawing))
    if (this.before.length > REMEMBERED) this.before.shift()
  }

  private middle(): Place {
    const side = this.drawing?.side ?? 0
    return { x: side / 2, y: side / 2 }
  }

  private placeOf(event: PointerEvent<HTMLCanvasElement>): Place {
    const box = event.currentTarget.getBoundingClientRect()
    const side = this.drawing?.side ?? 0
    return {
      x: ((event.clientX - box.left) / box.width) * side,
      y: ((event.clientY - box.top) / box.height) * side,
    }
  }
}

/** One pad for the life of the component; it always reads the newest options. */
export function usePad(options: PadOptions): Pad {
  const newest = useRef(options)
  useEffect(() => {
    newest.current = options
  })
  return useMemo(() => new Pad(newest), [])
}
