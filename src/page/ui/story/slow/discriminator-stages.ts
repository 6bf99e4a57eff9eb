/** The stages of one update of the discriminator. Pure: words and figures from the trace alone. */
import { optimizerEntry } from '../../../../common/catalog/optimizers.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { DiscriminatorTrace } from '../../../../common/protocol/report.ts'
import {
  addedFacts,
  classNames,
  firstSample,
  itemRows,
  itemWords,
  mean,
  moveFacts,
  givenOf,
  noiseWords,
  sourceWords,
} from './stage-parts.ts'
import { hasScores, lossWords, shownScore } from './loss-words.ts'
import type { Fact, Stage } from './stage-types.ts'

interface Turn {
  /** Names of the classes, if there are any. */
  readonly classes: readonly string[]
  /** Makes ids of a walk differ: `d1`. */
  readonly key: string
  readonly name: string
}

/** Noise, fakes, scores, error: what a look forwards shows; with `trains`, also the way back and the move. */
export function discriminatorStages(
  trace: DiscriminatorTrace,
  config: RunConfig,
  turn: Turn,
  trains: boolean,
): Stage[] {
  const { loss, labelSmoothing } = config
  const { classes } = turn
  const words = lossWords(loss, labelSmoothing)
  const scores = {
    real: trace.realLogits.map((logit) => shownScore(loss, logit)),
    fake: trace.fakeLogits.map((logit) => shownScore(loss, logit)),
  }
  const unseen = { noise: givenOf(trace), real: null, fake: null, realScores: null, fakeScores: null }
  const made = { ...unseen, fake: trace.fake }
  const judged = { ...made, real: trace.real, realScores: scores.real, fakeScores: scores.fake }
  const base = { turn: turn.name, facts: [], items: [], frozen: null, moves: null } as const
  const rows = itemRows(
    scores,
    { real: trace.realErrors, fake: trace.fakeErrors },
    words.targets,
    classNames(trace.labels, classes),
  )
  const { source } = trace
  const sourcesIn: Stage[] =
    source === undefined
      ? []
      : [
          {
            ...base,
            id: `${turn.key}-source`,
            title: 'Sources in',
            text: `${sourceWords(source, config)} The detective is told them too.`,
            lit: ['noise'],
            flow: 'forwards',
            batch: unseen,
            lesson: 'density',
          },
        ]
  const noiseIn: Stage[] =
    trace.noise === undefined
      ? sourcesIn
      : [
          {
            ...base,
            id: `${turn.key}-noise`,
            title: 'Noise in',
            text: noiseWords(trace.noise, config, trace.labels !== undefined),
            facts: firstSample(trace.noise, 'First draw, z'),
            lit: ['noise'],
            flow: 'forwards',
            batch: unseen,
            lesson: 'density',
          },
        ]
  const forwards: Stage[] = [
    ...noiseIn,
    {
      ...base,
      id: `${turn.key}-fakes`,
      title: 'The forger makes fakes',
      text: `Each ${trace.noise === undefined ? 'source' : 'draw'} goes through the forger’s layers and comes out as a fake: ${itemWords(trace.fake)}.`,
      facts: trace.fake.shape.length === 2 ? firstSample(trace.fake, 'First fake, ') : [],
      lit: ['generator', 'fake'],
      flow: 'forwards',
      batch: made,
      lesson: 'duel',
    },
    {
      ...base,
      id: `${turn.key}-scores`,
      title: 'The detective scores reals and fakes',
      text: `${hasScores(loss) ? 'It gives each item a score between 0 and 1.' : 'It gives each item a number of any size.'} ${words.discriminatorAim}`,
      facts: [
        { label: 'Mean on reals', value: mean(scores.real) },
        { label: 'Mean on fakes', value: mean(scores.fake) },
      ],
      items: rows.map((row) => ({ ...row, error: null })),
      lit: ['real', 'fake', 'discriminator', 'score'],
      flow: 'forwards',
      batch: judged,
      lesson: 'duel',
    },
    {
      ...base,
      id: `${turn.key}-error`,
      title: 'How wrong it was',
      text: errorWords(config),
      facts: errorFacts(trace),
      items: rows,
      lit: ['score'],
      flow: 'none',
      batch: judged,
      lesson: 'value',
    },
  ]
  if (!trains) return forwards
  return [
    ...forwards,
    {
      ...base,
      id: `${turn.key}-back`,
      title: 'The error flows back into the detective only',
      text: 'From the last layer to the first, every weight learns how it should change. The fakes are taken as given: nothing flows on into the forger.',
      facts: [{ label: 'Gradient’s norm', value: trace.gradNorm }],
      lit: ['score', 'discriminator'],
      flow: 'backwards',
      frozen: 'generator',
      moves: { of: 'discriminator', layers: trace.layers, show: 'gradNorm' },
      batch: judged,
      lesson: 'k-steps',
    },
    {
      ...base,
      id: `${turn.key}-move`,
      title: 'The detective’s weights move',
      text: `${optimiserName(config)} turns the gradient into a small change, at a rate of ${config.dLr}. On this batch the detective would now do a little better.`,
      facts: moveFacts(trace.layers),
      lit: ['discriminator'],
      flow: 'none',
      frozen: 'generator',
      moves: { of: 'discriminator', layers: trace.layers, show: 'change' },
      batch: judged,
      lesson: 'k-steps',
    },
  ]
}

/** Adam, as people write it. */
export function optimiserName({ optimizer }: RunConfig): string {
  return optimizerEntry(optimizer).label
}

function errorWords({ loss, labelSmoothing }: RunConfig): string {
  const { realError, fakeError } = lossWords(loss, labelSmoothing)
  const price = fakeError === null ? realError : `${realError}, ${fakeError}`
  const sum = fakeError === null ? 'Their mean is its loss.' : 'The means of both, added, are its loss.'
  return `The price of a miss: ${price}. ${sum}`
}

/** Added terms, such as a label's own, are the difference between the loss and the mean errors. */
function errorFacts({ realErrors, fakeErrors, loss, penalty }: DiscriminatorTrace): Fact[] {
  const added = loss - mean(realErrors) - (fakeErrors.length === 0 ? 0 : mean(fakeErrors))
  return [
    { label: fakeErrors.length === 0 ? 'Mean of the pairs' : 'Mean of the reals', value: mean(realErrors) },
    ...(fakeErrors.length === 0 ? [] : [{ label: 'Mean of the fakes', value: mean(fakeErrors) }]),
    ...addedFacts(added, loss),
    { label: 'Loss', value: loss },
    ...(penalty === 0
      ? []
      : [
          { label: 'Penalties', value: penalty },
          { label: 'Minimised', value: loss + penalty },
        ]),
  ]
}
