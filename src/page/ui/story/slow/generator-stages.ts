/** The stages of the generator's update. Pure: words and figures from the trace alone. */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { GeneratorTrace } from '../../../../common/protocol/report.ts'
import { optimiserName } from './discriminator-stages.ts'
import { hasScores, lossWords, shownScore } from './loss-words.ts'
import {
  addedFacts,
  classNames,
  firstSample,
  givenOf,
  itemRows,
  itemWords,
  mean,
  moveFacts,
  sourceWords,
} from './stage-parts.ts'
import type { Fact, Stage } from './stage-types.ts'
import { warmStages } from './warm-stages.ts'

/** @param classes names of a conditional run's classes */
export function generatorStages(
  trace: GeneratorTrace,
  config: RunConfig,
  classes: readonly string[],
): Stage[] {
  if (trace.warm === true) return warmStages(trace, config)
  const { loss } = config
  const words = lossWords(loss, config.labelSmoothing)
  const scores = {
    fake: trace.fakeLogits.map((logit) => shownScore(loss, logit)),
    real: trace.realLogits?.map((logit) => shownScore(loss, logit)) ?? [],
  }
  const unseen = { noise: givenOf(trace), real: null, fake: null, realScores: null, fakeScores: null }
  const made = { ...unseen, fake: trace.fake }
  const judged = {
    ...made,
    real: trace.real ?? null,
    realScores: trace.realLogits === undefined ? null : scores.real,
    fakeScores: scores.fake,
  }
  const target = words.generatorTarget
  const rows = itemRows(
    scores,
    { real: trace.realErrors ?? [], fake: trace.fakeErrors },
    target === null ? null : { real: '', fake: target },
    classNames(trace.labels, classes),
  )
  const base = {
    turn: 'Forger’s turn',
    facts: [],
    items: [],
    frozen: 'discriminator',
    moves: null,
  } as const
  const reals = trace.realLogits === undefined ? [] : (['real'] as const)
  const { source } = trace
  const sourcesIn: Stage[] =
    source === undefined
      ? []
      : [
          {
            ...base,
            id: 'g-source',
            title: 'Other sources in',
            text: `Now the forger learns. ${sourceWords(source, config)}`,
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
            id: 'g-noise',
            title: 'Fresh noise in',
            text: `Now the forger learns. It gets ${trace.noise.shape[0] ?? 0} new draws: the detective has not seen their fakes.`,
            facts: firstSample(trace.noise, 'First draw, z'),
            lit: ['noise'],
            flow: 'forwards',
            batch: unseen,
            lesson: 'density',
          },
        ]
  return [
    ...noiseIn,
    {
      ...base,
      id: 'g-fakes',
      title: 'New fakes',
      text: `The forger makes ${itemWords(trace.fake)}.`,
      facts: trace.fake.shape.length === 2 ? firstSample(trace.fake, 'First fake, ') : [],
      lit: ['generator', 'fake'],
      flow: 'forwards',
      batch: made,
      lesson: 'duel',
    },
    {
      ...base,
      id: 'g-scores',
      title:
        target === null ? 'The detective judges the fakes' : `The fakes are scored, with target ${target}`,
      text: `${aheadWords(config)}The detective judges as before, but now its mistakes are welcome. ${words.generatorAim}`,
      facts: [
        { label: 'Mean on fakes', value: mean(scores.fake) },
        ...(scores.real.length === 0 ? [] : [{ label: 'Mean on reals', value: mean(scores.real) }]),
        ...(hasScores(loss) ? [{ label: 'Share taken for real', value: shareAbove(scores.fake, 0.5) }] : []),
      ],
      items: rows.map((row) => ({ ...row, error: null })),
      lit: [...reals, 'fake', 'discriminator', 'score'],
      flow: 'forwards',
      batch: judged,
      lesson: words.lesson,
    },
    {
      ...base,
      id: 'g-error',
      title: 'What the forger pays',
      text: `The price of being seen through: ${words.generatorError}. ${topWords(config, trace)}`,
      facts: errorFacts(trace),
      items: rows.filter(({ who }) => who === 'fake'),
      lit: ['score'],
      flow: 'none',
      batch: judged,
      lesson: words.lesson,
    },
    {
      ...base,
      id: 'g-back',
      title: 'The error flows through the frozen detective into the forger',
      text: 'The detective’s weights stay as they are; it only says in which direction each fake should move to look more real. The forger’s layers pass that on, last to first.',
      facts: [{ label: 'Gradient’s norm', value: trace.gradNorm }],
      lit: ['score', 'discriminator', 'fake', 'generator'],
      flow: 'backwards',
      moves: { of: 'generator', layers: trace.layers, show: 'gradNorm' },
      batch: judged,
      lesson: 'equilibrium',
    },
    {
      ...base,
      id: 'g-move',
      title: 'The forger’s weights move',
      text: `${optimiserName(config)} takes one small step, at a rate of ${config.gLr}. ${varietyWords(config)}`,
      facts: moveFacts(trace.layers),
      lit: ['generator'],
      flow: 'none',
      moves: { of: 'generator', layers: trace.layers, show: 'change' },
      batch: judged,
      lesson: config.diversity === 'none' ? 'collapse' : 'minibatch',
    },
  ]
}

function aheadWords({ unroll }: RunConfig): string {
  if (unroll === 0) return ''
  return `Unrolled: this is the detective as it would be ${unroll} ${unroll === 1 ? 'update' : 'updates'} from now. `
}

function topWords({ topK }: RunConfig, { fakeErrors }: GeneratorTrace): string {
  const counted = fakeErrors.filter(Number.isFinite).length
  return counted === fakeErrors.length
    ? 'The mean over the batch is its loss.'
    : `Only the ${counted} best scored fakes count (top ${Math.round(100 * topK)} %); their mean is its loss.`
}

function varietyWords({ diversity }: RunConfig): string {
  return diversity === 'none'
    ? 'Nothing in its loss asked for variety.'
    : 'The detective looks at more than one item at a time, so sameness cost it something too.'
}

/** Added terms, such as feature matching, are the difference between the loss and the mean error. */
function errorFacts({ fakeErrors, realErrors = [], loss }: GeneratorTrace): Fact[] {
  const counted = mean(fakeErrors.filter(Number.isFinite))
  const ofReals = realErrors.length === 0 ? 0 : mean(realErrors)
  const added = loss - counted - ofReals
  return [
    { label: 'Mean of the fakes', value: counted },
    ...(realErrors.length === 0 ? [] : [{ label: 'Mean of the reals', value: ofReals }]),
    ...addedFacts(added, loss),
    { label: 'Loss', value: loss },
  ]
}

function shareAbove(values: readonly number[], threshold: number): number {
  return values.filter((value) => value > threshold).length / Math.max(1, values.length)
}
