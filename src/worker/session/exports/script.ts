/** A run as its PyTorch script is written for: its settings, how they came about, its layers and its data. */
import { DATASET_SETTINGS } from '../../../common/catalog/settings/dataset.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { shapeOf } from '../../../common/items/kinds.ts'
import { GanvasError, toFailure } from '../../../common/failure.ts'
import { limitOf } from '../../../common/saved/format-limits.ts'
import { isListed, type Dataset } from '../../data/dataset.ts'
import type { LargerNetwork, LargerPair } from '../../formats/train-script/larger.ts'
import { trainScript, type TrainScript } from '../../formats/train-script/train-script.ts'
import { summaryOf, type Layer } from '../../gan/networks/layer.ts'
import { PAIRS } from '../../gan/networks/pairs.ts'
import type { Run } from '../train/run.ts'

export type ScriptedRun = Pick<Run, 'config' | 'dataset' | 'game' | 'step' | 'story'>

/** @throws GanvasError `export-unsupported` where a layer has no words in PyTorch, or the run has no script at all */
export function scriptOf({ config, dataset, game, step, story }: ScriptedRun): TrainScript {
  const limit = limitOf('pytorch', config)
  if (limit !== null) throw new GanvasError('export-unsupported', limit.sentence, limit.nextStep)
  return trainScript({
    config,
    story,
    step,
    label: dataset.summary.label,
    item: dataset.item,
    classes: game.classes,
    listed: isListed(dataset),
    larger: largerPairs(config, dataset, game.classes),
    networks: { generator: game.generator.layers, discriminator: game.discriminator.layers },
  })
}

/** The networks that these settings build for larger pictures; none where their first weights are no plain draws. */
function largerPairs(config: RunConfig, { item }: Dataset, classes: number): LargerPair[] {
  if (item.kind !== 'picture') return []
  return DATASET_SETTINGS.size.values
    .filter((side) => side > item.size)
    .flatMap((side) => {
      const shape = shapeOf({ ...item, size: side })
      const pair = PAIRS[config.model](config, shape, classes, 'tanh')
      const [generator, discriminator] = [largerNetwork(pair.generator), largerNetwork(pair.discriminator)]
      return generator === null || discriminator === null ? [] : [{ side, generator, discriminator }]
    })
}

function largerNetwork(layers: readonly Layer[]): LargerNetwork | null {
  const spreads = layers.flatMap(({ parameters }) => parameters.map(({ initial }) => initial.spread))
  const known = spreads.filter((spread) => spread !== undefined)
  // Random waves are drawn from many spreads at once.
  const fixed = layers.some(({ op }) => op.type === 'fourier')
  return known.length < spreads.length || fixed ? null : { layers: layers.map(summaryOf), spreads: known }
}

/** The same; null where it has no words: a run is saved all the same. */
export function scriptOrNone(run: ScriptedRun): TrainScript | null {
  try {
    return scriptOf(run)
  } catch (thrown) {
    if (toFailure(thrown).code === 'export-unsupported') return null
    throw thrown
  }
}
