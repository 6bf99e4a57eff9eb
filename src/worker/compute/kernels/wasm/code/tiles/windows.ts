/**
 * What tiles see of a picture, made ready for products, and back. A tile of m × m outputs sees 2 × 2 parities of (m + 1)² places each:
 * B·d·Bᵀ of a parity goes to [tile, 2 × 2 parities × channels] in (m + 1)² planes, and by the transpose back. Channels come in fours.
 */
import type { Code } from '../../assembler/bytes.ts'
import {
  add,
  addV,
  forLoop,
  I32,
  int,
  loadV128,
  type Local,
  mul,
  select,
  shiftLeft,
  storeV128,
  sub,
} from '../../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../../assembler/module.ts'
import { FILTERINGS, type Filtering, type Outputs, transposed } from './filtering.ts'
import { transformed } from './transform.ts'
import { type AtTile, grid, overTiles, PixelGrid, TILE_PARAMETERS } from './walk.ts'

/** Order of the parameters of both functions. */
export const WINDOW_PARAMETERS = [
  ...TILE_PARAMETERS,
  /** [n, height, width, channels]. */
  'picture',
  'height',
  'width',
  'channels',
  'padTop',
  'padLeft',
  /** Zeros for a row of a plane. */
  'zeros',
  /** What stands for a pixel outside: zeros, or where they may be written. */
  'outside',
] as const
type Variables = Readonly<Record<(typeof WINDOW_PARAMETERS)[number], Local>>

/** `readWindows…`: planes ← picture. */
export function readWindowsSource(outputs: Outputs): FunctionSource {
  const filtering = FILTERINGS[outputs]
  return integerFunction(`readWindows${outputs}`, WINDOW_PARAMETERS, (v, scope) =>
    overWindows(v, scope, filtering, {
      visit: ({ plane, pixel }) =>
        transformed(filtering.b, scope, {
          load: (i, j) => loadV128(pixel(i, j)),
          store: (i, j, value) => storeV128(plane(i, j), value),
        }),
    }),
  )
}

/** `addWindows…`: picture ← picture + what its places were worth in the planes. */
export function addWindowsSource(outputs: Outputs): FunctionSource {
  const filtering = FILTERINGS[outputs]
  return integerFunction(`addWindows${outputs}`, WINDOW_PARAMETERS, (v, scope) => {
    const sources = grid(filtering.side, filtering.side, () => scope.local(I32))
    return overWindows(v, scope, filtering, {
      begin: (tile) =>
        sources.flatMap((line, i) => line.map((source, j) => source.set(orZeros(v, filtering, tile, i, j)))),
      visit: ({ parity, pixel }) =>
        transformed(transposed(filtering.b), scope, {
          load: (i, j) => loadV128(add((sources[i]?.[j] as Local).get, parity)),
          store: (i, j, value) => storeV128(pixel(i, j), addV(loadV128(pixel(i, j)), value)),
        }),
    })
  })
}

/** A tile's row in a plane, or zeros where it has none there. */
function orZeros(v: Variables, { side }: Filtering, { planes, whole }: AtTile, i: number, j: number): Code {
  const row = (planes[i]?.[j] as Local).get
  const needed = [...(i === side - 1 ? [whole.row] : []), ...(j === side - 1 ? [whole.column] : [])]
  return needed.reduce((address, there) => select(address, v.zeros.get, there.get), row)
}

/** Four channels of a parity of a tile: addresses. */
interface AtWindow {
  readonly plane: (i: number, j: number) => Code
  readonly pixel: (i: number, j: number) => Code
  /** Bytes from the start of a plane's row. */
  readonly parity: Code
}

interface Visits {
  /** Before the windows of a tile. */
  readonly begin?: (tile: AtTile) => readonly Code[]
  readonly visit: (at: AtWindow) => readonly Code[]
}

function overWindows(
  v: Variables,
  scope: Scope,
  filtering: Filtering,
  { begin, visit }: Visits,
): readonly Code[] {
  const pixels = new PixelGrid(filtering.side, 2, scope)
  const [qy, qx, at, parity, pixelBytes] = Array.from({ length: 5 }, () => scope.local(I32)) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ]
  const parities = (body: readonly Code[]) =>
    forLoop(qy, int(0), int(2), 1, [forLoop(qx, int(0), int(2), 1, body)])
  return [
    pixelBytes.set(shiftLeft(v.channels.get, int(2))),
    ...overTiles(v, scope, filtering, shiftLeft(v.channels.get, int(4)), (tile) => [
      ...(begin?.(tile) ?? []),
      parities([
        pixels.find(
          tile.image.get,
          sub(add(shiftLeft(tile.y.get, int(1)), qy.get), v.padTop.get),
          sub(add(shiftLeft(tile.x.get, int(1)), qx.get), v.padLeft.get),
          {
            picture: v.picture,
            height: v.height.get,
            width: v.width.get,
            channels: v.channels.get,
            outside: v.outside,
          },
        ),
        parity.set(mul(add(shiftLeft(qy.get, int(1)), qx.get), pixelBytes.get)),
        forLoop(at, int(0), pixelBytes.get, 16, [
          ...visit({
            plane: (i, j) => add((tile.planes[i]?.[j] as Local).get, parity.get),
            pixel: (i, j) => add((pixels.at[i]?.[j] as Local).get, at.get),
            parity: parity.get,
          }),
          parity.set(add(parity.get, int(16))),
        ]),
      ]),
    ]),
  ]
}
