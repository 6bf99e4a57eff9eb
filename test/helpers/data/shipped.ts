/** Pictures and networks for tests, from the files the app ships; pictures written as a person has them, as PNG files. */
import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import {
  readPerceptualNet,
  type PerceptualNet,
} from '../../../src/worker/evaluation/features/perceptual-weights.ts'
import { readShipped } from '../../../src/worker/data/shipped-format.ts'

export interface Picture {
  readonly side: number
  /** [side, side, channels] */
  readonly pixels: Uint8Array
  readonly channels: 1 | 3
  readonly className: string
}

/** The first `count` pictures of a shipped set, from `from` on. */
export async function shippedPictures(set: 'emoji' | 'mnist', count: number, from = 0): Promise<Picture[]> {
  const { side, channels, pixels, labels, classes } = await readShipped(bytesOf(`public/data/${set}.bin`))
  const length = side * side * channels
  return Array.from({ length: count }, (_, i) => ({
    side,
    channels,
    pixels: pixels.slice((from + i) * length, (from + i + 1) * length),
    className: classes[labels[from + i] ?? 0] ?? '',
  }))
}

export function asPng({ side, channels, pixels }: Picture): Buffer {
  const image = new PNG({ width: side, height: side })
  for (let i = 0; i < side * side; i++) {
    const [r = 0, g = r, b = r] = pixels.subarray(i * channels, (i + 1) * channels)
    image.data.set([r, g, b, 255], 4 * i)
  }
  return PNG.sync.write(image)
}

function bytesOf(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(path)).buffer
}

/** The network that sees whether pictures are whole, as the app ships it. */
export function shippedPerceptualNet(): PerceptualNet {
  return readPerceptualNet(bytesOf('public/data/perceptual.bin'))
}
