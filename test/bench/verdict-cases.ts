/** The runs of the verdict study: configs that collapse, that do not, and that fail in other ways. Data only. */
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'

export interface StudyCase {
  name: string
  config: RunConfig
  steps: number
}

/** The light ring for slow machines (reference, section 1.4): plain it ends on few modes. */
const LIGHT: Partial<RunConfig> = {
  radius: 0.667,
  std: 0.033,
  gLayers: [64, 64],
  dLayers: [64, 64],
  latent: 2,
  batch: 128,
  beta1: 0.9,
  beta2: 0.999,
}

const at = (
  name: string,
  dataset: 'ring' | 'grid' | 'lines',
  change: Partial<RunConfig>,
  steps = 2000,
): StudyCase => ({
  name,
  steps,
  config: { ...defaultsFor(dataset), batch: 128, gLayers: [64, 64], dLayers: [64, 64], ...change },
})

/** Dense pairs on digits collapse soon, most to the digit 1. */
const DENSE: Partial<RunConfig> = {
  model: 'mlp',
  gLayers: [128, 128],
  dLayers: [128, 128],
  gNorm: 'none',
  ema: 0,
  gLr: 2e-4,
  dLr: 2e-4,
}

const digits = (name: string, change: Partial<RunConfig>, steps: number): StudyCase => ({
  name,
  steps,
  config: { ...defaultsFor('mnist'), batch: 32, ...change },
})

export const STUDY_CASES: readonly StudyCase[] = [
  at('ring light plain', 'ring', LIGHT),
  at(
    'ring light three detective steps',
    'ring',
    { ...LIGHT, latent: 16, gLr: 3e-4, dLr: 1e-3, dSteps: 3 },
    2000,
  ),
  at('grid strong detective', 'grid', { beta1: 0.9, latent: 16, gLr: 3e-4, dLr: 1e-3, dSteps: 3 }, 2000),
  at('ring light slow', 'ring', { ...LIGHT, gLr: 2e-4, dLr: 2e-4 }),
  at('ring light least squares', 'ring', { ...LIGHT, loss: 'least-squares' }),
  at('ring light hinge', 'ring', { ...LIGHT, loss: 'hinge' }),
  at('ring light minimax', 'ring', { ...LIGHT, loss: 'minimax' }),
  at('ring default', 'ring', {}),
  at('ring default wide', 'ring', { gLayers: [128, 128], dLayers: [128, 128], batch: 256 }),
  at('ring small init', 'ring', { initScale: 0.3 }),
  at('ring noise', 'ring', { instanceNoise: 0.1 }),
  at('ring smooth labels', 'ring', { labelSmoothing: 0.1 }),
  at(
    'ring wgan clip',
    'ring',
    {
      loss: 'wasserstein',
      penalty: 'clip',
      gamma: 0.05,
      optimizer: 'rmsprop',
      gLr: 5e-4,
      dLr: 5e-4,
      dSteps: 3,
    },
    2000,
  ),
  at('ring wgan free', 'ring', { loss: 'wasserstein' }, 1500),
  at('ring strong detective', 'ring', { gLr: 1e-6, dLr: 1e-3 }, 1500),
  at('ring five detective steps', 'ring', { dSteps: 5, gLr: 2e-5, dLr: 1e-3 }, 1500),
  at('ring strong forger', 'ring', { gLr: 1e-3, dLr: 1e-6 }, 1500),
  at('ring forger five times faster', 'ring', { gLr: 5e-3, dLr: 1e-4 }, 2000),
  at('ring far too fast', 'ring', { gLr: 0.1, dLr: 0.1 }, 1500),
  at('ring sgd', 'ring', { optimizer: 'sgd', beta1: 0, gLr: 0.1, dLr: 0.1 }),
  at('grid default', 'grid', {}),
  at('grid momentum', 'grid', { beta1: 0.9 }),
  at('grid hinge', 'grid', { loss: 'hinge' }),
  at('lines default', 'lines', {}),
  at('lines momentum', 'lines', { beta1: 0.9, gLr: 2e-3, dLr: 2e-3 }),
  at('ring light pack', 'ring', { ...LIGHT, diversity: 'packing', pack: 2 }),
  at('ring light r1', 'ring', { ...LIGHT, penalty: 'r1', gamma: 1 }),
  at('ring paired r1r2', 'ring', { loss: 'relativistic-paired', penalty: 'r1r2', gamma: 1 }),
  at(
    'ring wgan gp',
    'ring',
    { loss: 'wasserstein', penalty: 'gradient', gamma: 0.1, dSteps: 3, beta2: 0.9 },
    1500,
  ),
  at('grid pack', 'grid', { diversity: 'packing', pack: 2 }),
  at(
    'ring heavy detective',
    'ring',
    {
      ...LIGHT,
      gLayers: [128, 128, 128],
      dLayers: [128, 128, 128],
      latent: 32,
      gLr: 3e-4,
      dLr: 3e-4,
      dSteps: 5,
    },
    1200,
  ),
  digits('digits small', { width: 8 }, 600),
  digits('digits small plain', { width: 8, gNorm: 'none', ema: 0 }, 600),
  digits('digits dense', DENSE, 1500),
  digits('digits dense momentum', { ...DENSE, beta1: 0.9 }, 1500),
  digits('digits dense r1', { ...DENSE, penalty: 'r1', gamma: 1 }, 1500),
  digits('digits dense pack', { ...DENSE, diversity: 'packing', pack: 2 }, 1500),
  digits('digits width 16', { width: 16, batch: 64 }, 1200),
  digits('digits too fast', { width: 8, gNorm: 'none', ema: 0, gLr: 2e-3, dLr: 2e-3, beta1: 0.9 }, 1200),
  digits('digits dense heavy detective', { ...DENSE, dLayers: [256, 256], dSteps: 3 }, 1000),
]
