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
  {
    id: 'restore',
    label: 'Restore',
    meaning:
      'The forger is given pictures that lack something and makes them whole; the detective is given them too.',
    source: 'Isola et al. 2017 (pix2pix)',
  },
  {
    id: 'translate',
    label: 'Translate',
    meaning:
      'Pictures of one class are made to look like those of another, and back, though no two belong together.',
    source: 'Zhu et al. 2017 (CycleGAN)',
  },
] as const satisfies readonly Entry[]

export type TaskId = (typeof TASKS)[number]['id']

/** What is chosen by name: whether classes are told is a setting of its own. */
export const CHOSEN_TASKS = TASKS.filter(({ id }) => id !== 'by-class')

export type ChosenTaskId = Exclude<TaskId, 'by-class'>
