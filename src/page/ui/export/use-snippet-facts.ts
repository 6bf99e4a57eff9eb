/** What a snippet must know of the run. */
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { psiOf } from '../../../common/config/truncation.ts'
import { givenFacts } from '../../../common/restore/source-words.ts'
import { pandasOptions } from '../../../common/tables/pandas-options.ts'
import type { TableEncoding } from '../../../common/tables/table-encoding.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import type { SnippetFacts } from './snippets.ts'

const selectPort = (state: PageState) => kindEntry(itemKindOf(runData(state))).port
const selectConfig = ({ sides }: PageState) => sides.run.config
const selectNetworks = ({ sides }: PageState) => sides.run.networks
const selectPairs = ({ dataset }: PageState) => dataset?.pairs
const NONE: readonly string[] = []
const selectClasses = ({ dataset }: PageState): readonly string[] => dataset?.classes ?? NONE

const selectEncoding = ({ dataset }: PageState): TableEncoding | null =>
  dataset?.item.kind === 'row' ? dataset.item.encoding : null

export function useSnippetFacts(file: string, network: SnippetFacts['network']): SnippetFacts {
  const port = useGanvas(selectPort)
  const config = useGanvas(selectConfig)
  const networks = useGanvas(selectNetworks)
  const names = useGanvas(selectClasses)
  const encoding = useGanvas(selectEncoding)
  const pairs = useGanvas(selectPairs)
  const shape = networks?.generator.layers.at(-1)?.outputShape ?? []
  const given = givenFacts(config, shape, { classes: names, pairs })
  return {
    file,
    network,
    latent: networks?.latent ?? config.latent,
    prior: config.prior,
    truncation: psiOf(config),
    classes: config.conditional === 'none' ? 0 : names.length,
    port,
    ...(encoding === null ? {} : { pandas: pandasOptions(encoding) }),
    ...(given === null ? {} : { given }),
    shape,
  }
}
