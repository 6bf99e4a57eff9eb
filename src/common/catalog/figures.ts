/** The live figures beside the charts: name, unit and the definition each is shown with. Values come from the run. */
import type { Entry } from './entry.ts'

export const FIGURES = [
  {
    id: 'lossG',
    label: 'Generator loss',
    meaning: 'What the forger minimises, in nats for the logistic losses: mean over the last batch of fakes.',
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'lossD',
    label: 'Discriminator loss',
    meaning: 'What the detective minimises, without its penalty: mean over the last batch, reals plus fakes.',
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'realScore',
    label: 'Score on real',
    meaning: 'Mean σ(D(x)) over the last batch of reals. 1: sure that they are real; ½: cannot tell.',
    source: 'D(x) as logged by pytorch/examples dcgan',
  },
  {
    id: 'fakeScore',
    label: 'Score on fake',
    meaning: 'Mean σ(D(G(z))) over the last batch of fakes. 0: all seen through; ½: cannot tell.',
    source: 'D(G(z)) as logged by pytorch/examples dcgan',
  },
  {
    id: 'verdict',
    label: 'Verdict',
    meaning:
      'What the figures of the last steps say about the run, by fixed rules; the evidence stands below it.',
    source: 'own: rules over the figures shown here',
  },
] as const satisfies readonly Entry[]

export type FigureId = (typeof FIGURES)[number]['id']

/** The entry of an id. */
export function figureEntry(id: FigureId): Entry {
  const entry = FIGURES.find((candidate) => candidate.id === id)
  if (entry === undefined) throw new Error(`No figure ${id}`)
  return entry
}
