/**
 * Whether what a device draws really reaches a 2-D canvas here: some browsers leave it blank without any error. Asked once,
 * with a picture that is known.
 */
import { dispose, tensor, tensor1d } from '@tensorflow/tfjs'
import { paletteOf } from '../palette.ts'
import { openAtlas } from './picture-atlas.ts'
import type { Presenter } from './presenter.ts'

const PIXELS = [-1, 0, 1, 0.5]
const EXPECTED = [0, 128, 255, 191]

export function reachesCanvas(presenter: Presenter): boolean {
  const context = new OffscreenCanvas(2, 2).getContext('2d', { willReadFrequently: true })
  if (context === null) return false
  const pictures = { items: tensor(PIXELS, [1, 2, 2, 1]), logits: tensor1d([0]), presenter }
  try {
    const pen = { context, palette: paletteOf('light'), width: 2, height: 2, scale: 1 }
    const tile = { x: 0, y: 0, width: 2, height: 2 }
    const source = openAtlas(pen, pictures, { count: 1, size: 2, channels: 1, letters: 0, tile })
    source.tile(0, tile)
    source.close()
    const { data } = context.getImageData(0, 0, 2, 2)
    return EXPECTED.every((value, i) => Math.abs((data[4 * i] ?? -9) - value) <= 2 && data[4 * i + 3] === 255)
  } finally {
    dispose([pictures.items, pictures.logits])
  }
}
