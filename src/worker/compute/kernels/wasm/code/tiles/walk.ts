/**
 * Walks the tiles of pictures for convolutions of four by four places at stride two that save multiplications (see conv/minimal.ts): squares
 * of a few pixels of the output, and planes of numbers with a row for each tile that needs one. A part of larger functions.
 */
import { type Code, sequence } from '../../assembler/bytes.ts'
import {
  add,
  and,
  below,
  divide,
  forLoop,
  I32,
  int,
  less,
  type Local,
  mul,
  select,
  shiftLeft,
  sub,
} from '../../assembler/instructions.ts'
import type { Scope } from '../../assembler/module.ts'
import type { Filtering } from './filtering.ts'

/** What every walk is told. Tile rows first … last − 1, counted over the batch, are done. */
export const TILE_PARAMETERS = [
  'first',
  'last',
  'outHeight',
  'outWidth',
  /** Of the first row of the first plane, and bytes from plane to plane. */
  'planes',
  'planeBytes',
] as const

type Variables = Readonly<Record<(typeof TILE_PARAMETERS)[number], Local>>

/** A tile at work. */
export interface AtTile {
  readonly image: Local
  /** Of the tile's first pixel in the output. */
  readonly y: Local
  readonly x: Local
  /** 1 where the tile has its last row, its last column. */
  readonly whole: { readonly row: Local; readonly column: Local }
  /** Address of the tile's row in plane [i][j]; where the tile has none, that of the next tile's. */
  readonly planes: readonly (readonly Local[])[]
}

/** @param rowBytes of a plane's row @param visit code for one tile */
export function overTiles(
  v: Variables,
  scope: Scope,
  { outputs, side }: Filtering,
  rowBytes: Code,
  visit: (tile: AtTile) => readonly Code[],
): readonly Code[] {
  const local = () => scope.local(I32)
  const [tileRow, image, y, x, tilesHigh] = [local(), local(), local(), local(), local()]
  const [row, column, bytes] = [local(), local(), local()]
  const planes = grid(side, side, local)
  const begin = planes.flatMap((line, i) =>
    line.map((plane, j) => plane.set(add(v.planes.get, mul(v.planeBytes.get, int(side * i + j))))),
  )
  // The last plane of either direction is only for tiles with their last pixel there.
  const advance = planes.flatMap((line, i) =>
    line.map((plane, j) => {
      const times = [...(i === side - 1 ? [row.get] : []), ...(j === side - 1 ? [column.get] : [])]
      return plane.set(
        add(
          plane.get,
          times.reduce((some, factor) => mul(some, factor), bytes.get),
        ),
      )
    }),
  )
  return [
    ...begin,
    bytes.set(rowBytes),
    tilesHigh.set(divide(add(v.outHeight.get, int(outputs - 1)), int(outputs))),
    forLoop(tileRow, v.first.get, v.last.get, 1, [
      image.set(divide(tileRow.get, tilesHigh.get)),
      y.set(mul(sub(tileRow.get, mul(image.get, tilesHigh.get)), int(outputs))),
      row.set(less(add(y.get, int(outputs - 1)), v.outHeight.get)),
      forLoop(x, int(0), v.outWidth.get, outputs, [
        column.set(less(add(x.get, int(outputs - 1)), v.outWidth.get)),
        ...visit({ image, y, x, whole: { row, column }, planes }),
        ...advance,
      ]),
    ]),
  ]
}

/** Pixels of a picture, where a tile reads or writes. */
export interface Pixels {
  readonly picture: Local
  readonly height: Code
  readonly width: Code
  readonly channels: Code
  /** Stands for pixels outside: as many numbers as a pixel has. */
  readonly outside: Local
}

/** Finds the pixels at rows top, top + step … and columns left, left + step …: addresses, side by side. */
export class PixelGrid {
  readonly at: readonly (readonly Local[])[]
  private readonly lines: readonly Local[]
  private readonly inY: readonly Local[]
  private readonly columns: readonly Local[]
  private readonly inX: readonly Local[]

  constructor(
    private readonly side: number,
    private readonly step: number,
    scope: Scope,
  ) {
    const locals = () => Array.from({ length: side }, () => scope.local(I32))
    this.at = grid(side, side, () => scope.local(I32))
    ;[this.lines, this.inY, this.columns, this.inX] = [locals(), locals(), locals(), locals()]
  }

  find(image: Code, top: Code, left: Code, { picture, height, width, channels, outside }: Pixels): Code {
    const { side, step, lines, inY, columns, inX } = this
    const places = Array.from({ length: side }, (_, i) => i)
    const bytes = (pixels: Code) => shiftLeft(mul(pixels, channels), int(2))
    const inBoth = (i: number, j: number) => and((inY[i] as Local).get, (inX[j] as Local).get)
    const address = (i: number, j: number) => add((lines[i] as Local).get, (columns[j] as Local).get)
    return sequence([
      ...places.flatMap((i) => {
        const y = add(top, int(step * i))
        const x = add(left, int(step * i))
        return [
          (inY[i] as Local).set(below(y, height)),
          (lines[i] as Local).set(add(picture.get, bytes(mul(add(mul(image, height), y), width)))),
          (inX[i] as Local).set(below(x, width)),
          (columns[i] as Local).set(bytes(x)),
        ]
      }),
      ...this.at.flatMap((line, i) =>
        line.map((pixel, j) => pixel.set(select(address(i, j), outside.get, inBoth(i, j)))),
      ),
    ])
  }
}

export function grid(high: number, wide: number, make: () => Local): readonly (readonly Local[])[] {
  return Array.from({ length: high }, () => Array.from({ length: wide }, make))
}
