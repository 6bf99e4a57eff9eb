/** The adversarial losses on offer. Each id has its formula in src/worker/gan/losses/; a missing half does not compile. */
import type { Entry } from './entry.ts'

export interface LossEntry extends Entry {
  /** What D minimises, in plain text; D is the raw logit, sp is softplus, g = G(z). */
  readonly discriminator: string
  /** What G minimises. */
  readonly generator: string
  /** Value of each loss at the equilibrium D = ½, nats; absent where the loss has no such line. */
  readonly equilibrium?: { readonly discriminator: number; readonly generator: number }
  /** True where D(x) is a probability's logit, so that σ(D) may be called a score. */
  readonly logistic: boolean
}

export const LOSSES = [
  {
    id: 'non-saturating',
    label: 'Non-saturating',
    meaning:
      'The everyday GAN loss: the forger maximises log D(G(z)), so it still learns while it is losing.',
    source: 'Goodfellow et al. 2014, section 3',
    discriminator: 'sp(−D(x)) + sp(D(g))',
    generator: 'sp(−D(g))',
    equilibrium: { discriminator: 2 * Math.LN2, generator: Math.LN2 },
    logistic: true,
  },
  {
    id: 'minimax',
    label: 'Minimax (saturating)',
    meaning: 'The zero-sum game of the first paper; the forger’s gradient fades when the detective is sure.',
    source: 'Goodfellow et al. 2014, equation 1',
    discriminator: 'sp(−D(x)) + sp(D(g))',
    generator: '−sp(D(g))',
    equilibrium: { discriminator: 2 * Math.LN2, generator: -Math.LN2 },
    logistic: true,
  },
  {
    id: 'least-squares',
    label: 'Least squares',
    meaning: 'Scores are pulled to 1 and 0 by squared error; gradients do not fade far from the boundary.',
    source: 'Mao et al. 2017 (LSGAN); halves as in PyTorch-StudioGAN src/utils/losses.py',
    discriminator: '½(D(x) − 1)² + ½D(g)²',
    generator: '½(D(g) − 1)²',
    equilibrium: { discriminator: 0.25, generator: 0.125 },
    logistic: false,
  },
  {
    id: 'hinge',
    label: 'Hinge',
    meaning: 'Only items on the wrong side of a margin teach the detective; the loss of SNGAN and BigGAN.',
    source: 'Miyato et al. 2018 (SNGAN)',
    discriminator: 'relu(1 − D(x)) + relu(1 + D(g))',
    generator: '−D(g)',
    logistic: false,
  },
  {
    id: 'wasserstein',
    label: 'Wasserstein',
    meaning: 'The detective estimates a distance; it needs clipping or a gradient penalty to stay Lipschitz.',
    source: 'Arjovsky et al. 2017 (WGAN)',
    discriminator: '−D(x) + D(g)',
    generator: '−D(g)',
    logistic: false,
  },
  {
    id: 'relativistic-average',
    label: 'Relativistic average',
    meaning:
      'Is this item more real than the other side’s average? Reals must lose ground while fakes gain it.',
    source: 'Jolicoeur-Martineau 2019 (RaGAN)',
    discriminator: '½[sp(−(D(x) − E D(g))) + sp(D(g) − E D(x))]',
    generator: '½[sp(−(D(g) − E D(x))) + sp(D(x) − E D(g))]',
    equilibrium: { discriminator: Math.LN2, generator: Math.LN2 },
    logistic: false,
  },
  {
    id: 'relativistic-paired',
    label: 'Relativistic paired',
    meaning: 'Each fake is held against one real, so no mode can be left alone; with R1 and R2 it converges.',
    source: 'Jolicoeur-Martineau 2019 (RSGAN); Huang et al. 2024 (R3GAN)',
    discriminator: 'sp(−(D(x) − D(g)))',
    generator: 'sp(−(D(g) − D(x)))',
    equilibrium: { discriminator: Math.LN2, generator: Math.LN2 },
    logistic: false,
  },
] as const satisfies readonly LossEntry[]

export type LossId = (typeof LOSSES)[number]['id']
