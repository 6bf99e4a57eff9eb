/**
 * What the PyTorch script of a run cannot do, in a sentence each: they stand in its first lines, and on the page before it is
 * saved. Pure.
 */
import type { RunConfig } from '../config/run-config.ts'
import type { KindId } from '../items/item-spec.ts'

export interface ScriptSubject {
  readonly config: Pick<RunConfig, 'batch' | 'diversity' | 'model' | 'pack' | 'warmStart'>
  readonly kind: KindId
  /** Whether all that was changed on the way is made again from step 0 on; null: not known yet. */
  readonly replayed: boolean | null
}

/** In the order of their weight; there is always one: no two programs round alike. */
export function scriptLimits({ config, kind, replayed }: ScriptSubject): string[] {
  const { batch, diversity, model, pack, warmStart } = config
  const sharers = diversity === 'packing' ? Math.floor(batch / pack) : batch
  return [
    replayed === true ? null : REPLAYS[String(replayed)],
    kind === 'picture' && warmStart > 0
      ? '--data leaves the warm start out: its codes belong to the pictures of this run.'
      : null,
    kind === 'picture' && model === 'fourier'
      ? '--size takes the run’s own side alone: the waves of this discriminator are drawn for it.'
      : null,
    sharers < 8 ? `A batch of ${batch} can be shared by ${sharers} processes at most.` : null,
    'It measures losses, scores and gradient norms; modes, distances and verdicts come back with the run, on the page.',
    'Each step agrees with the page’s to 1e-4; rounding adds up, so that after hundreds two runs are two of a kind, not one.',
  ].filter((limit) => limit !== null && limit !== undefined)
}

const REPLAYS: Readonly<Record<string, string>> = {
  false:
    '--from-start begins with the settings of today: on the way more was changed than numbers, or it was not noted.',
  null: '--from-start makes changes of numbers again at their steps; where more was changed on the way, it begins with the settings of today.',
}
