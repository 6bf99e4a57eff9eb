/**
 * Chooses between the plans of a kernel by measuring them on this device, once per shape. Nothing is measured while a
 * kernel is asked for: what was asked for is remembered, and measured when there is time. A plan that claims something is not
 * even tried before the claim was proved on this device. Must not know any kernel.
 */
import type { PlanCache, Verdicts } from './plan-cache.ts'
import { NoAnswer, type Stopwatch } from './stopwatch.ts'

/** One way to do a piece of work, as plain data. */
export type Plan = Readonly<Record<string, number | string>>

/** What must be proved on a device before a plan is tried there: that it computes what another does. */
export interface Claim {
  /** The same name, the same claim. */
  readonly name: string
  /** Null where it holds, else why not, for people. */
  readonly check: () => Promise<string | null>
}

/** A kernel for one shape. */
export interface Piece<P extends Plan> {
  /** Kernel, shape and all else that a plan depends on. */
  readonly key: string
  /** The sensible one first. */
  readonly plans: readonly P[]
  /** Does the work on memory of its own, or a part of it; says how large a part. */
  readonly trial: (plan: P) => number
  /** What a plan claims; null, or left out: nothing that must be proved. */
  readonly claim?: (plan: P) => Claim | null
}

/** Times each plan is tried; the best counts, as anything else may have been in the way. */
const ROUNDS = 3

/** Another plan than the sensible one must be better by this factor: the clock is not exact. */
const WORTH = 0.95

/** Measurements as long as which a proof may take: it compiles, runs and reads back some dozen kernels. */
const PROOF = 5

type Wish = Piece<Plan>

/** Has the device compile what `work` asks for; it is run without the device. */
type Compile = (work: () => void) => Promise<void>

export class Tuner {
  /** For tests: the plan for a key, instead of any measured one; null leaves the choice to the tuner. */
  forced: ((key: string, plans: readonly Plan[]) => Plan | null) | null = null
  private readonly chosen = new Map<string, string>()
  /** By claim, '' where it holds. */
  private readonly proved = new Map<string, string>()
  private recalling: Promise<void> | null = null
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
    const found = plans.find((plan) => nameOf(plan) === known) ?? sensible
    return this.holds(piece, found) ? found : sensible
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

  /** What was proved, for the curious: by claim, '' where it holds, else why not. What is not here was not tried. */
  verdicts(): Verdicts {
    return Object.fromEntries(this.proved)
  }

  /** Takes over what was measured and proved on earlier visits. */
  async recall(): Promise<void> {
    if (this.measures) await (this.recalling ??= this.load())
  }

  private async load(): Promise<void> {
    const { choices, verdicts } = await this.shelf.load()
    for (const [key, plan] of Object.entries(choices)) this.chosen.set(key, plan)
    for (const [name, verdict] of Object.entries(verdicts)) this.proved.set(name, verdict)
  }

  private holds<P extends Plan>({ claim }: Piece<P>, plan: P): boolean {
    const claimed = claim?.(plan) ?? null
    return claimed === null || this.proved.get(claimed.name) === ''
  }

  /** Proves what the plans claim, as far as nobody tried before. @throws NoAnswer */
  private async prove({ plans, claim }: Wish): Promise<void> {
    for (const plan of plans) {
      const claimed = claim?.(plan) ?? null
      if (claimed === null || this.proved.has(claimed.name)) continue
      // Should the device not survive it, the claim does not hold.
      this.proved.set(claimed.name, 'The device did not answer.')
      const why = await this.watch.within(claimed.check(), PROOF)
      this.proved.set(claimed.name, why ?? '')
    }
  }

  private async measure(wishes: readonly Wish[], budget: number, compile: Compile): Promise<void> {
    if (wishes.length === 0) return
    const end = performance.now() + budget
    try {
      for (const wish of wishes) {
        if (performance.now() > end) break
        await this.prove(wish)
        await compile(() =>
          wish.plans.filter((plan) => this.holds(wish, plan)).forEach((plan) => void wish.trial(plan)),
        )
        // What was begun is worth ending, but not at any price.
        const best = await this.bestOf(wish, end + budget)
        if (best !== null) this.chosen.set(wish.key, nameOf(best))
      }
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) throw thrown
      this.silent = true
    }
    await this.shelf.save({ choices: this.choices(), verdicts: this.verdicts() })
  }

  /** Null when the time was over before every plan had its turn. */
  private async bestOf(wish: Wish, until: number): Promise<Plan | null> {
    const { trial } = wish
    const plans = wish.plans.filter((plan) => this.holds(wish, plan))
    const [only, another] = plans
    if (only !== undefined && another === undefined) return only
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
