/**
 * The beginning of a generator that colours: each pixel in the mean colour that its shade has among real pictures, from a table that is
 * not trained. So a fresh one begins where the best that knows no places stands. No gradient passes: nobody asks for one by a source.
 */
import { add, cast, clipByValue, gather, mul, type Tensor2D } from '@tensorflow/tfjs'
import { grayTable, SHADES } from '../../../../common/restore/colour-table.ts'
import { constant } from '../../ops/autodiff.ts'
import { statisticOf, type Layer } from '../layer.ts'

/** @param shape of a picture, [height, width, channels] @param colours [256, channels]; null: each shade as it is */
export function shadesLayer(network: string, shape: readonly number[], colours: Float32Array | null): Layer {
  const channels = shape.at(-1) ?? 0
  const table = `${network}/shades/colours`
  return {
    name: 'shades',
    op: { type: 'shades', channels, statistics: { colours: table } },
    outputShape: shape,
    parameters: [],
    statistics: [{ name: table, shape: [SHADES, channels], initial: () => colours ?? grayTable(channels) }],
    couples: false,
    apply: (x, state) =>
      constant(() => {
        // The nearest shade: a whole number is cut off, and half a shade is added before.
        const shade = cast(clipByValue(add(mul(x.flatten(), 127.5), 128), 0, SHADES - 1), 'int32')
        const made = gather(statisticOf(state, table) as unknown as Tensor2D, shade)
        return made.reshape([x.shape.at(0) ?? 0, ...shape])
      }),
  }
}
