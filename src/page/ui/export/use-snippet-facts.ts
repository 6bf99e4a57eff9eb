/** What a snippet must know of the run. */
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { psiOf } from '../../../common/config/truncation.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import type { SnippetFacts } from './snippets.ts'

const selectPort = (state: PageState) => kindEntry(itemKindOf(runData(state))).port
const selectConfig = ({ sides }: PageState) => sides.run.config
const selectNetworks = ({ sides }: PageState) => sides.run.networks
const selectClasses = ({ dataset }: PageState): number => dataset?.classes.length ?? 0

/** What parts the cells of a table's file. */
const selectSeparator = ({ dataset }: PageState): string | undefined =>
  dataset?.item.kind === 'row' ? dataset.item.encoding.format.separator : undefined

export function useSnippetFacts(file: string, network: SnippetFacts['network']): SnippetFacts {
  const port = useGanvas(selectPort)
  const config = useGanvas(selectConfig)
  const networks = useGanvas(selectNetworks)
  const classes = useGanvas(selectClasses)
  const separator = useGanvas(selectSeparator)
  return {
    file,
    network,
    latent: networks?.latent ?? config.latent,
    prior: config.prior,
    truncation: psiOf(config),
    classes: config.conditional === 'none' ? 0 : classes,
    port,
    ...(separator === undefined ? {} : { separator }),
    shape: networks?.generator.layers.at(-1)?.outputShape ?? [],
  }
}
