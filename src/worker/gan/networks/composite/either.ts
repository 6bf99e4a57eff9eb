/** A layer of two branches of which each item takes one, by the way it is told. Knows no kind of layer, and not what a way means. */
import { add, concat, mul, split, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { conditionOf } from '../conditions.ts'
import type { Layer, NetworkState, Pass } from '../layer.ts'
import { run } from '../network.ts'
import { composite, described, shapeAfter, type Branch } from './chain.ts'

/**
 * The first branch or the second. A batch in halves, or several of them one after another, is split, so that each item is passed once;
 * else all items take both ways, and of each the outcome counts that it is told to take, or so much of each as it is told.
 * @throws Error where the branches make items of different shapes
 */
export function either(
  name: string,
  inputShape: readonly number[],
  branches: readonly [Branch, Branch],
): Layer {
  const [outputShape, other] = branches.map((branch) => shapeAfter(branch, inputShape))
  if (outputShape === undefined || outputShape.join() !== other?.join())
    throw new Error(`${name} makes [${outputShape?.join() ?? ''}] or [${other?.join() ?? ''}].`)
  const layer = composite({
    name,
    op: { type: 'either', branches: branches.map(described) },
    outputShape,
    branches,
    join: () => {
      throw new Error('One way is taken.')
    },
  })
  return { ...layer, apply: (x, state, pass) => taken(branches, x, state, pass) }
}

function taken(branches: readonly [Branch, Branch], x: Tensor, state: NetworkState, pass: Pass): Tensor {
  const { halves } = pass.conditions ?? {}
  return halves === undefined
    ? chosen(branches, x, state, pass)
    : inHalves(branches, x, state, pass, halves.shape[0])
}

/** @param told items that are told a way: the batch holds them several times over */
function inHalves(
  branches: readonly [Branch, Branch],
  x: Tensor,
  state: NetworkState,
  pass: Pass,
  told: number,
): Tensor {
  const times = (x.shape.at(0) ?? 0) / told
  if (!Number.isInteger(times) || told % 2 !== 0)
    throw new Error(`A batch of ${x.shape.at(0) ?? 0} is no halves of ${told}.`)
  const parts = split(x, 2 * times)
  const made = branches.map((branch, way) => {
    const own = parts.filter((_, i) => i % 2 === way)
    const [first] = own
    if (first === undefined) throw new Error('The batch is empty.')
    if (times === 1) return [run(branch, first, state, pass)]
    return split(run(branch, concat(own), state, pass), times)
  })
  return concat(parts.map((_, i) => made[i % 2]?.[Math.floor(i / 2)]).filter((part) => part !== undefined))
}

function chosen(branches: readonly [Branch, Branch], x: Tensor, state: NetworkState, pass: Pass): Tensor {
  const count = x.shape.at(0) ?? 0
  const direction = conditionOf(pass.conditions, 'direction', count)
  if (direction === undefined) throw new Error('No way was told.')
  const shares = split<Tensor2D>(direction, 2, 1)
  const [first, second] = branches.map((branch, way) => {
    const made = run(branch, x, state, pass)
    const share = shares[way]
    if (share === undefined) throw new Error('A way is told by two numbers.')
    return mul(made, share.reshape([count, ...made.shape.slice(1).map(() => 1)]))
  })
  if (first === undefined || second === undefined) throw new Error('There are two ways.')
  return add(first, second)
}
