/** Which task a run plays, and what follows from it for its settings. Pure. */
import type { TaskId } from '../catalog/tasks.ts'
import type { ItemShape } from '../items/item-shape.ts'
import { sourceDefaults, sourceShape } from '../restore/restore-config.ts'
import type { RunConfig } from './run-config.ts'

export function taskOf({ task, conditional }: Pick<RunConfig, 'task' | 'conditional'>): TaskId {
  if (task !== 'imagine') return task
  return conditional === 'none' ? 'imagine' : 'by-class'
}

/** Whether a run makes pictures from pictures, and so has no latent. */
export function isFromPictures({ task }: Pick<RunConfig, 'task'>): boolean {
  return task !== 'imagine'
}

/**
 * Numbers of a latent: a picture made from a picture has none, whatever the setting says, which waits for the day noise is asked for
 * again.
 */
export function latentOf({ task, latent }: Pick<RunConfig, 'task' | 'latent'>): number {
  return task === 'imagine' ? latent : 0
}

/** Numbers of what a person holds under the hand: a latent, or where there is none a source. @param item an item’s shape */
export function handNumbers(config: RunConfig, item: ItemShape): number {
  return givenShape(config, item)?.reduce((product, length) => product * length, 1) ?? config.latent
}

/** Shape of what a picture is made from; null where it is made from noise. @param item an item’s shape */
export function givenShape(
  { task, source }: Pick<RunConfig, 'task' | 'source'>,
  item: ItemShape,
): readonly number[] | null {
  switch (task) {
    case 'imagine':
      return null
    case 'restore':
      return sourceShape(source, item)
    case 'translate':
      return item
  }
}

/** What decides how such a run begins. */
type Tasked = Pick<RunConfig, 'task' | 'source' | 'size'>

/** What a run begins with that makes pictures from pictures; of others nothing. Follows from the task as γ does from the penalty. */
export function taskDefaults({ task, source, size }: Tasked): Partial<RunConfig> {
  switch (task) {
    case 'imagine':
      return {}
    case 'restore':
      return { ...RESTORING, width: widthForSteps(size), ...sourceDefaults(source) }
    case 'translate':
      return { ...TRANSLATING, width: widthForSteps(size) }
  }
}

/** What a run is about, as a change for other pictures: nothing where it imagines, which every run does unless told. */
export function taskKept(config: RunConfig): Partial<RunConfig> {
  // Which classes are translated is a matter of the pictures: others have others. And others have no partners.
  if (config.task !== 'restore' || config.source === 'pairs') return {}
  const { task, source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel } = config
  return { task, source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel }
}

/** Channels at a picture’s own side for steps that are fun to watch on two cores. @param size side in pixels */
export function widthForSteps(size: number): number {
  if (size <= 40) return 16
  return size <= 64 ? 12 : 8
}

/**
 * Five times the rates of Isola et al. 2017, for minutes in place of 200 epochs (docs/restore.md); R1 keeps a discriminator tame that is
 * told the source and so sees at once what is off.
 */
const RESTORING = {
  model: 'unet',
  // Neither knows the other, and whoever changes from the one to the other has not to know it either.
  conditional: 'none',
  transfer: 'none',
  diversity: 'none',
  unroll: 0,
  batch: 16,
  gNorm: 'none',
  gLr: 1e-3,
  dLr: 1e-3,
  beta1: 0.5,
  ema: 0.999,
  penalty: 'r1',
  gamma: 0.1,
  warmStart: 300,
  warmRate: 1e-3,
} as const satisfies Partial<RunConfig>

/**
 * For minutes, not for 200 epochs: CycleGAN's rates and its least squares leave small networks where they begin, at the picture itself,
 * and its weights of 10 and 5 hold them there (docs/restore.md). R1 keeps discriminators tame that have no norm.
 */
const TRANSLATING = {
  model: 'translator',
  conditional: 'none',
  transfer: 'none',
  diversity: 'none',
  unroll: 0,
  batch: 16,
  gNorm: 'none',
  dNorm: 'none',
  loss: 'non-saturating',
  gLr: 5e-4,
  dLr: 1e-3,
  beta1: 0.5,
  ema: 0.999,
  penalty: 'r1',
  gamma: 0.1,
  warmStart: 0,
} as const satisfies Partial<RunConfig>
