/** The running mean that a generator is looked at by. Must not know what the generator learns from. */
import type { Tensor } from '@tensorflow/tfjs'
import type { Players } from '../step/players.ts'
import { follow } from './average.ts'

/** The running mean of G's weights and statistics takes in the new ones. @param clock updates made so far, [1] */
export function followGenerator(
  { network, average }: Pick<Players['generator'], 'network' | 'average'>,
  decay: number,
  clock: Tensor,
): void {
  const live = [...network.weights.values(), ...network.statistics.values()]
  const means = [...average.weights.values(), ...average.statistics.values()]
  follow(means, live, decay, { clock, warmth: 10 })
}
