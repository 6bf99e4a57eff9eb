/** Numbers of pictures as they come, kept as bytes while they are bytes; made bytes of at the end whatever their range was. */

export class PixelStore {
  count = 0
  /** Numbers of the picture that is being read. */
  filled = 0
  private values: Uint8Array | Float32Array
  private at = 0

  constructor(
    private readonly numbers: number,
    pictures: number,
  ) {
    this.values = new Uint8Array(numbers * pictures)
  }

  /** Begins a picture; what was read of one that did not end is forgotten. */
  begin(): void {
    this.at = this.count * this.numbers
    this.filled = 0
    if (this.at + this.numbers > this.values.length) this.values = grown(this.values, this.at + this.numbers)
  }

  add(value: number): void {
    if (this.filled++ >= this.numbers) return
    if (this.values instanceof Uint8Array && (value > 255 || value < 0 || !Number.isInteger(value)))
      this.values = Float32Array.from(this.values)
    this.values[this.at++] = value
  }

  end(): void {
    this.count++
  }

  pixels(): Uint8Array {
    const used = this.values.subarray(0, this.count * this.numbers)
    const { low, high } = rangeOf(used)
    const [from, to] = rangeFor(low, high, !(used instanceof Uint8Array), this.numbers)
    if (used instanceof Uint8Array && from === 0 && to === 255) return used.slice()
    const out = new Uint8Array(used.length)
    for (let i = 0; i < used.length; i++) out[i] = Math.round((255 * ((used[i] ?? 0) - from)) / (to - from))
    return out
  }
}

/** Numbers of these pictures are black and white. */
function rangeFor(low: number, high: number, fractions: boolean, numbers: number): readonly [number, number] {
  if (low >= 0 && high <= 1) return [0, 1]
  if (low >= -1 && high <= 1 && fractions) return [-1, 1]
  // Digits of 8 × 8 that were counted in squares of 4 × 4.
  if (low >= 0 && high <= 16 && numbers === 64) return [0, 16]
  if (low >= 0 && high <= 255) return [0, 255]
  return [low, high]
}

function rangeOf(values: Uint8Array | Float32Array): { low: number; high: number } {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

function grown(values: Uint8Array | Float32Array, least: number): Uint8Array | Float32Array {
  const length = Math.max(least, 2 * values.length)
  const out = values instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length)
  out.set(values)
  return out
}
