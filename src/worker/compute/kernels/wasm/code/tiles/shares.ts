/**
 * What tiles give to the output, as products have it, and back: A·m·Aᵀ of a tile's numbers in (m + 1)² planes, [tile, channels] in each, are
 * its m × m pixels, and by the transpose back. Channels come in fours.
 */
import type { Code } from '../../assembler/bytes.ts'
import {
  add,
  forLoop,
  I32,
  int,
  loadV128,
  type Local,
  shiftLeft,
  storeV128,
} from '../../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../../assembler/module.ts'
import { FILTERINGS, type Filtering, type Outputs, transposed } from './filtering.ts'
import { transformed } from './transform.ts'
import { overTiles, PixelGrid, TILE_PARAMETERS } from './walk.ts'

/** Order of the parameters of both functions. */
export const SHARE_PARAMETERS = [
  ...TILE_PARAMETERS,
  /** [n, outHeight, outWidth, channels]. */
  'picture',
  'channels',
  /** Zeros for a pixel, or room for one. */
  'outside',
] as const
type Variables = Readonly<Record<(typeof SHARE_PARAMETERS)[number], Local>>

/** `readShares…`: planes ← picture, zeros outside. */
export function readSharesSource(outputs: Outputs): FunctionSource {
  const filtering = FILTERINGS[outputs]
  return integerFunction(`readShares${outputs}`, SHARE_PARAMETERS, (v, scope) =>
    overShares(v, scope, filtering, (plane, pixel) =>
      transformed(transposed(filtering.a), scope, {
        load: (i, j) => loadV128(pixel(i, j)),
        store: (i, j, value) => storeV128(plane(i, j), value),
      }),
    ),
  )
}

/** `writeShares…`: picture ← planes. */
export function writeSharesSource(outputs: Outputs): FunctionSource {
  const filtering = FILTERINGS[outputs]
  return integerFunction(`writeShares${outputs}`, SHARE_PARAMETERS, (v, scope) =>
    overShares(v, scope, filtering, (plane, pixel) =>
      transformed(filtering.a, scope, {
        load: (i, j) => loadV128(plane(i, j)),
        store: (i, j, value) => storeV128(pixel(i, j), value),
      }),
    ),
  )
}

type Address = (i: number, j: number) => Code

/** Visits four channels of a tile at a time. */
function overShares(
  v: Variables,
  scope: Scope,
  filtering: Filtering,
  visit: (plane: Address, pixel: Address) => readonly Code[],
): readonly Code[] {
  const pixels = new PixelGrid(filtering.outputs, 1, scope)
  const [at, bytes] = [scope.local(I32), scope.local(I32)]
  return [
    bytes.set(shiftLeft(v.channels.get, int(2))),
    ...overTiles(v, scope, filtering, bytes.get, ({ image, y, x, planes }) => [
      pixels.find(image.get, y.get, x.get, {
        picture: v.picture,
        height: v.outHeight.get,
        width: v.outWidth.get,
        channels: v.channels.get,
        outside: v.outside,
      }),
      forLoop(
        at,
        int(0),
        bytes.get,
        16,
        visit(
          (i, j) => add((planes[i]?.[j] as Local).get, at.get),
          (i, j) => add((pixels.at[i]?.[j] as Local).get, at.get),
        ),
      ),
    ]),
  ]
}
