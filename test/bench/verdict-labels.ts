/** What a run truly was at a step, from the known modes over the last 300 steps. The verdict's thresholds are set on it. */
import type { RecordedRun } from './verdict-judge.ts'

export type TruthLabel =
  | 'covering'
  | 'in between'
  | 'clump stays'
  | 'clump moves'
  | 'not there yet'
  | 'seen through'
  | 'fooled'
  | 'gone'

const WINDOW = 300
const LAG = 100

/** Effective share of the modes: below, most of the variety is gone; above, it is there. 5 of 8 modes are .625. */
const NARROW = 0.6
const WIDE = 0.8
/** Movement of the true modes' shares between looks 100 steps apart. */
const MOVES = 0.45
/** Hardly a fake on a mode: with a discriminator far ahead, or fooled. */
const POOR = 0.16
/** Fakes that are on no mode, however evenly they lie around them. */
const NEAR = 0.1

export function labelAt(looks: RecordedRun['looks']): TruthLabel {
  const last = looks.at(-1)
  if (last === undefined) return 'gone'
  const recent = looks.filter((look) => look.observation.step > last.observation.step - WINDOW)
  const mean = (pick: (look: RecordedRun['looks'][number]) => number) =>
    recent.reduce((total, look) => total + pick(look), 0) / recent.length
  if (!last.observation.finite || mean(({ truth }) => truth.spread) > 8) return 'gone'
  const kept = mean(({ truth }) => truth.kept)
  const good = mean(({ truth }) => truth.highQuality)
  const gap = mean(({ observation }) => observation.realScore - observation.fakeScore)
  const logistic = !['wasserstein', 'hinge', 'least-squares'].includes(last.observation.loss)
  if (kept < NARROW && good >= POOR) return movement(recent) >= MOVES ? 'clump moves' : 'clump stays'
  if (logistic && good < POOR && gap > 0.5) return 'seen through'
  if (logistic && good < POOR && gap < -0.04) return 'fooled'
  if (kept < NARROW) return movement(recent) >= MOVES ? 'clump moves' : 'clump stays'
  if (good < NEAR) return 'not there yet'
  return kept >= WIDE ? 'covering' : 'in between'
}

function movement(looks: RecordedRun['looks']): number {
  const pairs = looks.flatMap((look) => {
    const before = looks.findLast(({ observation }) => observation.step <= look.observation.step - LAG)
    return before === undefined ? [] : [distance(before.truth.shares, look.truth.shares)]
  })
  return pairs.reduce((total, value) => total + value, 0) / Math.max(1, pairs.length)
}

function distance(p: readonly number[], q: readonly number[]): number {
  return p.reduce((total, share, i) => total + Math.abs(share - (q[i] ?? 0)), 0) / 2
}
