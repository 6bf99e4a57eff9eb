/** Small datasets for recorded runs: whole-number arithmetic on seeded draws, so that every machine makes the same bytes. */
import { dice } from '../helpers/engine/dice.ts'
import type { Prepared } from './harness.ts'

export type Items =
  | { readonly kind: 'points'; readonly count: number; readonly seed: number }
  | {
      readonly kind: 'images'
      readonly count: number
      readonly size: number
      readonly channels: 1 | 3
      /** 0: none. */
      readonly classes: number
      readonly seed: number
    }

export function itemsOf(dataset: string, items: Items): Prepared {
  const { count, seed, kind } = items
  const about = {
    id: dataset,
    label: 'Recorded',
    count,
    skipped: [],
    fingerprint: `recorded ${kind} ${seed}`,
  }
  if (items.kind === 'points') {
    return {
      kind: 'points',
      summary: { ...about, kind, size: 0, channels: 2, classes: [] },
      points: pointsOf(items),
    }
  }
  const { size, channels, classes } = items
  const names = Array.from({ length: classes }, (_, i) => `class ${i + 1}`)
  return {
    kind: 'images',
    summary: { ...about, kind: 'images', size, channels, classes: names },
    pixels: pixelsOf(items),
    labels: classes === 0 ? null : Uint16Array.from({ length: count }, (_, i) => i % classes),
  }
}

/** Two crooked rows within [−1, 1]². */
function pointsOf({ count, seed }: { count: number; seed: number }): Float32Array {
  const { uniform } = dice(seed)
  return Float32Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? 2 * uniform() - 1 : 0.3 * uniform() + (i % 4 === 1 ? 0.5 : -0.8),
  )
}

/** A bright square on a grained ground; where it stands follows the class. */
function pixelsOf({ count, size, channels, classes, seed }: Extract<Items, { kind: 'images' }>): Uint8Array {
  const { uniform } = dice(seed)
  const pixels = new Uint8Array(count * size * size * channels)
  const side = size / 4
  for (let item = 0, at = 0; item < count; item++) {
    const left = classes === 0 ? Math.floor(uniform() * (size - side)) : (item % classes) * side
    const top = Math.floor(uniform() * (size - side))
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const inside = x >= left && x < left + side && y >= top && y < top + side
        for (let c = 0; c < channels; c++)
          pixels[at++] = (inside ? 180 - 40 * c : 20 + 15 * c) + Math.floor(64 * uniform())
      }
    }
  }
  return pixels
}
