/** Turns and mirrors pictures by quarter turns. Moves samples about; computes none. */
import type { DataChoice } from '../../../common/items/data-card.ts'
import type { Picture } from './picture.ts'

/** Mirrored left to right first, then turned clockwise. Itself where nothing is asked for. */
export function turned(picture: Picture, { turn, mirror }: Pick<DataChoice, 'turn' | 'mirror'>): Picture {
  if (turn === 0 && !mirror) return picture
  const { width, height, channels, bytes } = picture
  const lies = turn === 90 || turn === 270
  const size = lies ? { width: height, height: width } : { width, height }
  const out = bytes instanceof Uint16Array ? new Uint16Array(bytes.length) : new Uint8Array(bytes.length)
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [column, row] = origin(x, y, width, height, turn)
      const from = (row * width + (mirror ? width - 1 - column : column)) * channels
      const to = (y * size.width + x) * channels
      for (let c = 0; c < channels; c++) out[to + c] = bytes[from + c] ?? 0
    }
  }
  return { ...size, channels, bytes: out }
}

/** Where the pixel at (x, y) of the turned picture stands in the picture before its turn. */
function origin(
  x: number,
  y: number,
  width: number,
  height: number,
  turn: DataChoice['turn'],
): readonly [column: number, row: number] {
  switch (turn) {
    case 0:
      return [x, y]
    case 90:
      return [y, height - 1 - x]
    case 180:
      return [width - 1 - x, height - 1 - y]
    case 270:
      return [width - 1 - y, x]
  }
}
