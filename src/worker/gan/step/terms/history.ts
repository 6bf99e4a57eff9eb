/**
 * Historical averaging (Salimans et al. 2016, section 3.3): each player is drawn to the mean of its own past weights,
 * c·‖θ − (1/t)Σθᵢ‖², so that two players circling each other settle.
 */
import { addN, mul, square, sub, sum, type Scalar, type Tensor } from '@tensorflow/tfjs'
import { follow } from '../../optimizers/average.ts'
import type { Copies, Player } from '../players.ts'

/** The term; null where the player keeps no history. @param weight c */
export function historyTerm({ network, history }: Player, weight: number): Scalar | null {
  if (history === null || weight === 0) return null
  const distances = [...network.weights].map(([name, now]) => sum(square(sub(now, pastOf(history, name)))))
  return mul<Scalar>(addN(distances), weight)
}

/** Takes the weights as they now are, after an update, into the mean: the first weights count for one, like all others. */
export function rememberWeights({ network, history, optimiser }: Player): void {
  if (history === null) return
  const before = sub(optimiser.clock, 1)
  follow([...history.values()], [...network.weights.values()], 1, { clock: before, warmth: 2 })
  before.dispose()
}

function pastOf(history: Copies, name: string): Tensor {
  const past = history.get(name)
  if (past === undefined) throw new Error(`No history of ${name}.`)
  return past
}
