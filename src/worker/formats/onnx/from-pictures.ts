/**
 * The layers of networks that make pictures from pictures, as ONNX operators: what is certain of the source stays as it is, and of two
 * branches each item takes one. As when looked at: src/worker/gan/networks/from-pictures/keep.ts and composite/either.ts. Writes no
 * other layer: what branches make is named by whoever asks.
 */
import type { KeepOp } from '../../../common/networks/layer-op.ts'
import type { NamedTensor } from '../../../common/protocol/report.ts'
import { SHADES } from '../../../common/restore/colour-table.ts'
import { LUMA_WEIGHTS } from '../../../common/restore/luma-weights.ts'
import { int, ints, type GraphBuilder } from './graph.ts'

/** What they are written into, and the names of the inputs that they read. */
interface Told {
  readonly graph: GraphBuilder
  readonly told: { readonly source: string; readonly direction: string }
}

/** ONNX’s number for whole numbers of 64 bits. */
const INT64 = 7
/** Differences of colour below this are none: as keep.ts has it. */
const LEAST_COLOUR = 1e-6

/** @param made the name of [N, channels, H, W] */
export function kept({ graph, told: { source } }: Told, name: string, op: KeepOp, made: string): string {
  switch (op.keeps) {
    case 'range':
      return inRange(graph, name, made)
    case 'known':
      return withKnown(graph, name, { made, source, channels: op.channels })
    case 'light':
      return withLight(graph, name, { made, source, channels: op.channels })
  }
}

/**
 * Each pixel in the colour of its shade.
 * @param table [256, channels] @param gray the name of [N, 1, H, W] @param shape of what is made, channels last
 */
export function shaded(
  { graph }: Pick<Told, 'graph'>,
  name: string,
  {
    table,
    gray,
    shape,
  }: { readonly table: NamedTensor; readonly gray: string; readonly shape: readonly number[] },
): string {
  const [height = 0, width = 0, channels = 0] = shape
  const stretched = graph.node(name, 'Mul', [gray, number(graph, name, 'half of all', 127.5)])
  // Half a shade more, for a cast cuts off.
  const shifted = graph.node(name, 'Add', [stretched, number(graph, name, 'middle', 128)])
  const bounded = graph.node(name, 'Clip', [
    shifted,
    number(graph, name, 'darkest', 0),
    number(graph, name, 'lightest', SHADES - 1),
  ])
  const shades = graph.node(name, 'Cast', [bounded], [int('to', INT64)])
  const colours = graph.floats(table.name, table.shape, table.data)
  const last = graph.node(name, 'Gather', [colours, shades])
  const first = graph.node(name, 'Transpose', [last], [ints('perm', [0, 4, 1, 2, 3])])
  return graph.node(name, 'Reshape', [first, graph.wholes(`${name}/shape`, [-1, channels, height, width])])
}

interface Keeping {
  readonly made: string
  readonly source: string
  readonly channels: number
}

function inRange(graph: GraphBuilder, name: string, made: string): string {
  return graph.node(name, 'Clip', [made, number(graph, name, 'least', -1), number(graph, name, 'most', 1)])
}

/** x·m + s, where m is the source's last channel, 1 where the picture is missing, and s is nothing there. */
function withKnown(graph: GraphBuilder, name: string, { made, source, channels }: Keeping): string {
  const axis = graph.wholes('axis of channels', [1])
  const bounds = [0, channels, channels + 1].map((bound) => graph.wholes(`${name}/${bound}`, [bound]))
  const [first = '', middle = '', last = ''] = bounds
  const known = graph.node(name, 'Slice', [source, first, middle, axis])
  const missing = graph.node(name, 'Slice', [source, middle, last, axis])
  const filled = graph.node(name, 'Mul', [inRange(graph, name, made), missing])
  return graph.node(name, 'Add', [filled, known])
}

/** The source's light with the colour of what was made, less of it where a channel would leave [−1, 1]. */
function withLight(graph: GraphBuilder, name: string, { made, source, channels }: Keeping): string {
  const colour = graph.node(name, 'Sub', [made, lumaOf(graph, name, made, channels)])
  const away = graph.node(name, 'Mul', [source, graph.node(name, 'Sign', [colour])])
  const one = number(graph, name, 'one', 1)
  const room = graph.node(name, 'Sub', [one, away])
  const least = number(graph, name, 'least-colour', LEAST_COLOUR)
  const size = graph.node(name, 'Max', [graph.node(name, 'Abs', [colour]), least])
  const shares = graph.node(name, 'Div', [room, size])
  const smallest = graph.node(name, 'ReduceMin', [shares], [ints('axes', [1]), int('keepdims', 1)])
  const share = graph.node(name, 'Min', [smallest, one])
  return graph.node(name, 'Add', [source, graph.node(name, 'Mul', [colour, share])])
}

/** [N, 1, H, W]; pictures of one channel as they are. */
function lumaOf(graph: GraphBuilder, name: string, made: string, channels: number): string {
  if (channels === 1) return made
  const weights = graph.floats(`${name}/luma`, [1, channels, 1, 1], Float32Array.from(LUMA_WEIGHTS))
  return graph.node(name, 'Conv', [made, weights], [ints('kernel_shape', [1, 1])])
}

/**
 * What both branches make, so much of each as an item is told.
 * @param branches names of what they make @param outputShape of one item
 */
export function blended(
  { graph, told: { direction } }: Told,
  name: string,
  branches: readonly string[],
  outputShape: readonly number[],
): string {
  const axis = graph.wholes('axis of ways', [1])
  const like = graph.wholes(`${name}/like`, [-1, ...outputShape.map(() => 1)])
  const parts = branches.map((made, way) => {
    const bounds = [way, way + 1].map((bound) => graph.wholes(`${name}/${bound}`, [bound]))
    const share = graph.node(name, 'Slice', [direction, ...bounds, axis])
    return graph.node(name, 'Mul', [made, graph.node(name, 'Reshape', [share, like])])
  })
  return graph.node(name, 'Add', parts)
}

function number(graph: GraphBuilder, name: string, called: string, value: number): string {
  return graph.floats(`${name}/${called}`, [], Float32Array.of(value))
}
