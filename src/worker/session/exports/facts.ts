/** What a user of an exported network must know, as words beside its weights. Pure. */
import { psiOf } from '../../../common/config/truncation.ts'
import { kindEntry, shapeOf } from '../../../common/items/kinds.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'

/**
 * Keys are the contract's: range of an item's numbers, prior and truncation of a latent (multiply z by it), classes in the order
 * of their labels, step, settings.
 */
export function modelFacts({ config, dataset, game, step }: Shown): Record<string, string> {
  const { item, summary } = dataset
  return {
    program: 'Ganvas',
    item: kindEntry(item.kind).one,
    shape: JSON.stringify(shapeOf(item)),
    range: kindOf(dataset).output === 'tanh' ? '[-1, 1]' : 'unbounded',
    latent: String(game.latent),
    prior: config.prior,
    truncation: String(psiOf(config)),
    classes: JSON.stringify(game.classes === 0 ? [] : summary.classes),
    dataset: summary.label,
    step: String(step),
    seed: String(config.seed),
    averaged: String(config.ema > 0),
    settings: JSON.stringify(config),
  }
}
