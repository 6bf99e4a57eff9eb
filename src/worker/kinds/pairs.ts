/** The other pictures of a set of pairs, where a run is about them. Must not know tensors. */
import type { RunConfig } from '../../common/config/run-config.ts'
import { GanvasError } from '../../common/failure.ts'
import type { Dataset, Partners } from '../data/dataset.ts'

/**
 * Null for a run that makes nothing of a partner.
 * @throws GanvasError `config-unsupported` where it is to, and items come alone
 */
export function partnersIn(
  { task, source }: Pick<RunConfig, 'task' | 'source'>,
  { partners }: Pick<Dataset, 'partners'>,
): Partners | null {
  if (task !== 'restore' || source !== 'pairs') return null
  if (partners !== undefined) return partners
  throw new GanvasError(
    'config-unsupported',
    'These pictures have no partners to be made from.',
    'Drop two folders of the same names, or choose what else is lost of the pictures.',
  )
}
