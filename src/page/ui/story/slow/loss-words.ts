/** What each loss asks of both players, in words: which answer is right, and what a miss costs. Pure. */
import { LOSSES, type LossEntry, type LossId } from '../../../../common/catalog/losses.ts'

interface LossWords {
  /** What a right detective would have said. */
  readonly detectiveAim: (smoothing: number) => string
  /** The price of a real, and of a fake; `g` is short for G(z). Null where it is of pairs, named by the real's. */
  readonly realError: (smoothing: number) => string
  readonly fakeError: string | null
  /** Right answers shown beside single items; null where there is no such number. */
  readonly targets: (smoothing: number) => { readonly real: string; readonly fake: string } | null
  /** What the forger wants the detective to say of its fakes. */
  readonly forgerAim: string
  readonly forgerError: string
  readonly forgerTarget: string | null
}

const cut = (value: number): string => String(Number(value.toFixed(3)))

const crossEntropy: Pick<LossWords, 'detectiveAim' | 'realError' | 'fakeError' | 'targets'> = {
  detectiveAim: (s) =>
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
    forgerAim: 'The forger wants the detective to say 1.',
    forgerError: '−ln D(g)',
    forgerTarget: '1',
  },
  minimax: {
    ...crossEntropy,
    forgerAim:
      'The forger wants the detective to be as wrong as can be: it plays for the same value, downwards.',
    forgerError: 'ln(1 − D(g)), which is below 0',
    forgerTarget: '1',
  },
  'least-squares': {
    detectiveAim: (s) => `Its number should have been ${cut(1 - s)} for every real and 0 for every fake.`,
    realError: (s) => `½(D(x) − ${cut(1 - s)})² for a real`,
    fakeError: '½D(g)² for a fake',
    targets: (s) => ({ real: cut(1 - s), fake: '0' }),
    forgerAim: 'The forger wants the number 1 for its fakes.',
    forgerError: '½(D(g) − 1)²',
    forgerTarget: '1',
  },
  hinge: {
    detectiveAim: () => 'Reals should lie at +1 or above, fakes at −1 or below; beyond that nothing counts.',
    realError: () => 'max(0, 1 − D(x)) for a real',
    fakeError: 'max(0, 1 + D(g)) for a fake',
    targets: () => ({ real: '≥ 1', fake: '≤ −1' }),
    forgerAim: 'The forger wants as high a number as it can get.',
    forgerError: '−D(g)',
    forgerTarget: null,
  },
  wasserstein: {
    detectiveAim: () => 'There is no right answer: numbers of reals should be high and numbers of fakes low.',
    realError: () => '−D(x) for a real',
    fakeError: 'D(g) for a fake',
    targets: none,
    forgerAim: 'The forger wants as high a number as it can get.',
    forgerError: '−D(g)',
    forgerTarget: null,
  },
  'relativistic-average': {
    detectiveAim: () =>
      'Every real should lie above the mean of the fakes, every fake below the mean of the reals.',
    realError: () => '½ ln(1 + e^(mean of fakes − D(x))) for a real',
    fakeError: '½ ln(1 + e^(D(g) − mean of reals)) for a fake',
    targets: none,
    forgerAim:
      'The forger wants the reverse: its fakes above the mean of the reals, reals below that of its fakes.',
    forgerError: '½ ln(1 + e^(mean of reals − D(g))), and the reals’ share likewise',
    forgerTarget: null,
  },
  'relativistic-paired': {
    detectiveAim: () => 'Each real is held against one fake, and should have the higher number.',
    realError: () => 'ln(1 + e^(D(g) − D(x))) for a pair',
    fakeError: null,
    targets: none,
    forgerAim: 'The forger wants each fake to have a higher number than the real it is held against.',
    forgerError: 'ln(1 + e^(D(x) − D(g))) for a pair',
    forgerTarget: null,
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
