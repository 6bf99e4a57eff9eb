/**
 * A map of seeds: every whole place (x, y) is the draw of seed x + 100·y, as in the StyleGAN3 visualiser, and between four
 * of them the latent is blended. Pure.
 */
import { mix } from '../pins/between.ts'
import type { Prior } from '../latent-maths.ts'
import { drawOf } from '../pins/walk.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** Seeds of a row. */
const ROW = 100
const SEEDS = 2 ** 32

/** The seed of a whole place; the map goes on in all directions. */
export function seedAt(x: number, y: number): number {
  return (((x + ROW * y) % SEEDS) + SEEDS) % SEEDS
}

/** Where a seed lies: the first row that has it. */
export function placeOfSeed(seed: number): Place {
  return { x: seed % ROW, y: Math.floor(seed / ROW) }
}

export function nearestSeed({ x, y }: Place): number {
  return seedAt(Math.round(x), Math.round(y))
}

/** The latent at a place: first across, then down; great circles for the normal prior. */
export function latentAt({ x, y }: Place, dimensions: number, prior: Prior): Float32Array<ArrayBuffer> {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const corner = (dx: number, dy: number) => drawOf(seedAt(left + dx, top + dy), 0, dimensions, prior)
  const row = (dy: number) =>
    x === left ? corner(0, dy) : mix(corner(0, dy), corner(1, dy), x - left, prior)
  return Float32Array.from(y === top ? row(0) : mix(row(0), row(1), y - top, prior))
}

const STEP = 0.1

/** What a key makes of a place; null for keys that mean nothing here. With Shift by a whole seed. */
export function movePlace(place: Place, key: string, large: boolean): Place | null {
  const step = large ? 1 : STEP
  const to = (x: number, y: number): Place => ({
    x: Number((place.x + x).toFixed(3)),
    y: Number((place.y + y).toFixed(3)),
  })
  switch (key) {
    case 'ArrowLeft':
      return to(-step, 0)
    case 'ArrowRight':
      return to(step, 0)
    case 'ArrowUp':
      return to(0, -step)
    case 'ArrowDown':
      return to(0, step)
    case 'Home':
      return { x: Math.round(place.x), y: Math.round(place.y) }
    default:
      return null
  }
}

/** Whole places seen around the middle, within so many places across and down. */
export function placesAround(centre: Place, across: number, down: number): Place[] {
  const out: Place[] = []
  for (let y = Math.ceil(centre.y - down / 2); y <= centre.y + down / 2; y++) {
    for (let x = Math.ceil(centre.x - across / 2); x <= centre.x + across / 2; x++) {
      // Plus 0: no −0.
      out.push({ x: x + 0, y: y + 0 })
    }
  }
  return out
}
