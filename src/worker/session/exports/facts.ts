/** What a user of an exported network must know, as words beside its weights. Pure. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { psiOf } from '../../../common/config/truncation.ts'
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import { kindEntry, shapeOf } from '../../../common/items/kinds.ts'
import { givenFacts, type NamesOfData, waysOf } from '../../../common/restore/source-words.ts'
import { partNames, spansOf } from '../../../common/tables/encoding-spans.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'

/**
 * Keys are the contract's: range of an item's numbers, prior and truncation of a latent (multiply z by it), classes in the order
 * of their labels, step, settings; of a picture that is made from one, how that is made.
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
    ...sourceFacts(config, item, summary),
    ...tableFacts(item),
    dataset: summary.label,
    step: String(step),
    seed: String(config.seed),
    averaged: String(config.ema > 0),
    settings: JSON.stringify(config),
  }
}

/** What a picture is made from: shape, how it is made, and the classes of both ways; nothing where it is made from noise. */
function sourceFacts(config: RunConfig, item: ItemSpec, data: NamesOfData): Record<string, string> {
  const given = givenFacts(config, shapeOf(item), data)
  if (given === null) return {}
  return {
    task: config.task,
    source: given.words,
    sourceShape: JSON.stringify(given.shape),
    ...(given.ways ? { directions: JSON.stringify(waysOf(config, data.classes)) } : {}),
  }
}

/** How a row's numbers are read, and what a condition chooses among, in order; nothing of other items. */
function tableFacts(item: ItemSpec): Record<string, string> {
  if (item.kind !== 'row') return {}
  const { encoding } = item
  const choices = spansOf(encoding).flatMap((span) => {
    const column = encoding.columns[span.column]
    if (span.is !== 'choice' || span.of !== 'labels' || column === undefined) return []
    return partNames(column).map((label) => [column.name, label])
  })
  return { encoding: JSON.stringify(encoding), choices: JSON.stringify(choices) }
}
