/**
 * Runs the study of what fakes are worth: arms on n real items and the learning curve of reals alone, over paired seeds, and other
 * makers of fakes beside. Items of any kind: it knows sets by what can be done with them. Gives way often; ends early by ceasing to
 * ask (`return()`), and what was found until then has been told.
 *
 * What makes it honest: fakes are made from the same n items that the learner sees and from nothing else; the arms of a seed
 * share their reals, fakes and the learner's seed; every arm is taught the same way; the test items are seen by none.
 */
import { fork, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { ARMS, armsOf, type Arm, type ArmId } from './arms.ts'
import type { CurvePoint } from './learning-curve.ts'
import { verdictOf, type Worth } from './verdict.ts'

/** Work that gives way now and then: by itself, or waiting for a device. */
export type Work<T> = Generator<undefined, T, undefined> | AsyncGenerator<undefined, T, undefined>

/** What the study must be able to do with sets of items. */
export interface Trial<Items> {
  /** n items drawn from the pool that is neither test nor known to anything yet. */
  draw(items: number, stream: Stream): Items
  /** Fakes of a maker taught on these reals alone. */
  fakes(reals: Items, stream: Stream): Work<Items>
  /** Further fakes of the same maker: four times as many. Null where so many cannot be made in a time that anybody waits. */
  readonly moreFakes: ((reals: Items, stream: Stream) => Work<Items>) | null
  /** Items made of the reals without a network: to be added to them. Empty where nothing can be. */
  classic(reals: Items, stream: Stream): Work<Items>
  join(a: Items, b: Items): Items
  count(items: Items): number
  /**
   * Score on test items of a learner taught on these; higher is better.
   * @param pair which comparison it belongs to, from 0: each may ask about test items of its own
   * @param asked items to ask about in the place of the test items
   */
  score(taught: Items, stream: Stream, pair: number, asked?: Items): Work<number>
  /** Other makers of fakes, to be judged as fakes alone are. */
  readonly rivals: readonly RivalMaker<Items>[]
}

export interface RivalMaker<Items> {
  readonly id: string
  /** As many as the reals, of a maker taught on these alone. */
  fakes(reals: Items, stream: Stream): Work<Items>
}

export interface StudyPlan {
  /** Real items of the arms. */
  readonly items: number
  /** Numbers of real items for the learning curve, `items` beside them. */
  readonly curve: readonly number[]
  /** What is scored without a clue; nothing is held against it unless given. */
  readonly guessing?: number
  /** At least `LEAST_SEEDS` for a verdict. */
  readonly seeds: readonly number[]
}

export interface StudyState {
  /** Fakes of a comparison that are added to the reals; null before any are made. */
  readonly fakes: number | null
  /** Score of each arm for each seed that is through, in their order. */
  readonly scores: ReadonlyMap<ArmId, readonly number[]>
  /** Score on fakes of a learner that was taught on the reals (GAN-test), seed by seed. */
  readonly onFakes: readonly number[]
  readonly curve: readonly CurvePoint[]
  /** Score of each rival's fakes alone, as `scores`. */
  readonly rivals: ReadonlyMap<string, readonly number[]>
  /** Learners taught so far, and in all. */
  readonly done: number
  readonly total: number
  readonly worth: Worth
}

/** What is made, or what a learner is taught on, next. */
export type StudyStep =
  | { readonly on: 'fakes' }
  | { readonly on: 'arm'; readonly id: ArmId }
  | { readonly on: 'gan-test' }
  | { readonly on: 'rival'; readonly id: string }
  | { readonly on: 'curve'; readonly items: number }

export interface StudyTold {
  /** After every learner; the last state is returned, too. */
  state?(state: StudyState): void
  /** Before fakes are made, and before every learner. @param seed from 0 */
  begins?(step: StudyStep, seed: number): void
}

export async function* studyWorth<Items>(
  trial: Trial<Items>,
  plan: StudyPlan,
  told: StudyTold = {},
): AsyncGenerator<undefined, StudyState, undefined> {
  const sizes = [...new Set(plan.curve)].filter((size) => size !== plan.items).sort((a, b) => a - b)
  const arms = armsOf({ many: trial.moreFakes !== null })
  const board = new Board(plan, sizes, arms, trial.rivals)
  for (const [at, seed] of plan.seeds.entries()) {
    const stream = streamFor(seed, 'evaluate')
    const learner = fork(stream, LEARNER)
    const reals = trial.draw(plan.items, fork(stream, DRAW))
    const note = (into: number[], score: number): void => {
      into.push(score)
      told.state?.(board.state())
    }
    told.begins?.({ on: 'fakes' }, at)
    const fakes = yield* trial.fakes(reals, fork(stream, FAKES))
    board.fakes ??= trial.count(fakes)
    const classic = yield* trial.classic(reals, fork(stream, CLASSIC))
    const more = trial.moreFakes === null ? null : yield* trial.moreFakes(reals, fork(stream, MORE))
    const many = more === null ? fakes : trial.join(fakes, more)
    for (const arm of arms) {
      told.begins?.({ on: 'arm', id: arm.id }, at)
      const twin = trial.count(classic) > 0 ? null : withoutClassic(arm)
      // The same items with the same seed give the same score.
      const known = twin === null ? undefined : board.arm(twin).at(-1)
      const set = taughtOn(trial, arm, { reals, classic, fakes: arm.many === true ? many : fakes })
      note(board.arm(arm.id), known ?? (yield* trial.score(set, learner, at)))
      yield
    }
    told.begins?.({ on: 'gan-test' }, at)
    note(board.onFakes, yield* trial.score(reals, learner, at, fakes))
    yield
    for (const [place, rival] of trial.rivals.entries()) {
      told.begins?.({ on: 'rival', id: rival.id }, at)
      const made = yield* rival.fakes(reals, fork(fork(stream, RIVALS), place))
      note(board.rival(rival.id), yield* trial.score(made, learner, at))
      yield
    }
    for (const size of sizes) {
      told.begins?.({ on: 'curve', items: size }, at)
      note(board.size(size), yield* trial.score(trial.draw(size, fork(stream, DRAW)), learner, at))
      yield
    }
  }
  return board.state()
}

const [DRAW, FAKES, CLASSIC, LEARNER, RIVALS, MORE] = [0, 1, 2, 3, 4, 5] as const

/** Learners of a comparison that are asked about fakes. */
const GAN_TESTS = 1

/** All scores so far. */
class Board {
  private readonly arms = new Map<ArmId, number[]>(ARMS.map(({ id }) => [id, []]))
  private readonly others: Map<string, number[]>
  private readonly points: Map<number, number[]>
  private readonly total: number
  readonly onFakes: number[] = []
  fakes: number | null = null

  constructor(
    private readonly plan: StudyPlan,
    sizes: readonly number[],
    arms: readonly Arm[],
    rivals: readonly Pick<RivalMaker<never>, 'id'>[],
  ) {
    this.points = new Map(sizes.map((size) => [size, []]))
    this.others = new Map(rivals.map(({ id }) => [id, []]))
    this.total = plan.seeds.length * (arms.length + GAN_TESTS + rivals.length + sizes.length)
  }

  arm(id: ArmId): number[] {
    return this.arms.get(id) ?? []
  }

  rival(id: string): number[] {
    return this.others.get(id) ?? []
  }

  size(items: number): number[] {
    return this.points.get(items) ?? []
  }

  state(): StudyState {
    const { arms, others, onFakes, points, plan, total } = this
    const curve = [...points, [plan.items, this.arm('real')] as const]
      .filter(([, found]) => found.length > 0)
      .map(([items, found]) => ({ items, score: mean(found) }))
      .sort((a, b) => a.items - b.items)
    const scores = copied(arms)
    const rivals = copied(others)
    const done = [...arms.values(), onFakes, ...others.values(), ...points.values()].reduce(
      (sum, found) => sum + found.length,
      0,
    )
    const { fakes } = this
    return {
      fakes,
      scores,
      onFakes: [...onFakes],
      curve,
      rivals,
      done,
      total,
      worth: verdictOf(scores, curve, plan.guessing),
    }
  }
}

function copied<K>(scores: ReadonlyMap<K, readonly number[]>): Map<K, readonly number[]> {
  return new Map([...scores].map(([id, found]) => [id, [...found]]))
}

interface Parts<Items> {
  readonly reals: Items
  readonly fakes: Items
  readonly classic: Items
}

function taughtOn<Items>(trial: Trial<Items>, arm: Arm, { reals, fakes, classic }: Parts<Items>): Items {
  let set = arm.real ? reals : fakes
  if (arm.real && arm.classic) set = trial.join(set, classic)
  if (arm.real && arm.fakes) set = trial.join(set, fakes)
  return set
}

/** The arm that is the same where nothing classic could be made. */
function withoutClassic({ classic, real, fakes }: Arm): ArmId | null {
  if (!classic) return null
  return ARMS.find((arm) => !arm.classic && arm.real === real && arm.fakes === fakes)?.id ?? null
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
