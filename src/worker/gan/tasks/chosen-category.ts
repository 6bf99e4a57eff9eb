/**
 * The term by which a generator of rows keeps to its condition (Xu et al. 2019, CTGAN, section 4.3): the cross-entropy between the
 * category that was chosen and what the generator gives to the chosen column, before the head makes anything of it. Must not know
 * columns by name, nor who drew the condition.
 */
import {
  add,
  getBackend,
  log,
  matMul,
  max,
  mean,
  mul,
  scalar,
  sub,
  sum,
  tensor2d,
  type Scalar,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { placesOfChoices, rowWidth, type RowLayout } from '../networks/row-layout.ts'
import { CHOSEN_CATEGORY, type ChosenCategoryAttributes } from '../kernels/contract.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { constant, differentiable, isNested, runKernelForTwo, savedAt } from '../ops/autodiff.ts'
import { exp } from '../ops/smooth.ts'
import type { GeneratorTerm, Task } from './task.ts'

/** Far below all others: e to the power of it is 0. */
const FAR = 1e9

/** Noise and a condition to a row that keeps to it; D is told the condition too. */
export function rowTask(layout: RowLayout): Task {
  return { tellsClass: false, tellsRow: true, terms: [chosenCategoryTerm(layout)] }
}

/** Mean over all rows of −ln p(chosen category), by a softmax over the chosen column alone; a row that was told nothing adds 0. */
export function chosenCategoryTerm(layout: RowLayout): GeneratorTerm {
  const maps = mapsOf(layout)
  return {
    comparesReals: false,
    looksBeforeHead: true,
    value: ({ beforeHead, conditions: { row } }) =>
      beforeHead === null || row === undefined ? scalar(0) : keptTo(beforeHead as Tensor2D, row, maps),
  }
}

/** By the kernel of a back end that has one, or by the formula: whose gradient has one itself, which the kernel's has not. */
function keptTo(x: Tensor2D, row: Tensor2D, maps: Maps): Scalar {
  if (isNested() || !hasKernel(CHOSEN_CATEGORY, getBackend())) return crossEntropy(x, row, maps)
  const { starts, widths } = maps
  return differentiable<Scalar>({
    inputs: { x },
    forward: (save) => {
      const attributes = { starts, widths } satisfies ChosenCategoryAttributes
      const [value, slopes] = runKernelForTwo(CHOSEN_CATEGORY, { x, row }, attributes)
      save([slopes])
      return value
    },
    backward: (upstream, saved) => ({ x: () => mul(savedAt(saved, 0), upstream) }),
  })
}

/** From a condition to the item's columns: ones where a choice stands, and where its whole column does. [choices, width] each. */
interface Maps {
  /** First column and width of each span that may be chosen. */
  readonly starts: readonly number[]
  readonly widths: readonly number[]
  readonly places: Float32Array
  readonly columns: Float32Array
}

function mapsOf(layout: RowLayout): Maps {
  const at = placesOfChoices(layout)
  const width = rowWidth(layout)
  const [places, columns] = [new Float32Array(at.length * width), new Float32Array(at.length * width)]
  let first = 0
  for (const index of layout.choosable) {
    const count = layout.spans[index]?.width ?? 0
    const own = at.slice(first, first + count)
    own.forEach((place, i) => {
      places[(first + i) * width + place] = 1
      own.forEach((other) => (columns[(first + i) * width + other] = 1))
    })
    first += count
  }
  const widths = layout.choosable.map((index) => layout.spans[index]?.width ?? 0)
  const starts = widths.map((_, i) => at[widths.slice(0, i).reduce((sum, width) => sum + width, 0)] ?? 0)
  return { starts, widths, places, columns }
}

/** @param x [n, width] @param row [n, choices] one-hot, or nothing */
function crossEntropy(x: Tensor2D, row: Tensor2D, { places, columns }: Maps): Scalar {
  const [, width] = x.shape
  const [, choices] = row.shape
  const mapped = (map: Float32Array) => constant(() => matMul<Tensor2D>(row, tensor2d(map, [choices, width])))
  const [chosen, column] = [mapped(places), mapped(columns)]
  const told = constant(() => sum<Tensor2D>(row, 1, true))
  // All but the chosen column is far below it.
  const within = add<Tensor2D>(
    mul(x, column),
    constant(() => mul(sub(column, 1), FAR)),
  )
  const top = constant(() => max<Tensor2D>(within, 1, true))
  const over = log(sum(exp(sub<Tensor2D>(within, top)), 1, true))
  const picked = sum(mul(x, chosen), 1, true)
  return mean(mul(told, sub(add(over, top), picked)))
}
