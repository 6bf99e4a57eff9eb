/** Who decided how large pictures become: the person, in this session or by a link, or nobody yet. Then their own files may. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { defaultsFor } from '../../../common/config/defaults.ts'
import { applyChange } from '../../../common/config/difference.ts'
import type { DataCard } from '../../../common/items/data-card.ts'
import type { Dataset } from '../../data/dataset.ts'

export class SideChoice {
  private chosen: boolean

  /** @param card of data that were prepared before: a side that is their own was nobody's choice */
  constructor(config: RunConfig, card: DataCard | undefined) {
    const sizes = card?.sizes ?? null
    const own = sizes !== null && sizes.alike && sizes.largest.width === config.size
    this.chosen = config.dataset === 'own' && config.size !== defaultsFor('own').size && !own
  }

  /** The person changed settings. */
  configured(before: RunConfig, change: Partial<RunConfig>): void {
    if (change.dataset !== undefined && change.dataset !== before.dataset) this.chosen = false
    if (change.size !== undefined) this.chosen = true
  }

  /** The config that own files are read with, and whether their side may be their own. */
  forOwn(config: RunConfig): { readonly config: RunConfig; readonly freeSide: boolean } {
    const own = applyChange(config, { dataset: 'own' })
    const freeSide = config.dataset !== 'own' || !this.chosen
    return { config: freeSide ? { ...own, size: defaultsFor('own').size } : own, freeSide }
  }
}

/** The config with the side that the pictures were prepared at. */
export function atSideOf(config: RunConfig, { item }: Dataset): RunConfig {
  return item.kind === 'picture' ? { ...config, size: item.size } : config
}
