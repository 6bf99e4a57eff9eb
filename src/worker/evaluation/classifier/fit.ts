/** Brings a picture of any side to what the judge was trained on: 28×28 gray, ink 1 on 0. Plain arrays. */

export const JUDGE_SIDE = 28
/** Digits of this side have a black margin of 2 (src/worker/data/shipped.ts): it is cut off, and nothing is resized. */
const PADDED = 32

/** @param image [size, size, channels] in [−1, 1]; what lies outside is clipped @returns [28, 28] in [0, 1] */
export function toClassifierSize(image: Float32Array, size: number, channels: number): Float32Array {
  const gray = toGray(image, size, channels)
  if (size === JUDGE_SIDE) return gray
  return size === PADDED ? withoutMargin(gray, size) : bilinear(gray, size)
}

function toGray(image: Float32Array, size: number, channels: number): Float32Array {
  const gray = new Float32Array(size * size)
  for (let at = 0; at < gray.length; at++) {
    let total = 0
    for (let c = 0; c < channels; c++) total += image[at * channels + c] ?? 0
    gray[at] = Math.min(1, Math.max(0, total / channels / 2 + 0.5))
  }
  return gray
}

function withoutMargin(gray: Float32Array, size: number): Float32Array {
  const margin = (size - JUDGE_SIDE) / 2
  return Float32Array.from({ length: JUDGE_SIDE * JUDGE_SIDE }, (_, at) => {
    const row = Math.floor(at / JUDGE_SIDE) + margin
    return gray[row * size + (at % JUDGE_SIDE) + margin] ?? 0
  })
}

/** Between pixel centres; larger pictures are averaged over as many points as they have pixels to a judge's pixel. */
function bilinear(gray: Float32Array, size: number): Float32Array {
  const scale = size / JUDGE_SIDE
  const points = Math.max(1, Math.round(scale))
  const offsets = Array.from({ length: points }, (_, i) => (i + 0.5) / points)
  return Float32Array.from({ length: JUDGE_SIDE * JUDGE_SIDE }, (_, at) => {
    let total = 0
    for (const dy of offsets) {
      for (const dx of offsets) {
        const y = (Math.floor(at / JUDGE_SIDE) + dy) * scale - 0.5
        const x = ((at % JUDGE_SIDE) + dx) * scale - 0.5
        total += between(gray, size, y, x)
      }
    }
    return total / (points * points)
  })
}

function between(gray: Float32Array, size: number, y: number, x: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)]
  const pixel = (row: number, column: number) =>
    gray[Math.min(size - 1, Math.max(0, row)) * size + Math.min(size - 1, Math.max(0, column))] ?? 0
  const above = pixel(top, left) * (left + 1 - x) + pixel(top, left + 1) * (x - left)
  const below = pixel(top + 1, left) * (left + 1 - x) + pixel(top + 1, left + 1) * (x - left)
  return above * (top + 1 - y) + below * (y - top)
}
