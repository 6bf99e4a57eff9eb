/**
 * How different the items of a batch are: what lets a discriminator see a generator that makes the same thing over
 * and over.
 */
import {
  abs,
  add,
  matMul,
  mean,
  neg,
  ones,
  sqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs'
import { differentiable } from './autodiff.ts'
import { exp } from './smooth.ts'
import { meanRows, sumRows } from './sum-rows.ts'

const EPSILON = 1e-8

/** Items compared with each other: four, or what divides the batch. */
export function groupOf(batch: number): number {
  return [4, 3, 2].find((size) => batch % size === 0) ?? batch
}

/**
 * Minibatch standard deviation (Karras et al. 2018, section 3): the batch [n, …] is split into groups, members n/G apart;
 * the deviation of each feature within a group, averaged over features. → [n], the same for all of a group.
 */
export function groupDeviation(x: Tensor): Tensor1D {
  const batch = x.shape.at(0) ?? 0
  const size = groupOf(batch)
  const groups = batch / size
  const members = x.reshape<Tensor2D>([size, -1])
  const centred = sub<Tensor2D>(members, meanRows(members))
  const deviations = sqrt(add(meanRows(square(centred)), EPSILON)).reshape<Tensor2D>([groups, -1])
  const perGroup = mean<Tensor>(deviations, 1).reshape<Tensor2D>([1, groups])
  return matMul<Tensor2D>(ones([size, 1]), perGroup).reshape([batch])
}

/**
 * Minibatch discrimination (Salimans et al. 2016, section 3.2): o_ib = Σ_{j≠i} exp(−‖M_ib − M_jb‖₁).
 * @param projected M, [n, B·C] @param kernels B → [n, B]
 */
export function nearness(projected: Tensor2D, kernels: number): Tensor2D {
  const [batch, width] = projected.shape
  const dimensions = width / kernels
  const apart = abs(differences(projected)).reshape<Tensor2D>([batch * batch * kernels, dimensions])
  const near = exp(neg(matMul<Tensor2D>(apart, ones([dimensions, 1]))))
  // Symmetric in i and j, so the sum over j may run over the rows; each item is as near to itself as can be: e^0.
  const all = sumRows(near.reshape<Tensor2D>([batch, batch * kernels])).reshape<Tensor2D>([batch, kernels])
  return sub(all, 1)
}

/**
 * x_i − x_j for all i and j, [n, c] → [n, n, c]. Its gradient, Σ over j less Σ over i, is made of products with ones: tfjs'
 * own gradient of a broadcast sums over outer axes, which took most of a step's time.
 */
function differences(x: Tensor2D): Tensor3D {
  const [rows, columns] = x.shape
  return differentiable<Tensor3D>({
    inputs: { x },
    forward: () => sub(x.reshape([rows, 1, columns]), x.reshape([1, rows, columns])),
    backward: (upstream) => ({
      x: () => {
        const overOthers = matMul<Tensor3D>(ones([rows, 1, rows]), upstream)
        const overMine = sumRows(upstream.reshape<Tensor2D>([rows, rows * columns]))
        return sub(overOthers.reshape([rows, columns]), overMine.reshape([rows, columns]))
      },
    }),
  })
}
