/** Lookahead at the end of a step: both players go back half way to their slow weights, every so many steps. */
import { lookaheadUpdate } from './lookahead-weights.ts'
import type { StepInput } from '../step/step-input.ts'

export function lookahead({ players, config }: StepInput): void {
  const { generator, discriminator } = players
  for (const { network, slow } of [generator, discriminator]) {
    if (slow === null || config.lookahead === 0) continue
    const { clock } = generator.optimiser
    lookaheadUpdate([...network.weights.values()], [...slow.values()], clock, config.lookahead)
  }
}
