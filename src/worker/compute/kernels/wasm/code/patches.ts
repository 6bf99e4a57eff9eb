/**
 * Patches of pictures as rows of a matrix: row p holds what output pixel p of a convolution sees, [kernel height, kernel
 * width, channels]. `gather` reads them from a picture, `scatter` adds them back into one. Places outside are zero.
 */
import { type Code, sequence } from '../assembler/bytes.ts'
import {
  add,
  and,
  divide,
  forLoop,
  greaterOrEqual,
  I32,
  int,
  less,
  type Local,
  mul,
  select,
  shiftLeft,
  sub,
  when,
} from '../assembler/instructions.ts'
import { type FunctionSource, integerFunction, type Scope } from '../assembler/module.ts'
import { Spans } from './spans.ts'

/** Order of the parameters of both functions. */
export const PATCH_PARAMETERS = [
  /** Rows first … last − 1 are done. */
  'first',
  'last',
  /** [n, height, width, channels]: the picture. */
  'picture',
  'height',
  'width',
  'channels',
  /** Output pixels a picture has. */
  'outHeight',
  'outWidth',
  'kernelHeight',
  'kernelWidth',
  'strideHeight',
  'strideWidth',
  'padTop',
  'padLeft',
  /** Address of row `first`. */
  'rows',
] as const

type Variables = Readonly<Record<(typeof PATCH_PARAMETERS)[number], Local>>

/** What is done with one line of a patch. */
interface Line {
  /** Address of the line in the patch. */
  readonly row: Local
  /** Places left of the picture, inside it, and in all; in floats. */
  readonly before: Code
  readonly inside: Code
  readonly all: Code
  /** Address in the picture of the first place inside. */
  readonly picture: Code
}

/** `gather`: rows ← patches of the picture. */
export const gatherSource: FunctionSource = integerFunction('gather', PATCH_PARAMETERS, (v, scope) => {
  const spans = new Spans(scope)
  return overLines(v, scope, {
    hit: ({ row, before, inside, all, picture }) => {
      const after = add(row.get, shiftLeft(add(before, inside), int(2)))
      return [
        spans.clear(row.get, before),
        spans.copy(picture, add(row.get, shiftLeft(before, int(2))), inside),
        spans.clear(after, sub(all, add(before, inside))),
      ]
    },
    miss: ({ row, all }) => [spans.clear(row.get, all)],
  })
})

/** `scatter`: picture ← picture + rows. */
export const scatterSource: FunctionSource = integerFunction('scatter', PATCH_PARAMETERS, (v, scope) => {
  const spans = new Spans(scope)
  return overLines(v, scope, {
    hit: ({ row, before, inside, picture }) => [
      spans.add(add(row.get, shiftLeft(before, int(2))), picture, inside),
    ],
    miss: () => [],
  })
})

/** Visits every line of every patch. `miss` is for lines above or below the picture. */
function overLines(
  v: Variables,
  scope: Scope,
  { hit, miss }: { hit: (line: Line) => Code[]; miss: (line: Line) => Code[] },
): readonly Code[] {
  const variable = () => scope.local(I32)
  const [p, ky, row, y, x, image, left, inside, lineFloats] = Array.from({ length: 9 }, variable) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ]
  const pixel = variable()
  const negative = (value: Code) => select(sub(int(0), value), int(0), less(value, int(0)))
  const line: Line = {
    row,
    before: mul(left.get, v.channels.get),
    inside: mul(inside.get, v.channels.get),
    all: lineFloats.get,
    picture: add(
      v.picture.get,
      shiftLeft(
        mul(
          add(mul(add(mul(image.get, v.height.get), y.get), v.width.get), add(x.get, left.get)),
          v.channels.get,
        ),
        int(2),
      ),
    ),
  }
  const yAt = add(mul(divide(pixel.get, v.outWidth.get), v.strideHeight.get), sub(ky.get, v.padTop.get))
  const room = sub(v.width.get, x.get)
  return [
    lineFloats.set(mul(v.kernelWidth.get, v.channels.get)),
    row.set(v.rows.get),
    forLoop(p, v.first.get, v.last.get, 1, [
      image.set(divide(p.get, mul(v.outHeight.get, v.outWidth.get))),
      pixel.set(sub(p.get, mul(image.get, mul(v.outHeight.get, v.outWidth.get)))),
      x.set(
        sub(
          mul(sub(pixel.get, mul(divide(pixel.get, v.outWidth.get), v.outWidth.get)), v.strideWidth.get),
          v.padLeft.get,
        ),
      ),
      // Places of a line that lie left of the picture, and how many lie in it.
      left.set(negative(x.get)),
      left.set(smaller(left, v.kernelWidth)),
      inside.set(sub(select(room, v.kernelWidth.get, less(room, v.kernelWidth.get)), left.get)),
      inside.set(select(int(0), inside.get, less(inside.get, int(0)))),
      forLoop(ky, int(0), v.kernelHeight.get, 1, [
        y.set(yAt),
        when(and(greaterOrEqual(y.get, int(0)), less(y.get, v.height.get)), hit(line), miss(line)),
        row.set(add(row.get, shiftLeft(lineFloats.get, int(2)))),
      ]),
    ]),
  ]
}

function smaller(a: Local, b: Local): Code {
  return sequence([select(a.get, b.get, less(a.get, b.get))])
}
