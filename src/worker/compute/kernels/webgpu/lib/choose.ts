/** A kernel's plan for one shape: measured where it was, else the sensible one. */
import type { TensorInfo } from '@tensorflow/tfjs'
import { type Claim, type Plan, tunerOf } from '../../../tuning/tuner.ts'
import { inPart, MOST_IN_DISPATCH } from './plan.ts'
import { type Gpu, room } from './program.ts'
import { isSoftware } from './traits.ts'

/** Multiply-adds of a trial on a processor: some ten milliseconds. A GPU needs all of the work to show what it can do. */
const TRIAL = 2 ** 23

export interface Choosing<P extends Plan> {
  /** Kernel, shape and all else that a plan depends on. */
  readonly key: string
  /** The sensible one first. */
  readonly plans: readonly P[]
  /** Shapes of the tensors that the kernel reads. */
  readonly shapes: readonly (readonly number[])[]
  /** Runs the kernel by a plan, on tensors of those shapes; gives its results. */
  readonly run: (plan: P, tensors: readonly TensorInfo[]) => readonly TensorInfo[]
  /** What a plan must be proved to do before it is tried; null: nothing. */
  readonly claim?: (plan: P) => Claim | null
}

export function choose<P extends Plan>(backend: Gpu, { key, plans, shapes, run, claim }: Choosing<P>): P {
  const [sensible] = plans
  if (sensible === undefined) throw new Error(`There is no plan for ${key}.`)
  const tuner = tunerOf(backend)
  if (tuner === null) return sensible
  const halves = plans.some((plan) => plan['half'] === 1)
  return tuner.pick({
    // What was measured without halves says nothing about them, and the other way round.
    key: halves ? `${key} half` : key,
    plans,
    ...(claim === undefined ? {} : { claim }),
    trial: (plan) => {
      const tensors = shapes.map((shape) => room(backend, shape))
      let results: readonly TensorInfo[] = []
      const share = inPart(isSoftware(backend) ? TRIAL : MOST_IN_DISPATCH, () => {
        results = run(plan, tensors)
      })
      for (const { dataId } of [...tensors, ...results]) backend.disposeData(dataId)
      return share
    },
  })
}

/** Plans without repetitions, the first of each kept. */
export function distinct<P extends Plan>(plans: readonly P[]): P[] {
  const names = plans.map((plan) => JSON.stringify(plan))
  return plans.filter((_, i) => names.indexOf(names[i] ?? '') === i)
}
