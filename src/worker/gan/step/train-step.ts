/**
 * One training step, as in the paper's algorithm box (Goodfellow et al. 2014, algorithm 1): train D k times, then G once; in
 * a warm start, G alone.
 * Must not know how a network, loss, penalty or optimiser works inside.
 */
import { dispose, tidy } from '@tensorflow/tfjs'
import type { FigureRow } from '../game-types.ts'
import { figureRow, type DiscriminatorFigures } from './figure-row.ts'
import type { StepInput } from './step-input.ts'
import { lookahead } from '../optimizers/lookahead.ts'
import { isWarm } from '../warm/stage.ts'
import { warmStep } from '../warm/warm-step.ts'
import { trainDiscriminator } from './train-discriminator.ts'
import { trainGenerator } from './train-generator.ts'

/** Trains and returns the figures of D's last and G's only update. The caller disposes the row. */
export function trainStep(input: StepInput): FigureRow {
  if (isWarm(input.config, input.step)) return warmStep(input)
  return tidy(() => {
    let discriminator = trainDiscriminator(input, 0)
    for (let update = 1; update < input.config.dSteps; update++)
      discriminator = trainDiscriminator(input, update)
    const generator = trainGenerator(input)
    lookahead(input)
    return figureRow(discriminator, generator)
  })
}

/**
 * As `trainStep`, to the last bit, with a pause between its updates: for a step that takes longer than a person waits.
 * While it pauses the networks stand between two updates: they may be looked at, and must not be changed.
 */
export async function trainStepInParts(input: StepInput, pause: () => Promise<void>): Promise<FigureRow> {
  if (isWarm(input.config, input.step)) return warmStep(input)
  let discriminator = trainDiscriminators(input, 0)
  try {
    for (let update = 1; update < input.config.dSteps; update++) {
      await pause()
      dispose(discriminator)
      discriminator = trainDiscriminators(input, update)
    }
    await pause()
    return tidy(() => {
      const generator = trainGenerator(input)
      lookahead(input)
      return figureRow(discriminator, generator)
    })
  } finally {
    dispose(discriminator)
  }
}

/** One update of D; only its figures are kept. */
function trainDiscriminators(input: StepInput, update: number): DiscriminatorFigures {
  return tidy(() => {
    const { realLogits, fakeLogits, loss, penalty, gradNorm } = trainDiscriminator(input, update)
    return { realLogits, fakeLogits, loss, gradNorm, ...(penalty === undefined ? {} : { penalty }) }
  })
}
