/**
 * One training step, as in the paper's algorithm box (Goodfellow et al. 2014, algorithm 1): train D k times, then G once.
 * Must not know how a network, loss, penalty or optimiser works inside.
 */
import { tidy } from '@tensorflow/tfjs'
import type { FigureRow } from '../game-types.ts'
import { figureRow } from './figure-row.ts'
import type { StepInput } from './step-input.ts'
import { lookBack } from './look-back.ts'
import { trainDiscriminator } from './train-discriminator.ts'
import { trainGenerator } from './train-generator.ts'

/** Trains and returns the figures of D's last and G's only update. The caller disposes the row. */
export function trainStep(input: StepInput): FigureRow {
  return tidy(() => {
    let detective = trainDiscriminator(input, 0)
    for (let update = 1; update < input.config.dSteps; update++) detective = trainDiscriminator(input, update)
    const forger = trainGenerator(input)
    lookBack(input)
    return figureRow(detective, forger)
  })
}
