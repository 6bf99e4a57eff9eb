/**
 * Patches of pictures as rows of a matrix: row p holds what output pixel p of a convolution sees, [kernel height, kernel
 * width, channels]. `gather` reads them from a picture, `scatter` adds them back into one. Places outside are zero.
 */
import { type Code, sequence } from '../assembler/bytes.ts'
import {
  add,
  addV,
  and,
  below,
  divide,
  equal,
  forLoop,
  I32,
  int,
  less,
  loadV128,
  type Local,
  mul,
  select,
  shiftLeft,
  storeV128,
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

interface Work {
  /** For four numbers of a line that lies in the picture as a whole, in whole quadruples: most do. */
  readonly four: (row: Code, picture: Code) => Code
  readonly hit: (line: Line) => Code[]
  /** For lines above or below the picture. */
  readonly miss: (line: Line) => Code[]
}

/** `gather`: rows ← patches of the picture. */
export const gatherSource: FunctionSource = integerFunction('gather', PATCH_PARAMETERS, (v, scope) => {
  const spans = new Spans(scope)
  return overLines(v, scope, {
    four: (row, picture) => storeV128(row, loadV128(picture)),
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
    four: (row, picture) => storeV128(picture, addV(loadV128(picture), loadV128(row))),
    hit: ({ row, before, inside, picture }) => [
      spans.add(add(row.get, shiftLeft(before, int(2))), picture, inside),
    ],
    miss: () => [],
  })
})

/** Visits every line of every patch. */
function overLines(v: Variables, scope: Scope, work: Work): readonly Code[] {
  const local = () => scope.local(I32)
  const [p, image, outY, outX, rest] = [local(), local(), local(), local(), local()]
  const [ky, row, y, x, left, inside] = [local(), local(), local(), local(), local(), local()]
  const [pixelBytes, lineBytes, pictureLine, whole, at, from] = [
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
  ]
  const negative = (value: Code) => select(sub(int(0), value), int(0), less(value, int(0)))
  const line: Line = {
    row,
    before: mul(left.get, v.channels.get),
    inside: mul(inside.get, v.channels.get),
    all: mul(v.kernelWidth.get, v.channels.get),
    picture: add(from.get, mul(left.get, pixelBytes.get)),
  }
  const room = sub(v.width.get, x.get)
  const place = [
    image.set(divide(v.first.get, mul(v.outHeight.get, v.outWidth.get))),
    rest.set(sub(v.first.get, mul(image.get, mul(v.outHeight.get, v.outWidth.get)))),
    outY.set(divide(rest.get, v.outWidth.get)),
    outX.set(sub(rest.get, mul(outY.get, v.outWidth.get))),
  ]
  const next = [
    outX.set(add(outX.get, int(1))),
    when(equal(outX.get, v.outWidth.get), [
      outX.set(int(0)),
      outY.set(add(outY.get, int(1))),
      when(equal(outY.get, v.outHeight.get), [outY.set(int(0)), image.set(add(image.get, int(1)))]),
    ]),
  ]
  const wholeLine = forLoop(at, int(0), lineBytes.get, 16, [
    work.four(add(row.get, at.get), add(from.get, at.get)),
  ])
  return [
    pixelBytes.set(shiftLeft(v.channels.get, int(2))),
    lineBytes.set(mul(v.kernelWidth.get, pixelBytes.get)),
    pictureLine.set(mul(v.width.get, pixelBytes.get)),
    row.set(v.rows.get),
    ...place,
    forLoop(p, v.first.get, v.last.get, 1, [
      x.set(sub(mul(outX.get, v.strideWidth.get), v.padLeft.get)),
      y.set(sub(mul(outY.get, v.strideHeight.get), v.padTop.get)),
      // Places of a line that lie left of the picture, and how many lie in it.
      left.set(negative(x.get)),
      left.set(smaller(left, v.kernelWidth)),
      inside.set(sub(select(room, v.kernelWidth.get, less(room, v.kernelWidth.get)), left.get)),
      inside.set(select(int(0), inside.get, less(inside.get, int(0)))),
      whole.set(and(equal(inside.get, v.kernelWidth.get), equal(and(lineBytes.get, int(15)), int(0)))),
      from.set(
        add(
          v.picture.get,
          mul(add(mul(add(mul(image.get, v.height.get), y.get), v.width.get), x.get), pixelBytes.get),
        ),
      ),
      forLoop(ky, int(0), v.kernelHeight.get, 1, [
        when(below(y.get, v.height.get), [when(whole.get, [wholeLine], work.hit(line))], work.miss(line)),
        y.set(add(y.get, int(1))),
        from.set(add(from.get, pictureLine.get)),
        row.set(add(row.get, lineBytes.get)),
      ]),
      ...next,
    ]),
  ]
}

function smaller(a: Local, b: Local): Code {
  return sequence([select(a.get, b.get, less(a.get, b.get))])
}
