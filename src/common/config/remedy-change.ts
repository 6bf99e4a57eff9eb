/** What a remedy of the catalogue would change in a config. Pure; proposes, changes nothing. */
import type { Remedy } from '../catalog/remedies.ts'
import { SETTINGS } from '../catalog/settings/all.ts'
import { checkChange, conflictsIn, isSettingKey } from './check.ts'
import { applyChange, effectOf } from './difference.ts'
import { itemKindOf, type DataInUse } from './item-kind.ts'
import type { RunConfig } from './run-config.ts'

export interface Proposal {
  change: Partial<RunConfig>
  /** True where both networks are built anew and training starts over. */
  rebuilds: boolean
  /** True where the discriminator alone is built anew: the generator keeps what it learnt. */
  freshDiscriminator: boolean
}

/**
 * The change, or null where it is not on offer, does not fit the config and the data, or is in force already.
 * @param dataset the data that are there; null before there are any
 */
export function proposalOf(remedy: Remedy, config: RunConfig, dataset: DataInUse): Proposal | null {
  if (remedy.task !== undefined && remedy.task !== config.task) return null
  const ofKind = remedy.on?.[itemKindOf({ config, dataset })]
  const wanted = { ...remedy.set, ...ofKind, ...scaled(remedy.scale ?? {}, config) }
  const { change, complaints } = checkChange(wanted)
  if (complaints.length > 0) return null
  const next = applyChange(config, change)
  const effect = effectOf(config, next)
  if (effect === 'none' || conflictsIn(next, dataset).length > 0) return null
  const freshDiscriminator = effect === 'discriminator'
  return { change, rebuilds: effect !== 'live' && !freshDiscriminator, freshDiscriminator }
}

/** Values multiplied, kept within their setting's range and to three digits. */
function scaled(scale: Readonly<Record<string, number>>, config: RunConfig): Record<string, number> {
  const entries = Object.entries(scale).flatMap(([key, factor]) => {
    if (!isSettingKey(key)) return []
    const setting = SETTINGS[key]
    const value = config[key]
    if (setting.type !== 'number' || typeof value !== 'number') return []
    const product = Math.min(setting.max, Math.max(setting.min, value * factor))
    return [[key, Number(product.toPrecision(3))] as const]
  })
  return Object.fromEntries(entries)
}
