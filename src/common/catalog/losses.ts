/**
 * The adversarial losses on offer: all that is said of one, in words and as figures. Its formulas stand in
 * src/worker/gan/losses/<id>.ts; without them the project does not compile. Plain data.
 */
import { entryOf, type Entry } from './entry.ts'
import type { LessonId } from './lessons.ts'

export interface LossEntry extends Entry {
  /** What D minimises, in plain text; D is the raw logit, sp is softplus, g = G(z). */
  readonly discriminator: string
  /** What G minimises. */
  readonly generator: string
  /**
   * True where G's loss looks at reals too: they are then drawn for its update, and no fake can be left out of it (top-k).
   * A loss whose formula takes reals and that says false here does not compile.
   */
  readonly comparesReals: boolean
  /**
   * What each player's loss is when D cannot tell fakes from reals, nats; null for a loss without such a level. G's is null
   * where it has none of its own: charts then draw no lines. D's lead is told as a part of its own, which is not 0.
   */
  readonly equilibrium: { readonly discriminator: number; readonly generator: number | null } | null
  /** True where D(x) is a probability's logit, so that σ(D) may be called a score. */
  readonly logistic: boolean
  /**
   * Which values of both losses are usual, in a sentence: of the ring's runs of 1,200 steps with and without R1 (2026-11-28, 2nd
   * to 98th percentile after step 200), a little widened for other data.
   */
  readonly usual: string
  /** What slow motion says of it. */
  readonly words: LossWords
}

/** What a loss asks of both players: which answer is right, and what a miss costs. g is short for G(z). */
export interface LossWords {
  /** What a right discriminator would have said. A sentence. */
  readonly discriminatorAim: string
  /** The price of a real, and of a fake; the fake's is null where the price is of pairs, named by the real's. */
  readonly realError: string
  readonly fakeError: string | null
  /** Right answers shown beside single items; null where there is no such number. */
  readonly targets: { readonly real: string; readonly fake: string } | null
  /**
   * The same where reals count as 1 − s; `{1−s}` and `{s}` stand for the numbers. Null: label smoothing does not move this
   * loss, and is not offered with it.
   */
  readonly smoothed: {
    readonly discriminatorAim: string
    readonly realError: string
    readonly realTarget: string
  } | null
  /** What the generator wants the discriminator to say of its fakes. A sentence. */
  readonly generatorAim: string
  readonly generatorError: string
  readonly generatorTarget: string | null
  /** What to read on G's loss. */
  readonly lesson: LessonId
}

/** Of the cross-entropy of reals and fakes. */
const CROSS_ENTROPY = {
  discriminatorAim: 'It should have said 1 of every real and 0 of every fake.',
  realError: '−ln D(x) for a real',
  fakeError: '−ln(1 − D(g)) for a fake',
  targets: { real: '1', fake: '0' },
  smoothed: {
    discriminatorAim: 'It should have said {1−s} of every real (1, smoothed) and 0 of every fake.',
    realError: '−{1−s} ln D(x) − {s} ln(1 − D(x)) for a real',
    realTarget: '{1−s}',
  },
} as const satisfies Partial<LossWords>

export const LOSSES = [
  {
    id: 'non-saturating',
    label: 'Non-saturating',
    meaning:
      'The everyday GAN loss: the forger maximises log D(G(z)), so it still learns while it is losing.',
    source: 'Goodfellow et al. 2014, section 3',
    discriminator: 'sp(−D(x)) + sp(D(g))',
    generator: 'sp(−D(g))',
    comparesReals: false,
    equilibrium: { discriminator: 2 * Math.LN2, generator: Math.LN2 },
    logistic: true,
    usual:
      'Usual: D between 0.5 and 1.5 (1.39, ln 4, is guessing), G between 0.6 and 3. Neither goes to zero; they wander.',
    words: {
      ...CROSS_ENTROPY,
      generatorAim: 'The forger wants the detective to say 1.',
      generatorError: '−ln D(g)',
      generatorTarget: '1',
      lesson: 'non-saturating',
    },
  },
  {
    id: 'minimax',
    label: 'Minimax (saturating)',
    meaning: 'The zero-sum game of the first paper; the forger’s gradient fades when the detective is sure.',
    source: 'Goodfellow et al. 2014, equation 1',
    discriminator: 'sp(−D(x)) + sp(D(g))',
    generator: '−sp(D(g))',
    comparesReals: false,
    equilibrium: { discriminator: 2 * Math.LN2, generator: -Math.LN2 },
    logistic: true,
    usual:
      'Usual: D between 0.5 and 1.5, G between −0.8 and −0.1. A negative G is no fault; near zero it learns nothing.',
    words: {
      ...CROSS_ENTROPY,
      generatorAim:
        'The forger wants the detective to be as wrong as can be: it plays for the same value, downwards.',
      generatorError: 'ln(1 − D(g)), which is below 0',
      generatorTarget: '1',
      lesson: 'zero-sum',
    },
  },
  {
    id: 'least-squares',
    label: 'Least squares',
    meaning: 'Scores are pulled to 1 and 0 by squared error; gradients do not fade far from the boundary.',
    source: 'Mao et al. 2017 (LSGAN); halves as in PyTorch-StudioGAN src/utils/losses.py',
    discriminator: '½(D(x) − 1)² + ½D(g)²',
    generator: '½(D(g) − 1)²',
    comparesReals: false,
    equilibrium: { discriminator: 0.25, generator: 0.125 },
    logistic: false,
    usual: 'Usual: D between 0.05 and 0.25 (¼ is guessing), G between 0.1 and 0.5.',
    words: {
      discriminatorAim: 'Its number should have been 1 for every real and 0 for every fake.',
      realError: '½(D(x) − 1)² for a real',
      fakeError: '½D(g)² for a fake',
      targets: { real: '1', fake: '0' },
      smoothed: {
        discriminatorAim: 'Its number should have been {1−s} for every real and 0 for every fake.',
        realError: '½(D(x) − {1−s})² for a real',
        realTarget: '{1−s}',
      },
      generatorAim: 'The forger wants the number 1 for its fakes.',
      generatorError: '½(D(g) − 1)²',
      generatorTarget: '1',
      lesson: 'non-saturating',
    },
  },
  {
    id: 'hinge',
    label: 'Hinge',
    meaning: 'Only items on the wrong side of a margin teach the detective; the loss of SNGAN and BigGAN.',
    source: 'Miyato et al. 2018 (SNGAN)',
    discriminator: 'relu(1 − D(x)) + relu(1 + D(g))',
    generator: '−D(g)',
    comparesReals: false,
    equilibrium: { discriminator: 2, generator: null },
    logistic: false,
    usual:
      'Usual: D between 0.5 and 2.4 (2 is guessing). G has no level: negative, zero and positive are all usual.',
    words: {
      discriminatorAim: 'Reals should lie at +1 or above, fakes at −1 or below; beyond that nothing counts.',
      realError: 'max(0, 1 − D(x)) for a real',
      fakeError: 'max(0, 1 + D(g)) for a fake',
      targets: { real: '≥ 1', fake: '≤ −1' },
      smoothed: null,
      generatorAim: 'The forger wants as high a number as it can get.',
      generatorError: '−D(g)',
      generatorTarget: null,
      lesson: 'non-saturating',
    },
  },
  {
    id: 'wasserstein',
    label: 'Wasserstein',
    meaning: 'The detective estimates a distance; it needs clipping or a gradient penalty to stay Lipschitz.',
    source: 'Arjovsky et al. 2017 (WGAN)',
    discriminator: '−D(x) + D(g)',
    generator: '−D(g)',
    comparesReals: false,
    equilibrium: null,
    logistic: false,
    usual:
      'Usual: D near zero, on either side: minus D is a distance that shrinks. G has no level: any sign and size is usual.',
    words: {
      discriminatorAim: 'There is no right answer: numbers of reals should be high and numbers of fakes low.',
      realError: '−D(x) for a real',
      fakeError: 'D(g) for a fake',
      targets: null,
      smoothed: null,
      generatorAim: 'The forger wants as high a number as it can get.',
      generatorError: '−D(g)',
      generatorTarget: null,
      lesson: 'non-saturating',
    },
  },
  {
    id: 'relativistic-average',
    label: 'Relativistic average',
    meaning:
      'Is this item more real than the other side’s average? Reals must lose ground while fakes gain it.',
    source: 'Jolicoeur-Martineau 2019 (RaGAN)',
    discriminator: '½[sp(−(D(x) − E D(g))) + sp(D(g) − E D(x))]',
    generator: '½[sp(−(D(g) − E D(x))) + sp(D(x) − E D(g))]',
    comparesReals: true,
    equilibrium: { discriminator: Math.LN2, generator: Math.LN2 },
    logistic: false,
    usual: 'Usual: D between 0.3 and 0.9 (0.69, ln 2, is guessing), G between 0.6 and 2.',
    words: {
      discriminatorAim:
        'Every real should lie above the mean of the fakes, every fake below the mean of the reals.',
      realError: '½ ln(1 + e^(mean of fakes − D(x))) for a real',
      fakeError: '½ ln(1 + e^(D(g) − mean of reals)) for a fake',
      targets: null,
      smoothed: null,
      generatorAim:
        'The forger wants the reverse: its fakes above the mean of the reals, reals below that of its fakes.',
      generatorError: '½ ln(1 + e^(mean of reals − D(g))), and the reals’ share likewise',
      generatorTarget: null,
      lesson: 'non-saturating',
    },
  },
  {
    id: 'relativistic-paired',
    label: 'Relativistic paired',
    meaning: 'Each fake is held against one real, so no mode can be left alone; with R1 and R2 it converges.',
    source: 'Jolicoeur-Martineau 2019 (RSGAN); Huang et al. 2024 (R3GAN)',
    discriminator: 'sp(−(D(x) − D(g)))',
    generator: 'sp(−(D(g) − D(x)))',
    comparesReals: true,
    equilibrium: { discriminator: Math.LN2, generator: Math.LN2 },
    logistic: false,
    usual: 'Usual: D between 0.3 and 0.9 (0.69, ln 2, is guessing), G between 0.7 and 2.',
    words: {
      discriminatorAim: 'Each real is held against one fake, and should have the higher number.',
      realError: 'ln(1 + e^(D(g) − D(x))) for a pair',
      fakeError: null,
      targets: null,
      smoothed: null,
      generatorAim: 'The forger wants each fake to have a higher number than the real it is held against.',
      generatorError: 'ln(1 + e^(D(x) − D(g))) for a pair',
      generatorTarget: null,
      lesson: 'non-saturating',
    },
  },
] as const satisfies readonly LossEntry[]

export type LossId = (typeof LOSSES)[number]['id']

/** Losses whose entry says that G's loss looks at reals. */
export type ComparingLossId = Extract<(typeof LOSSES)[number], { readonly comparesReals: true }>['id']

export function lossEntry(id: LossId): LossEntry {
  return entryOf<LossEntry>(LOSSES, id)
}

/** Where both losses would rest if D could not tell: lines of the charts. Null unless both have such a level. */
export function restingLines(id: LossId): { discriminator: number; generator: number } | null {
  const { discriminator, generator } = lossEntry(id).equilibrium ?? { discriminator: NaN, generator: null }
  return generator === null ? null : { discriminator, generator }
}
