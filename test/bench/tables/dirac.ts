/**
 * The Dirac-GAN (Mescheder et al. 2018, section 2) on this project's losses, penalties and optimiser: the one real is
 * 0, the one fake is θ, and the discriminator is D(x) = ψx. Small enough for its orbits to be known in closed form.
 * Builds no network.
 */
import { mul, scalar, tensor1d, tidy, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs'
import type { LossId } from '../../../src/common/catalog/losses.ts'
import type { PenaltyId } from '../../../src/common/catalog/penalties.ts'
import { lossOf } from '../../../src/worker/gan/losses/losses.ts'
import { gradientsOf } from '../../../src/worker/gan/ops/autodiff.ts'
import { createOptimiser, type Optimiser } from '../../../src/worker/gan/optimizers/optimiser.ts'
import { penaltyOf } from '../../../src/worker/gan/penalties/penalties.ts'
import { variableOfValues } from '../../../src/worker/gan/tensors/variables.ts'
import { fork, normals, streamFor } from '../../../src/common/numbers/random.ts'

export interface DiracGame {
  readonly loss: LossId
  readonly penalty: PenaltyId
  readonly gamma: number
  /** Step size η of both players. */
  readonly rate: number
  /** Both players move at once, or the generator after the discriminator as in the engine. */
  readonly order: 'at once' | 'in turn'
}

/** θ and ψ. */
export type Point = readonly [theta: number, psi: number]

/** The points of an orbit, its start included: `steps` + 1 of them. Runs on tfjs' current back end. */
export function diracOrbit(game: DiracGame, start: Point, steps: number): Point[] {
  const theta = variableOfValues(Float32Array.of(start[0]), [1], true)
  const psi = variableOfValues(Float32Array.of(start[1]), [1], true)
  const generator = createOptimiser('sgd', 'dirac-forger', new Map([['theta', theta]]))
  const discriminator = createOptimiser('sgd', 'dirac-detective', new Map([['psi', psi]]))
  const rates = { rate: game.rate, beta1: 0, beta2: 0, bound: 0 }
  const penalty = penaltyOf(game.penalty)
  const bound = penalty.weightBound?.(game.gamma) ?? 0
  const points: Point[] = [start]
  for (let step = 0; step < steps; step++) {
    tidy(() => {
      const early = game.order === 'at once' ? generatorSlope(game, theta, psi) : null
      discriminator.update([discriminatorSlope(game, theta, psi, step)], { ...rates, bound })
      generator.update([early ?? generatorSlope(game, theta, psi)], rates)
    })
    points.push([valueOf(theta), valueOf(psi)])
  }
  free(theta, psi, generator, discriminator)
  return points
}

/** ∂/∂ψ of what the discriminator minimises. */
function discriminatorSlope(game: DiracGame, theta: Tensor, psi: Tensor, step: number): Tensor {
  const [real, fake] = [tensor1d([0]), theta.reshape<Tensor1D>([1])]
  const penalty = penaltyOf(game.penalty)
  let slot = 0
  const normal = (shape: readonly number[]): Tensor => {
    const stream = fork(fork(streamFor(1, 'instance-noise'), step), slot++)
    return tensor1d(
      normals(
        stream,
        shape.reduce((product, side) => product * side, 1),
      ),
    ).reshape([...shape])
  }
  const logitsOf = (items: Tensor): Tensor1D => mul(items, psi).reshape([-1])
  return slopeBy(psi, () => {
    const value = lossOf(game.loss).discriminator(logitsOf(real), logitsOf(fake), 0)
    const term = penalty.term?.({ logitsOf, real, fake, couples: false, normal, gamma: game.gamma })
    return value.add<Scalar>(term ?? scalar(0))
  })
}

/** ∂/∂θ of what the generator minimises. */
function generatorSlope({ loss }: DiracGame, theta: Tensor, psi: Tensor): Tensor {
  return slopeBy(theta, () => {
    const fake = mul(theta, psi).reshape<Tensor1D>([1])
    return lossOf(loss).generator(fake, tensor1d([0]))
  })
}

function slopeBy(parameter: Tensor, objective: () => Scalar): Tensor {
  const [slope] = gradientsOf(objective, [parameter]).grads
  if (slope === undefined) throw new Error('The objective does not depend on the parameter.')
  return slope
}

function valueOf(parameter: Tensor): number {
  return parameter.dataSync()[0] ?? NaN
}

function free(theta: Tensor, psi: Tensor, ...optimisers: Optimiser[]): void {
  theta.dispose()
  psi.dispose()
  for (const { state } of optimisers) state.forEach((held) => held.dispose())
}
