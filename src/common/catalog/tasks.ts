/** What a run may be about. Ids with code in src/worker/gan/tasks/. */
import type { Entry } from './entry.ts'

export const TASKS = [
  {
    id: 'imagine',
    label: 'Imagine',
    meaning: 'The forger makes items of noise; neither network is told anything.',
    source: 'Goodfellow et al. 2014',
  },
  {
    id: 'by-class',
    label: 'By class',
    meaning: 'Both networks are told the class of each item.',
    source: 'Mirza & Osindero 2014',
  },
] as const satisfies readonly Entry[]

export type TaskId = (typeof TASKS)[number]['id']
