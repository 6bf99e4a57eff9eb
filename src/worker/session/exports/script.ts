/** A run as its PyTorch script is written for: its settings, how they came about, its layers and its data. */
import { toFailure } from '../../../common/failure.ts'
import { isListed } from '../../data/dataset.ts'
import { trainScript, type TrainScript } from '../../formats/train-script/train-script.ts'
import type { Run } from '../train/run.ts'

export type ScriptedRun = Pick<Run, 'config' | 'dataset' | 'game' | 'step' | 'story'>

/** @throws GanvasError `export-unsupported` where a layer has no words in PyTorch */
export function scriptOf({ config, dataset, game, step, story }: ScriptedRun): TrainScript {
  return trainScript({
    config,
    story,
    step,
    label: dataset.summary.label,
    item: dataset.item,
    classes: game.classes,
    listed: isListed(dataset),
    networks: { generator: game.generator.layers, discriminator: game.discriminator.layers },
  })
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
