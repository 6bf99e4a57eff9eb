/**
 * What a run needs, and what it would need with pictures of other sides where a person may choose: by arithmetic and the study.
 * Layers are laid out for that, no network is built.
 */
import { datasetEntry } from '../../../common/catalog/datasets.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { passesOver, shapeOf } from '../../../common/items/kinds.ts'
import type { ItemSpec, PictureItem } from '../../../common/items/item-spec.ts'
import type { Need, SideNeed, WarmNeed } from '../../../common/need/need.ts'
import { recognisableAfter, stepsFor } from '../../../common/need/recognisable.ts'
import type { LayerChain } from '../../../common/networks/layer-op.ts'
import { forwardFlops, stepFlops, warmStepFlops } from '../../../common/networks/step-flops.ts'
import { summarise } from '../../gan/networks/network.ts'
import { PAIRS } from '../../gan/networks/pairs.ts'
import type { Run } from '../train/run.ts'

/** Sides that are told beside the run's own. */
const SIDES = [32, 48, 64, 96, 128]
const GIGA = 1e9

export function needOf({
  config,
  dataset,
  game,
}: Pick<Run, 'config' | 'dataset' | 'game'>): Omit<Need, 'rate'> {
  const pictures = recognisableAfter(dataset.item, config)
  const cost = costOf(config, game.generator.layers, game.discriminator.layers)
  return {
    gflopPerStep: cost.gflopPerStep,
    recognisable: pictures === null ? null : { pictures, ...stepsOf(pictures, config, cost.warm) },
    ...passesOf(dataset.item, config),
    warm: cost.warm,
    sides: sidesOf(config, dataset.item, game.classes),
  }
}

/** Training items, as often as such networks are usually given. */
function passesOf(item: ItemSpec, { batch }: RunConfig): Pick<Need, 'passes'> {
  const usual = passesOver(item)
  if (usual === null) return {}
  const { passes, items } = usual
  return { passes: { passes, steps: passes * Math.max(1, Math.ceil(items / batch)) } }
}

function sidesOf(config: RunConfig, item: ItemSpec, classes: number): SideNeed[] {
  if (item.kind !== 'picture' || datasetEntry(config.dataset).origin !== 'own') return []
  return SIDES.flatMap((size) => sideNeed({ ...config, size }, { ...item, size }, classes))
}

/** None where the study has no figure, or the networks know no such side. */
function sideNeed(config: RunConfig, item: PictureItem, classes: number): SideNeed[] {
  const pictures = recognisableAfter(item, config)
  if (pictures === null) return []
  const { generator, discriminator } = PAIRS[config.model](config, shapeOf(item), classes)
  const { gflopPerStep, warm } = costOf(config, summarise(generator).layers, summarise(discriminator).layers)
  return [{ side: item.size, ...stepsOf(pictures, config, warm), gflopPerStep }]
}

/** Those of the game by the study, and those of the warm start before them. */
function stepsOf(pictures: number, config: RunConfig, { steps, share }: WarmNeed) {
  const game = stepsFor(pictures, config)
  return { steps: steps + game, effort: steps * share + game }
}

function costOf(config: RunConfig, generator: LayerChain, discriminator: LayerChain) {
  const forward = forwardFlops({ generator, discriminator })
  const game = stepFlops(forward, config)
  const warm: WarmNeed = { steps: config.warmStart, share: warmStepFlops(forward, config) / game }
  return { gflopPerStep: game / GIGA, warm }
}
