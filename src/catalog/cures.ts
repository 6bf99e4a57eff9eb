/** Aids against collapse that are not losses or penalties. Ids with code in src/gan/. */
import type { Entry } from './entry.ts'

export const DIVERSITIES = [
  {
    id: 'none',
    label: 'None',
    meaning: 'The detective sees one item at a time.',
    source: 'Goodfellow et al. 2014',
  },
] as const satisfies readonly Entry[]

export type DiversityId = (typeof DIVERSITIES)[number]['id']

export const AUGMENTS = [
  { id: 'none', label: 'None', meaning: 'Items are shown as they are.', source: 'own: the plain run' },
] as const satisfies readonly Entry[]

export type AugmentId = (typeof AUGMENTS)[number]['id']
