/** Pictures of a set with what a run restores them from: what is left of them, or the other pictures of their pairs. */
import type { Stream } from '../../../../common/numbers/random.ts'
import type { RestoreConfig } from '../../../../common/restore/restore-config.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import type { Sourced } from '../../../evaluation/restoring/baselines.ts'
import { makeSources } from '../../../probe/restored.ts'

/** Those at `indices`, in this order. @param stream decides what is left to chance, such as where holes are */
export async function sourced(
  { item, list, partners }: Pick<PictureSet, 'item' | 'list' | 'partners'>,
  config: RestoreConfig,
  indices: Uint32Array,
  stream: Stream,
): Promise<Sourced> {
  const { source } = config
  const truth = list.at(indices)
  if (source !== 'pairs') {
    const { size, channels } = item
    return { truth, source: await makeSources(truth, [size, size, channels], { ...config, source }, stream) }
  }
  if (partners === undefined) throw new Error('Pairs are asked of pictures that come alone.')
  return { truth, source: partners.at(indices) }
}
