/** What can be made of each source without training a network, by name. The code is in src/worker/evaluation/restoring/. */
import type { Entry } from '../catalog/entry.ts'
import type { RestoreSourceId } from './sources.ts'

export const BASELINES = [
  {
    id: 'bicubic',
    label: 'Bicubic',
    meaning: 'Enlarged smoothly by cubic curves: what picture programs do.',
    source: 'Keys 1981, a = −½',
  },
  {
    id: 'nearest',
    label: 'Nearest',
    meaning: 'Each pixel of the small picture as a block.',
    source: 'nearest-neighbour interpolation',
  },
  {
    id: 'input',
    label: 'As it is',
    meaning: 'The source itself, untouched.',
    source: 'doing nothing',
  },
  {
    id: 'mean-colour',
    label: 'Mean colour',
    meaning: 'Each shade of gray in the mean colour that it has in the training pictures.',
    source: 'own: a table of 256 shades',
  },
  {
    id: 'harmonic',
    label: 'Harmonic',
    meaning: 'The hole filled as a soap film hangs in its frame: each pixel the mean of its neighbours.',
    source: 'Laplace’s equation, by conjugate gradients',
  },
  {
    id: 'mean-picture',
    label: 'Mean picture',
    short: 'Mean',
    meaning: 'The mean of the training pictures where nothing is known.',
    source: 'own',
  },
  {
    id: 'gaussian',
    label: 'Gaussian',
    meaning: 'Blurred just so much as brings training pictures nearest to the truth.',
    source: 'Gaussian filter, its deviation chosen on training pictures',
  },
  {
    id: 'sharpened',
    label: 'Sharpened',
    meaning:
      'What the blur takes away put on top again, as much as brings training pictures nearest to the truth.',
    source: 'unsharp masking, its amount chosen on training pictures',
  },
] as const satisfies readonly (Entry & { readonly short?: string })[]

export type BaselineId = (typeof BASELINES)[number]['id']

/** The first of each is what is shown unless another is chosen. */
const BY_SOURCE: Readonly<Record<RestoreSourceId, readonly BaselineId[]>> = {
  half: ['bicubic', 'nearest'],
  quarter: ['bicubic', 'nearest'],
  gray: ['mean-colour', 'input'],
  hole: ['harmonic', 'mean-picture'],
  noise: ['gaussian', 'input'],
  blur: ['sharpened', 'input'],
  edges: ['mean-picture'],
  mosaic: ['bicubic', 'input'],
  pairs: ['mean-picture', 'input'],
}

export function baselinesFor({ source }: { readonly source: RestoreSourceId }): readonly BaselineId[] {
  return BY_SOURCE[source]
}

/** What is shown of one source: one that does not apply gives way to the first. */
export function baselineShown(asked: string | null, of: { readonly source: RestoreSourceId }): BaselineId {
  const all = baselinesFor(of)
  const first = all[0]
  if (first === undefined) throw new Error(`Nothing restores ${of.source} without training.`)
  return all.find((id) => id === asked) ?? first
}

/** Where there is little room. */
export function baselineShort(id: BaselineId): string {
  const found = BASELINES.find((one) => one.id === id)
  return found !== undefined && 'short' in found ? found.short : baselineLabel(id)
}

export function baselineLabel(id: BaselineId): string {
  return BASELINES.find((one) => one.id === id)?.label ?? id
}
