/** Frames of points: the reals as dots, the fakes as crosses, and the sample that moves. Drawn on a canvas of the page. */
import type { Frame } from '../../ui/latent/save/frame.ts'

export interface Plot {
  /** [n, 2] */
  readonly reals: ArrayLike<number>
  readonly fakes: ArrayLike<number>
  /** The moving sample's places so far, [n, 2]; the last is where it is. */
  readonly trail?: ArrayLike<number>
  /** Half side of the plane. */
  readonly extent: number
}

const GROUND = '#fcfcfa'
const REAL = '#009e73'
const FAKE = '#d55e00'

/** @param side pixels */
export function plotFrame({ reals, fakes, trail = [], extent }: Plot, side: number): Frame {
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no 2-D canvas.')
  const at = (points: ArrayLike<number>, i: number): [number, number] => [
    (((points[2 * i] ?? 0) / extent + 1) / 2) * side,
    ((1 - (points[2 * i + 1] ?? 0) / extent) / 2) * side,
  ]
  context.fillStyle = GROUND
  context.fillRect(0, 0, side, side)
  context.fillStyle = REAL
  context.globalAlpha = 0.6
  for (let i = 0; 2 * i < reals.length; i++) {
    const [x, y] = at(reals, i)
    context.beginPath()
    context.arc(x, y, side / 220, 0, 2 * Math.PI)
    context.fill()
  }
  context.globalAlpha = 1
  crosses(context, fakes, side / 180, at)
  follow(context, trail, side, at)
  return {
    width: side,
    height: side,
    rgba: context.getImageData(0, 0, side, side).data,
    scale: 1,
    gray: false,
  }
}

type Place = (points: ArrayLike<number>, i: number) => [number, number]
type Context = OffscreenCanvasRenderingContext2D

function crosses(context: Context, points: ArrayLike<number>, arm: number, at: Place): void {
  context.strokeStyle = FAKE
  context.lineWidth = Math.max(1, arm / 2)
  context.beginPath()
  for (let i = 0; 2 * i < points.length; i++) {
    const [x, y] = at(points, i)
    context.moveTo(x - arm, y - arm)
    context.lineTo(x + arm, y + arm)
    context.moveTo(x - arm, y + arm)
    context.lineTo(x + arm, y - arm)
  }
  context.stroke()
}

function follow(context: Context, trail: ArrayLike<number>, side: number, at: Place): void {
  if (trail.length === 0) return
  context.lineWidth = Math.max(1, side / 200)
  context.beginPath()
  for (let i = 0; 2 * i < trail.length; i++) context.lineTo(...at(trail, i))
  context.stroke()
  context.beginPath()
  context.arc(...at(trail, trail.length / 2 - 1), side / 45, 0, 2 * Math.PI)
  context.lineWidth = Math.max(2, side / 130)
  context.stroke()
}
