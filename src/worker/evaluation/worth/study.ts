/**
 * Runs the study of what fakes are worth: arms on n real items and the learning curve of reals alone, over paired seeds. Items of
 * any kind: it knows sets by what can be done with them. Gives way often; ends early by ceasing to ask (`return()`), and what
 * was found until then has been told.
 *
 * What makes it honest: fakes are made from the same n items that the learner sees and from nothing else; the arms of a seed
 * share their reals, fakes and the learner's seed; every arm is taught the same way; the test items are seen by none.
 */
import { fork, streamFor, type Stream } from '../../../common/numbers/random.ts'
import type { Sliced } from '../metrics/slices.ts'
import { ARMS, type Arm, type ArmId } from './arms.ts'
import type { CurvePoint } from './learning-curve.ts'
import { verdictOf, type Worth } from './verdict.ts'

/** What the study must be able to do with sets of items. */
export interface Trial<Items> {
  /** n items drawn from the pool that is neither test nor known to anything yet. */
  draw(items: number, stream: Stream): Items
  /** Fakes of a maker taught on these reals alone. */
  fakes(reals: Items, stream: Stream): Sliced<Items>
  /** Items made of the reals without a network: to be added to them. Empty where nothing can be. */
  classic(reals: Items, stream: Stream): Sliced<Items>
  join(a: Items, b: Items): Items
  /** Score on the test items of a learner taught on these; higher is better. */
  score(taught: Items, stream: Stream): Sliced<number>
}

export interface StudyPlan {
  /** Real items of the arms. */
  readonly items: number
  /** Numbers of real items for the learning curve, `items` beside them. */
  readonly curve: readonly number[]
  /** At least `LEAST_SEEDS` for a verdict. */
  readonly seeds: readonly number[]
}

export interface StudyState {
  /** Score of each arm for each seed that is through, in their order. */
  readonly scores: ReadonlyMap<ArmId, readonly number[]>
  readonly curve: readonly CurvePoint[]
  /** Learners taught so far, and in all. */
  readonly done: number
  readonly total: number
  readonly worth: Worth
}

/** @param tell is told after every learner; the last state is returned, too */
export function* studyWorth<Items>(
  trial: Trial<Items>,
  plan: StudyPlan,
  tell: (state: StudyState) => void = () => undefined,
): Sliced<StudyState> {
  const sizes = [...new Set(plan.curve)].filter((size) => size !== plan.items).sort((a, b) => a - b)
  const scores = new Map<ArmId, number[]>(ARMS.map(({ id }) => [id, []]))
  const points = new Map<number, number[]>(sizes.map((size) => [size, []]))
  const total = plan.seeds.length * (ARMS.length + sizes.length)
  let done = 0
  const state = (): StudyState => {
    const reals = scores.get('real') ?? []
    const curve = [...points, [plan.items, reals] as const]
      .filter(([, found]) => found.length > 0)
      .map(([items, found]) => ({ items, score: mean(found) }))
      .sort((a, b) => a.items - b.items)
    const told = new Map([...scores].map(([id, found]) => [id, [...found]]))
    return { scores: told, curve, done, total, worth: verdictOf(told, curve) }
  }
  for (const seed of plan.seeds) {
    const stream = streamFor(seed, 'evaluate')
    const learner = fork(stream, LEARNER)
    const reals = trial.draw(plan.items, fork(stream, DRAW))
    const fakes = yield* trial.fakes(reals, fork(stream, FAKES))
    const classic = yield* trial.classic(reals, fork(stream, CLASSIC))
    for (const arm of ARMS) {
      scores.get(arm.id)?.push(yield* trial.score(taughtOn(trial, arm, { reals, fakes, classic }), learner))
      done++
      tell(state())
      yield
    }
    for (const size of sizes) {
      points.get(size)?.push(yield* trial.score(trial.draw(size, fork(stream, DRAW)), learner))
      done++
      tell(state())
      yield
    }
  }
  return state()
}

const [DRAW, FAKES, CLASSIC, LEARNER] = [0, 1, 2, 3] as const

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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
