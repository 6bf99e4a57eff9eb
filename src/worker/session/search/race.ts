/**
 * A race of candidates by successive halving, one slice of work between two yields: whoever drives it hears messages, draws
 * and rests in between. In each round all train for as long in turn and are looked at together; then the lesser half falls.
 * Keeps to the budget by planning each round from what is left. Knows no session and tells the page nothing.
 */
import type { SearchBudget } from '../../../common/protocol/search.ts'
import { toFailure } from '../../../common/failure.ts'
import { Diverged } from '../train/trainer.ts'
import type { Bench } from './bench.ts'
import type { Contender } from './contender.ts'
import { halved, roundCount, roundsFor, stepsFor } from './halving.ts'
import { fellWords, ranked, wonWords } from './ranking.ts'

/** Looks at each in a round: enough to see a curve bend. */
const LOOKS = 3
/** Looks take at most about this share of a round; then there is one, at its end. */
const LOOKS_SHARE = 0.15

export interface RacePorts {
  /** Makes what all are measured by. */
  prepare(): AsyncGenerator<undefined, Bench>
  /** Milliseconds that a slice may take now. */
  sliceMs(): number
  /** Milliseconds, of any beginning. */
  now(): number
  /** Bytes that networks take of the device; above `mostBytes` those whose turn it is not are parked. */
  bytes(): number
  readonly mostBytes: number
  /** One has come further. */
  told(contender: Contender): void
  /** A round begins, or the race is over. */
  turned(): void
}

export class Race {
  round = 0
  readonly rounds: number
  /** All of the budget, and what is used of it: milliseconds, or steps. */
  readonly total: number
  spent = 0
  /** Whose turn it is. */
  training: Contender | null = null
  winner: Contender | null = null
  private readonly inSteps: boolean
  /** Milliseconds of one look, as the last ones took. */
  private lookMs = 0

  constructor(
    readonly contenders: readonly Contender[],
    readonly budget: SearchBudget,
    private readonly ports: RacePorts,
  ) {
    this.rounds = roundCount(contenders.length)
    this.inSteps = 'steps' in budget
    this.total = 'steps' in budget ? budget.steps : 60_000 * budget.minutes
  }

  /** @throws GanvasError `unjudged` where the data give too little to judge by */
  async *run(): AsyncGenerator<undefined, void> {
    const bench = yield* this.prepared()
    let field: readonly Contender[] = this.contenders
    while (field.length > 1) {
      this.round++
      this.ports.turned()
      yield* this.oneRound(field, bench)
      field = await this.halve(field)
    }
    await this.finish(field[0] ?? null)
  }

  /** Whoever was still in it stands where it is; nobody has won. */
  async stop(): Promise<void> {
    this.training = null
    for (const contender of this.contenders) {
      if (contender.state === 'racing') {
        contender.state = 'stopped'
        contender.reason = `Stopped in round ${this.round} of ${this.rounds}.`
      }
      await this.park(contender)
    }
  }

  private async *prepared(): AsyncGenerator<undefined, Bench> {
    const work = this.ports.prepare()
    for (;;) {
      const start = this.ports.now()
      const slice = await work.next()
      this.worked(start)
      if (slice.done === true) return slice.value
      yield
    }
  }

  /** All train for a part of their time in turn and are looked at, then for the next part: so all are as far at any time. */
  private async *oneRound(field: readonly Contender[], bench: Bench): AsyncGenerator<undefined, void> {
    const plan = this.planFor(field.length)
    const goals = new Map(field.map((contender) => [contender, contender.spent]))
    for (let part = 1; part <= plan.parts; part++) {
      const each = plan.each(part, field.filter(({ sound }) => sound).length)
      for (const contender of field) {
        if (!contender.sound) continue
        this.training = contender
        const goal = (goals.get(contender) ?? 0) + each
        goals.set(contender, goal)
        yield* this.turn(contender, goal)
        await this.look(contender, bench)
        if (this.ports.bytes() > this.ports.mostBytes) await this.park(contender)
        this.order(field)
        this.ports.told(contender)
        yield
      }
    }
    this.training = null
  }

  /** How a round is parted, and what each of those left gets in a part: planned from what is left of the round by then. */
  private planFor(survivors: number): { parts: number; each: (part: number, survivors: number) => number } {
    const [round] = roundsFor(survivors, this.total - this.spent)
    if (round === undefined) return { parts: 0, each: () => 0 }
    if (this.inSteps) {
      const share = stepsFor(round)
      const parts = Math.min(LOOKS, share)
      const until = (part: number): number => Math.round((share * part) / parts)
      return { parts, each: (part) => until(part) - until(part - 1) }
    }
    const end = this.spent + survivors * round.each
    const parts = LOOKS * this.lookMs <= LOOKS_SHARE * round.each ? LOOKS : 1
    return {
      parts,
      each: (part, left) => {
        const turns = left * (parts - part + 1)
        return Math.max(1, (end - this.spent) / turns - this.lookMs)
      },
    }
  }

  /** Trains one until it has spent so much in all. What comes before its first step is not its own time. */
  private async *turn(contender: Contender, goal: number): AsyncGenerator<undefined, void> {
    const { ports } = this
    while (contender.sound && contender.spent < goal) {
      const begun = ports.now()
      const left = goal - contender.spent
      try {
        const first = contender.step
        const until = this.inSteps ? first + left : Infinity
        await contender.ready(until)
        const start = ports.now()
        await contender.train(this.inSteps ? ports.sliceMs() : Math.min(ports.sliceMs(), left), until)
        const own = this.inSteps ? contender.step - first : ports.now() - start
        contender.spent += own
        if (this.inSteps) this.spent += own
      } catch (thrown) {
        this.fell(contender, thrown)
      }
      this.worked(begun)
      yield
    }
  }

  private async look(contender: Contender, bench: Bench): Promise<void> {
    if (!contender.sound) return
    const start = this.ports.now()
    try {
      await contender.judge(bench)
    } catch (thrown) {
      this.fell(contender, thrown)
    }
    this.worked(start)
    this.lookMs = this.ports.now() - start
  }

  /** Time that passed in work counts, whoever it was for. */
  private worked(start: number): void {
    if (!this.inSteps) this.spent += this.ports.now() - start
  }

  private fell(contender: Contender, thrown: unknown): void {
    contender.state = thrown instanceof Diverged ? 'diverged' : 'failed'
    contender.reason =
      thrown instanceof Diverged
        ? `At step ${thrown.step.toLocaleString('en-GB')} a loss was no longer a number.`
        : toFailure(thrown).sentence
    contender.release()
  }

  /** Those in the race come before those who fell, whose places stay. */
  private order(field: readonly Contender[]): Contender[] {
    const order = ranked(field)
    order.forEach((contender, at) => (contender.rank = contender.look === null ? 0 : at + 1))
    return order
  }

  /** Who goes on. Whoever falls can still be kept: only its networks go. */
  private async halve(field: readonly Contender[]): Promise<readonly Contender[]> {
    const order = this.order(field)
    const stays = order.slice(0, halved(field.length)).filter(({ sound }) => sound)
    for (const contender of order) {
      if (stays.includes(contender) || !contender.sound) continue
      contender.state = 'dropped'
      contender.reason = fellWords(this.round, contender.look, stays.at(-1)?.look ?? null)
      await this.park(contender)
    }
    return stays
  }

  private async finish(last: Contender | null): Promise<void> {
    if (last !== null) {
      last.state = 'won'
      last.reason = wonWords(last.look, this.contenders.length - 1)
      await this.park(last)
      this.winner = last.sound ? last : null
    }
    this.ports.turned()
  }

  private async park(contender: Contender): Promise<void> {
    try {
      await contender.park()
    } catch (thrown) {
      this.fell(contender, thrown)
    }
  }
}
