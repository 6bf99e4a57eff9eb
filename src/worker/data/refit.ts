/**
 * Brings own images to another size or colour when only their prepared bytes are left (their files stay with a worker
 * that is gone). Making them larger adds no detail: open the files again for that.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import { imageSet } from './image-set.ts'
import { toGray, toRgb } from './pixels/colour.ts'
import { resizeMany } from './pixels/many.ts'
import type { Dataset } from './prepared.ts'

/** The dataset at `config.size` and in `config.channels`; itself when it is so already, or holds points. */
export async function refit(dataset: Dataset, config: RunConfig): Promise<Dataset> {
  if (dataset.kind === 'points') return dataset
  const channels = config.channels === 'gray' ? 1 : config.channels === 'rgb' ? 3 : dataset.channels
  if (dataset.size === config.size && dataset.channels === channels) return dataset
  const resized = resizeMany(dataset.pixels, dataset.count, dataset.channels, dataset.size, config.size)
  const pixels = channels === dataset.channels ? resized : channels === 1 ? toGray(resized) : toRgb(resized)
  return imageSet({ ...dataset.summary, size: config.size, channels }, pixels, dataset.labels)
}
