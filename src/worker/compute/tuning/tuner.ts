/**
 * Chooses between the plans of a kernel by measuring them on this device, once per shape. Nothing is measured while a
 * kernel is asked for: what was asked for is remembered, and measured when there is time. Must not know any kernel.
 */
import type { PlanCache } from './plan-cache.ts'
import { NoAnswer, type Stopwatch } from './stopwatch.ts'

/** One way to do a piece of work, as plain data. */
export type Plan = Readonly<Record<string, number | string>>

/** A kernel for one shape. */
export interface Piece<P extends Plan> {
  /** Kernel, shape and all else that a plan depends on. */
  readonly key: string
  /** The sensible one first. */
  readonly plans: readonly P[]
  /** Does the work on memory of its own, or a part of it; says how large a part. */
  readonly trial: (plan: P) => number
}

/** Times each plan is tried; the best counts, as anything else may have been in the way. */
const ROUNDS = 3

/** Another plan than the sensible one must be better by this factor: the clock is not exact. */
const WORTH = 0.95

type Wish = Piece<Plan>

/** Has the device compile what `work` asks for; it is run without the device. */
type Compile = (work: () => void) => Promise<void>

export class Tuner {
  /** For tests: the plan for a key, instead of any measured one; null leaves the choice to the tuner. */
  forced: ((key: string, plans: readonly Plan[]) => Plan | null) | null = null
  private readonly chosen = new Map<string, string>()
  private wishes: Map<string, Wish> | null = null
  /** The device did not answer once: it is not asked again. */
  private silent = false

  constructor(
    private readonly watch: Stopwatch,
    private readonly shelf: PlanCache,
    /** Milliseconds that measuring may take at a time; what is left over waits for the next. None: nothing is measured. */
    private readonly budget: number,
  ) {}

  /** Whether anything is ever measured. */
  get measures(): boolean {
    return this.budget > 0 && !this.silent
  }

  /** The best plan that is known for a piece of work. */
  pick<P extends Plan>(piece: Piece<P>): P {
    const { key, plans } = piece
    const [sensible] = plans
    if (sensible === undefined) throw new Error(`There is no plan for ${key}.`)
    const forced = this.forced?.(key, plans)
    if (forced !== undefined && forced !== null) return forced as P
    const known = this.chosen.get(key)
    if (known === undefined && plans.length > 1) this.wishes?.set(key, piece as unknown as Wish)
    return plans.find((plan) => nameOf(plan) === known) ?? sensible
  }

  /**
   * Runs `ask`, which computes nothing but asks for kernels, and measures those that never were. Ends in any case: when its
   * time is over, or when the device does not answer.
   * @param share of the time that measuring may take
   * @param compile has the device compile what trials will ask for
   * @returns whether anything was measured
   */
  async tune(ask: () => void, share = 1, compile: Compile = () => Promise.resolve()): Promise<boolean> {
    if (!this.measures) return false
    await this.recall()
    const wishes = (this.wishes = new Map<string, Wish>())
    try {
      ask()
    } finally {
      this.wishes = null
      await this.measure([...wishes.values()], share * this.budget, compile)
    }
    return wishes.size > 0
  }

  /** What was measured, for the curious: plans by key. */
  choices(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.chosen)
  }

  /** Takes over what was measured on earlier visits. */
  async recall(): Promise<void> {
    if (!this.measures || this.chosen.size > 0) return
    for (const [key, plan] of Object.entries(await this.shelf.load())) this.chosen.set(key, plan)
  }

  private async measure(wishes: readonly Wish[], budget: number, compile: Compile): Promise<void> {
    if (wishes.length === 0) return
    const end = performance.now() + budget
    try {
      for (const wish of wishes) {
        if (performance.now() > end) break
        await compile(() => wish.plans.forEach((plan) => void wish.trial(plan)))
        // What was begun is worth ending, but not at any price.
        const best = await this.bestOf(wish, end + budget)
        if (best !== null) this.chosen.set(wish.key, nameOf(best))
      }
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) throw thrown
      this.silent = true
    }
    await this.shelf.save(this.choices())
  }

  /** Null when the time was over before every plan had its turn. */
  private async bestOf({ plans, trial }: Wish, until: number): Promise<Plan | null> {
    const times = plans.map(() => Infinity)
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [i, plan] of plans.entries()) {
        if (performance.now() > until) {
          if (round > 1) break
          return null
        }
        const time = await this.watch.time(() => trial(plan))
        if (round > 0) times[i] = Math.min(times[i] ?? Infinity, time)
      }
    }
    const [sensible = Infinity] = times
    const best = times.indexOf(Math.min(...times))
    const plan = plans[(times[best] ?? Infinity) < WORTH * sensible ? best : 0]
    if (plan === undefined) throw new Error('There are no plans.')
    return plan
  }
}

function nameOf(plan: Plan): string {
  return JSON.stringify(plan)
}

const tuners = new WeakMap<object, Tuner>()

export function giveTuner(backend: object, tuner: Tuner): void {
  tuners.set(backend, tuner)
}

/** Null where a back end was opened without one. */
export function tunerOf(backend: object): Tuner | null {
  return tuners.get(backend) ?? null
}
