/** How a run starts, stops and where it runs. */
import { BACKENDS, PRECISIONS } from '../backends.ts'
import { SPEEDS } from '../speeds.ts'
import type { Setting } from './setting.ts'

export const RUN_SETTINGS = {
  seed: {
    type: 'integer',
    min: 0,
    max: 4294967295,
    step: 1,
    scale: 'linear',
    unit: '',
    label: 'Seed',
    panel: 'run',
    effect: 'rebuild',
    meaning: 'Same seed, same back end, same run.',
    source: 'own',
  },
  steps: {
    type: 'integer',
    min: 0,
    max: 10000000,
    step: 1,
    scale: 'log',
    unit: 'steps',
    label: 'Stop after',
    panel: 'run',
    effect: 'live',
    meaning: 'Generator updates after which the run pauses; 0 goes on.',
    source: 'own',
  },
  backend: {
    type: 'choice',
    options: BACKENDS,
    label: 'Back end',
    panel: 'run',
    effect: 'restart',
    meaning: 'Where the tensors live.',
    source: 'backends',
  },
  precision: {
    type: 'choice',
    options: PRECISIONS,
    label: 'Arithmetic',
    panel: 'run',
    effect: 'restart',
    meaning:
      'How exactly a GPU multiplies; other numbers than float32, as far apart as its eleven digits are.',
    source: 'precisions',
  },
  speed: {
    type: 'choice',
    options: SPEEDS,
    label: 'Speed',
    panel: 'run',
    effect: 'live',
    meaning: 'How hard the machine works; the figures of a run do not depend on it.',
    source: 'own',
  },
  autostart: {
    type: 'switch',
    label: 'Start by itself',
    panel: 'run',
    effect: 'live',
    meaning: 'Trains as soon as the page is ready.',
    source: 'own',
  },
} as const satisfies Record<string, Setting>
