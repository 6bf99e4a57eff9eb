/**
 * The pair of CTGAN (Xu et al. 2019, section 4.4), for rows of tables: a generator whose layers hand on what they were given beside
 * what they made of it, and a critic that forgets half of its features at random where it sees packs. Both are told the row's condition. Packs are the
 * config's own (10 in the paper). Must not know columns.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { concatenate } from './composite/concatenate.ts'
import { onItems, widthOf } from './diversity.ts'
import { toLogit } from './ends.ts'
import { variancePreserving } from './initialisers.ts'
import type { Layer } from './layer.ts'
import { besideLayer } from './layers/beside.ts'
import { denseLayer } from './layers/dense.ts'
import { dropoutLayer } from './layers/dropout.ts'
import { spanHeadLayer } from './layers/span-head.ts'
import { normed } from './norms.ts'
import type { Pair } from './pair.ts'
import { placesOfChoices, rowWidth, type RowLayout } from './row-layout.ts'

/**
 * Share of the critic's features that a pass leaves out where it sees packs, as in the paper. One that sees each row by itself leaves out
 * none: half of its features do not tell which categories go together (docs/tables.md).
 */
export const DROPPED = 0.5

/**
 * [n, latent] → rows [n, width], and rows → logits [n/pack, 1]; both listen to the condition `row` [n, choices], where there are any
 * choices. Hidden widths are `gLayers` and `dLayers` (256, 256 each in the paper), norms `gNorm` (batch norm) and `dNorm` (none).
 */
export function ctganPair(config: RunConfig, layout: RowLayout): Pair {
  const choices = placesOfChoices(layout).length
  return {
    generator: generator(config, layout, choices),
    discriminator: discriminator(config, rowWidth(layout), choices),
  }
}

function generator(
  { latent, gLayers, gNorm, initScale }: RunConfig,
  layout: RowLayout,
  choices: number,
): Layer[] {
  const network = 'generator'
  const rule = variancePreserving(initScale)
  const start = told(latent, choices)
  let inputs = latent + choices
  const hidden = gLayers.map((units, i) => {
    const name = `residual${i + 1}`
    const made = normed(
      { norm: gNorm, network, name: `${name}/norm`, activation: 'relu', scaleDeviation: 0 },
      (activation, biased) => [
        denseLayer({ network, name: `${name}/dense`, inputs, units, activation, biased, rule }),
      ],
    )
    const layer = concatenate(name, [inputs], [made, []])
    inputs += units
    return layer
  })
  const units = rowWidth(layout)
  return [
    ...start,
    ...hidden,
    denseLayer({ network, name: 'output', inputs, units, activation: 'linear', biased: true, rule }),
    spanHeadLayer('head', layout.spans),
  ]
}

function discriminator(config: RunConfig, width: number, choices: number): Layer[] {
  const network = 'discriminator'
  const { dLayers, dNorm } = config
  const rule = variancePreserving(config.initScale)
  // A pack is of rows with what each was told.
  const shown = onItems(config, [width + choices])
  const widths = [widthOf(shown), ...dLayers]
  const forgets = shown.layers.length > 0
  const hidden = dLayers.flatMap((units, i) => [
    ...normed(
      { norm: dNorm, network, name: `norm${i + 1}`, activation: 'leaky-relu', scaleDeviation: 0 },
      (activation, biased) => [
        denseLayer({
          ...{ network, name: `dense${i + 1}`, inputs: widths[i] ?? 0, units },
          ...{ activation, biased, rule },
        }),
      ],
    ),
    ...(forgets ? [dropoutLayer(`dropout${i + 1}`, [units], DROPPED)] : []),
  ])
  return [
    ...told(width, choices),
    ...shown.layers,
    ...hidden,
    ...toLogit(config, [widths.at(-1) ?? 0], 0, { norm: dNorm, rule }),
  ]
}

/** What comes in, and beside it the condition. */
function told(width: number, choices: number): Layer[] {
  if (choices === 0) return []
  return [besideLayer({ name: 'told', shape: [width], condition: 'row', conditionShape: [choices] })]
}
