/** The last observations of a run. Looks come by the clock, not by the step, so every question is asked in steps. */
import type { Observation } from './observation.ts'

/** Steps that are kept. */
const KEPT_STEPS = 1500
/** Looks that are kept at least, however far apart they are; and at most, however close. */
const LEAST_LOOKS = 12
const MOST_LOOKS = 400

export class History {
  private readonly looks: Observation[] = []

  get length(): number {
    return this.looks.length
  }

  /** Adds a look; steps must rise. */
  add(observation: Observation): void {
    const { step } = observation
    this.looks.push(observation)
    const surplus = this.looks.findIndex((look) => look.step >= step - KEPT_STEPS)
    const removable = Math.max(0, this.looks.length - LEAST_LOOKS)
    this.looks.splice(0, Math.max(Math.min(surplus, removable), this.looks.length - MOST_LOOKS))
  }

  all(): readonly Observation[] {
    return this.looks
  }

  /** The looks of the last `steps` steps, and at least the last `least` looks where there are that many. */
  recent(steps: number, least = 3): readonly Observation[] {
    const last = this.looks.at(-1)
    if (last === undefined) return []
    const first = this.looks.findIndex((look) => look.step > last.step - steps)
    return this.looks.slice(Math.max(0, Math.min(first, this.looks.length - least)))
  }
}

/** Mean of a figure over looks; NaN over none. */
function meanOf(looks: readonly Observation[], pick: (look: Observation) => number): number {
  return looks.reduce((total, look) => total + pick(look), 0) / looks.length
}

/** Mean of a figure over the later half of the looks, over that of the earlier half; 1 when there is no earlier one. */
export function riseOf(looks: readonly Observation[], pick: (look: Observation) => number): number {
  const half = looks.length >> 1
  const earlier = meanOf(looks.slice(0, half), pick)
  return earlier > 0 ? meanOf(looks.slice(half), pick) / earlier : 1
}

/**
 * How far the fakes move from bin to bin: mean total variation ½Σ|p − p′| between looks at least `lag` steps apart, [0, 1].
 * Sampling alone gives about √(K/(π n)): .2 for 256 samples in 32 bins. 0 when no two looks are that far apart.
 */
export function movementOf(looks: readonly Observation[], lag: number): number {
  let total = 0
  let pairs = 0
  let earlier = 0
  for (const look of looks) {
    while (stepAt(looks, earlier + 1) <= look.step - lag) earlier++
    const before = looks[earlier]
    if (before === undefined || before.step > look.step - lag) continue
    total += totalVariation(before.shares, look.shares)
    pairs++
  }
  return pairs === 0 ? 0 : total / pairs
}

function stepAt(looks: readonly Observation[], index: number): number {
  return looks[index]?.step ?? Infinity
}

function totalVariation(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < p.length; i++) total += Math.abs((p[i] ?? 0) - (q[i] ?? 0))
  return total / 2
}
