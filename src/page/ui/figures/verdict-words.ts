/** The verdicts in words. What leads to one is the worker's work; how one is cured stands in the set-up column. */
import type { Metrics, Verdict, VerdictKind } from '../../../common/protocol/report.ts'

export interface VerdictWords {
  readonly label: string
  readonly meaning: string
  readonly tone: 'wait' | 'good' | 'watch' | 'bad'
}

export const VERDICTS: Readonly<Record<VerdictKind, VerdictWords>> = {
  'warming-up': {
    label: 'Warming up',
    meaning: 'Too few steps to judge.',
    tone: 'wait',
  },
  unjudged: {
    label: 'Not judged',
    meaning: 'The data give too little to judge by.',
    tone: 'wait',
  },
  healthy: {
    label: 'Healthy',
    meaning: 'The two keep pace and nothing is lost.',
    tone: 'good',
  },
  'mode-collapse': {
    label: 'Mode collapse',
    meaning: 'The forger makes few kinds of fakes and leaves the rest of the data out.',
    tone: 'bad',
  },
  'discriminator-wins': {
    label: 'Detective wins',
    meaning: 'The detective sees through every fake; the forger has little left to learn from.',
    tone: 'bad',
  },
  'generator-wins': {
    label: 'Forger wins',
    meaning: 'The detective is fooled by nearly every fake; it no longer points the way.',
    tone: 'watch',
  },
  oscillating: {
    label: 'Oscillating',
    meaning: 'The two chase each other in circles and do not settle.',
    tone: 'watch',
  },
  memorising: {
    label: 'Memorising',
    meaning: 'Copies: fakes are near copies of training items.',
    tone: 'watch',
  },
  blurred: {
    label: 'Varied but blurred',
    meaning: 'Many kinds of fakes, none of them whole yet.',
    tone: 'watch',
  },
  diverged: {
    label: 'Diverged',
    meaning: 'Losses, weights or fakes ran away.',
    tone: 'bad',
  },
}

/** The words for a verdict as it stands: an alarm whose signs are gone from the newest looks is no longer cried. */
export function verdictWords({ kind, recovering }: Verdict): VerdictWords {
  if (recovering !== true) return VERDICTS[kind]
  const was = kind === 'warming-up' ? 'what was wrong' : VERDICTS[kind].label.toLowerCase()
  return {
    label: 'Recovering',
    meaning: `The newest samples no longer show ${was}; the verdict waits until it stays so.`,
    tone: 'watch',
  }
}

/** “7 of 8 modes are found now.”; for pictures their kinds, where a judge knows them; empty where nothing does. */
export function foundWords(metrics: Metrics | null): string {
  const { modes, modesTotal, classes, classesTotal } = metrics ?? {}
  if (modes !== undefined && modesTotal !== undefined) return `${modes} of ${modesTotal} modes are found now.`
  if (classes !== undefined && classesTotal !== undefined)
    return `${classes} of ${classesTotal} classes are found now.`
  return ''
}
