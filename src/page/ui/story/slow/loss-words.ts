/** What each loss asks of both players, in words: which answer is right, and what a miss costs. Pure. */
import { LOSSES, type LossEntry, type LossId } from '../../../../common/catalog/losses.ts'

interface LossWords {
  /** What a right discriminator would have said. */
  readonly discriminatorAim: (smoothing: number) => string
  /** The price of a real, and of a fake; `g` is short for G(z). Null where it is of pairs, named by the real's. */
  readonly realError: (smoothing: number) => string
  readonly fakeError: string | null
  /** Right answers shown beside single items; null where there is no such number. */
  readonly targets: (smoothing: number) => { readonly real: string; readonly fake: string } | null
  /** What the generator wants the discriminator to say of its fakes. */
  readonly generatorAim: string
  readonly generatorError: string
  readonly generatorTarget: string | null
}

const cut = (value: number): string => String(Number(value.toFixed(3)))

const crossEntropy: Pick<LossWords, 'discriminatorAim' | 'realError' | 'fakeError' | 'targets'> = {
  discriminatorAim: (s) =>
    s === 0
      ? 'It should have said 1 of every real and 0 of every fake.'
      : `It should have said ${cut(1 - s)} of every real (1, smoothed) and 0 of every fake.`,
  realError: (s) =>
    s === 0 ? '−ln D(x) for a real' : `−${cut(1 - s)} ln D(x) − ${cut(s)} ln(1 − D(x)) for a real`,
  fakeError: '−ln(1 − D(g)) for a fake',
  targets: (s) => ({ real: cut(1 - s), fake: '0' }),
}

const none = (): null => null

export const LOSS_WORDS: Record<LossId, LossWords> = {
  'non-saturating': {
    ...crossEntropy,
    generatorAim: 'The forger wants the detective to say 1.',
    generatorError: '−ln D(g)',
    generatorTarget: '1',
  },
  minimax: {
    ...crossEntropy,
    generatorAim:
      'The forger wants the detective to be as wrong as can be: it plays for the same value, downwards.',
    generatorError: 'ln(1 − D(g)), which is below 0',
    generatorTarget: '1',
  },
  'least-squares': {
    discriminatorAim: (s) => `Its number should have been ${cut(1 - s)} for every real and 0 for every fake.`,
    realError: (s) => `½(D(x) − ${cut(1 - s)})² for a real`,
    fakeError: '½D(g)² for a fake',
    targets: (s) => ({ real: cut(1 - s), fake: '0' }),
    generatorAim: 'The forger wants the number 1 for its fakes.',
    generatorError: '½(D(g) − 1)²',
    generatorTarget: '1',
  },
  hinge: {
    discriminatorAim: () =>
      'Reals should lie at +1 or above, fakes at −1 or below; beyond that nothing counts.',
    realError: () => 'max(0, 1 − D(x)) for a real',
    fakeError: 'max(0, 1 + D(g)) for a fake',
    targets: () => ({ real: '≥ 1', fake: '≤ −1' }),
    generatorAim: 'The forger wants as high a number as it can get.',
    generatorError: '−D(g)',
    generatorTarget: null,
  },
  wasserstein: {
    discriminatorAim: () =>
      'There is no right answer: numbers of reals should be high and numbers of fakes low.',
    realError: () => '−D(x) for a real',
    fakeError: 'D(g) for a fake',
    targets: none,
    generatorAim: 'The forger wants as high a number as it can get.',
    generatorError: '−D(g)',
    generatorTarget: null,
  },
  'relativistic-average': {
    discriminatorAim: () =>
      'Every real should lie above the mean of the fakes, every fake below the mean of the reals.',
    realError: () => '½ ln(1 + e^(mean of fakes − D(x))) for a real',
    fakeError: '½ ln(1 + e^(D(g) − mean of reals)) for a fake',
    targets: none,
    generatorAim:
      'The forger wants the reverse: its fakes above the mean of the reals, reals below that of its fakes.',
    generatorError: '½ ln(1 + e^(mean of reals − D(g))), and the reals’ share likewise',
    generatorTarget: null,
  },
  'relativistic-paired': {
    discriminatorAim: () => 'Each real is held against one fake, and should have the higher number.',
    realError: () => 'ln(1 + e^(D(g) − D(x))) for a pair',
    fakeError: null,
    targets: none,
    generatorAim: 'The forger wants each fake to have a higher number than the real it is held against.',
    generatorError: 'ln(1 + e^(D(x) − D(g))) for a pair',
    generatorTarget: null,
  },
}

/** True where the output is a probability's logit, shown as a score between 0 and 1. */
export function hasScores(loss: LossId): boolean {
  const entry: LossEntry | undefined = LOSSES.find(({ id }) => id === loss)
  return entry?.logistic === true
}

/** What the page shows of a raw output: σ of a logit, or the number itself. */
export function shownScore(loss: LossId, logit: number): number {
  return hasScores(loss) ? 1 / (1 + Math.exp(-logit)) : logit
}
