/** The 2-D context a painter draws with, and the lettering all scenes share. Units: CSS pixels. */
import type { Palette } from './palette.ts'

export type Context = OffscreenCanvasRenderingContext2D

/** What every scene is drawn with. */
export interface Pen {
  readonly context: Context
  readonly palette: Palette
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. */
  readonly scale: number
}

const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'

/** Sets the system's sans at a size in CSS pixels. Figures are of even width in these faces. */
export function letter(context: Context, size: number, weight = 400): void {
  context.font = `${weight} ${size}px ${SANS}`
}

/** Two decimals without the nought: `.43`; `1.0` for what rounds to one; `–` for no number. */
export function scoreText(score: number): string {
  if (!Number.isFinite(score)) return '–'
  const text = score.toFixed(2)
  return text.startsWith('0') ? text.slice(1) : '1.0'
}

/** What stands beside the sample under the hand, where there is room to say what the figure is: `score 0.43`. */
export function cursorText(score: string): string {
  return `score ${score.startsWith('.') ? '0' : ''}${score}`
}

/** Rounds to whole device pixels, so that hairlines and tiles are crisp. */
export function snap(value: number, scale: number): number {
  return Math.round(value * scale) / scale
}

/** As many letters as fit, with an ellipsis where some do not. */
export function fitted(context: Context, name: string, width: number): string {
  if (context.measureText(name).width <= width) return name
  for (let length = name.length - 1; length > 0; length--) {
    const short = `${name.slice(0, length)}…`
    if (context.measureText(short).width <= width) return short
  }
  return name.slice(0, 1)
}
