/** Named experiments: a few settings on top of a dataset's defaults, and one line on what to watch. */
import { defaultsFor } from './defaults.ts'
import type { RunConfig } from './run-config.ts'

export interface Preset {
  readonly id: string
  readonly label: string
  /** Where there is little room. */
  readonly short: string
  readonly meaning: string
  readonly config: Partial<RunConfig> & Pick<RunConfig, 'dataset'>
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'ring-healthy',
    label: 'Ring of eight: healthy',
    short: 'Ring, healthy',
    meaning: 'The forger finds all eight modes and keeps them.',
    config: { dataset: 'ring' },
  },
  {
    id: 'ring-collapse',
    label: 'Ring of eight: watch it collapse',
    short: 'Ring, collapsing',
    meaning:
      'Three detective steps for each of the forger, no cure: first it finds all modes, then it loses them.',
    config: {
      dataset: 'ring',
      radius: 0.667,
      std: 0.033,
      gLayers: [64, 64],
      dLayers: [64, 64],
      latent: 16,
      batch: 128,
      gLr: 1e-3,
      dLr: 1e-3,
      beta1: 0.9,
      dSteps: 3,
      ema: 0,
    },
  },
  {
    id: 'digits',
    label: 'Digits',
    short: 'Digits',
    meaning: 'A small DCGAN learns handwriting; shapes appear after a few hundred steps.',
    config: { dataset: 'mnist' },
  },
  {
    id: 'digits-by-class',
    label: 'Digits, by class',
    short: 'Digits, by class',
    meaning: 'Both networks are told which digit it is: pick one under the stage, each column is a class.',
    config: { dataset: 'mnist', conditional: 'projection' },
  },
  {
    id: 'fashion',
    label: 'Fashion',
    short: 'Fashion',
    meaning: 'Clothes and shoes; the same networks as for the digits.',
    config: { dataset: 'fashion' },
  },
  {
    id: 'emoji',
    label: 'Emoji',
    short: 'Emoji',
    meaning: 'Small, colourful and few: watch for copies.',
    config: { dataset: 'emoji' },
  },
  {
    id: 'own',
    label: 'Your images',
    short: 'Your images',
    meaning: 'Drop a folder, a zip or single pictures anywhere on the page.',
    config: { dataset: 'own' },
  },
]

/** The whole config of a preset. */
export function presetConfig(preset: Preset): RunConfig {
  return { ...defaultsFor(preset.config.dataset), ...preset.config }
}
