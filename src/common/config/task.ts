/** Which task a run plays, and what follows from it for its settings. Pure. */
import type { TaskId } from '../catalog/tasks.ts'
import { sourceDefaults } from '../restore/restore-config.ts'
import type { RunConfig } from './run-config.ts'

export function taskOf({ task, conditional }: Pick<RunConfig, 'task' | 'conditional'>): TaskId {
  if (task === 'restore') return 'restore'
  return conditional === 'none' ? 'imagine' : 'by-class'
}

/** Numbers of a latent: a restored picture has none, whatever the setting says, which waits for the day noise is asked for again. */
export function latentOf({ task, latent }: Pick<RunConfig, 'task' | 'latent'>): number {
  return task === 'restore' ? 0 : latent
}

/** What a run that restores begins with; of others nothing. Follows from the task as γ does from the penalty. */
export function taskDefaults({ task, source }: Pick<RunConfig, 'task' | 'source'>): Partial<RunConfig> {
  return task === 'restore' ? { ...RESTORING, ...sourceDefaults(source) } : {}
}

/**
 * Narrow enough for steps of some 50 ms on two cores. Rates of Isola et al. 2017; R1 keeps a discriminator tame that is told the
 * source and so sees at once what is off.
 */
const RESTORING = {
  model: 'unet',
  width: 16,
  batch: 16,
  gNorm: 'none',
  gLr: 2e-4,
  dLr: 2e-4,
  beta1: 0.5,
  ema: 0.999,
  penalty: 'r1',
  gamma: 0.1,
  warmStart: 300,
  warmRate: 1e-3,
} as const satisfies Partial<RunConfig>
