/** The stages of a step of the warm start, where the generator alone learns. Pure: words and figures from the trace alone. */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import type { GeneratorTrace } from '../../../../common/protocol/report.ts'
import { firstSample, givenOf, itemWords, moveFacts, sourceWords } from './stage-parts.ts'
import type { Stage } from './stage-types.ts'

export function warmStages(trace: GeneratorTrace, config: RunConfig): Stage[] {
  const { warmNoise, warmRate, warmStart } = config
  const { noise, source, real = null, fake } = trace
  const unseen = { noise: givenOf(trace), real: null, fake: null, realScores: null, fakeScores: null }
  const base = {
    turn: 'Warm start: the forger alone',
    facts: [],
    items: [],
    frozen: 'discriminator',
    moves: null,
    lesson: 'density',
  } as const
  return [
    source !== undefined && noise === undefined
      ? {
          ...base,
          id: 'w-source',
          title: 'Sources in',
          text: `Before the game the forger learns alone. ${sourceWords(source, config)}`,
          lit: ['noise'],
          flow: 'forwards',
          batch: unseen,
        }
      : {
          ...base,
          id: 'w-codes',
          title: 'Latents of pictures in',
          text: `Before the game, each picture of the data has a latent of its own: its principal components. ${itemCount(trace)} of them come in, each ${warmNoise === 0 ? 'as it is' : `shaken by noise of ${warmNoise}`}, so that the forger learns the places between them too.`,
          facts: noise === undefined ? [] : firstSample(noise, 'First latent, z'),
          lit: ['noise'],
          flow: 'forwards',
          batch: unseen,
        },
    {
      ...base,
      id: 'w-fakes',
      title: 'Redrawn',
      text: `The forger makes ${itemWords(fake)}, each beside the real one it should have become.`,
      lit: ['generator', 'fake', 'real'],
      flow: 'forwards',
      batch: { ...unseen, fake, real },
    },
    {
      ...base,
      id: 'w-error',
      title: 'How far off',
      text: 'No detective is asked. The error is plain: how far each number of a fake lies from its real, on the mean. Means blur; sharp edges are for the game to teach.',
      facts: [{ label: 'Mean distance', value: trace.loss }],
      lit: ['fake', 'real'],
      flow: 'none',
      batch: { ...unseen, fake, real },
    },
    {
      ...base,
      id: 'w-back',
      title: 'The error flows back into the forger',
      text: 'Straight from the pictures through the forger’s layers, last to first.',
      facts: [{ label: 'Gradient’s norm', value: trace.gradNorm }],
      lit: ['fake', 'generator'],
      flow: 'backwards',
      moves: { of: 'generator', layers: trace.layers, show: 'gradNorm' },
      batch: { ...unseen, fake, real },
    },
    {
      ...base,
      id: 'w-move',
      title: 'The forger’s weights move',
      text: `Adam takes one small step, at a rate of ${warmRate}. After ${warmStart.toLocaleString('en-GB')} of them the detective comes in, and the game begins with colours and layouts that are right already.`,
      facts: moveFacts(trace.layers),
      lit: ['generator'],
      flow: 'none',
      moves: { of: 'generator', layers: trace.layers, show: 'change' },
      batch: { ...unseen, fake, real },
    },
  ]
}

function itemCount({ fake }: GeneratorTrace): number {
  return fake.shape[0] ?? 0
}
