/**
 * GAN-train and GAN-test (Shmelkov et al. 2018) in a sentence each: how much of the reals fakes hold (recall), and how well they keep to
 * what reals follow (precision). Pure; empty where nothing is known yet.
 */
import { differences, meanInterval } from '../../evaluation/worth/paired.ts'
import type { StudyState } from '../../evaluation/worth/study.ts'
import { verdictFor } from '../../evaluation/worth/verdict.ts'
import type { WorthAbout } from '../../kinds/worth.ts'
import { figureText } from './sentences.ts'

type Found = Pick<StudyState, 'scores' | 'onFakes' | 'worth'>

/** Taught on fakes, asked about reals. */
export function ganTrainSentence({ items, figure }: WorthAbout, { scores, worth }: Found): string {
  const [fakes, real] = [scores.get('fakes-alone') ?? [], scores.get('real') ?? []]
  if (fakes.length === 0) return ''
  const figures = `${figure} ${meanText(fakes)}, and ${meanText(real)} where it was taught on reals`
  const asked = `Recall (GAN-train): taught on fakes alone and asked about real ${items}, the learner reaches ${figures}`
  // Where nothing can be learnt from reals, fakes hold nothing of it.
  if (worth.verdict === 'untold') return `${asked}.`
  switch (verdictFor(meanInterval(differences(fakes, real)))) {
    case 'harms':
      return `${asked}: the fakes do not hold all that the reals teach.`
    case 'helps':
    case 'no-worse':
      return `${asked}: as far as can be told the fakes hold what the reals teach.`
    case 'untold':
      return `${asked}.`
  }
}

/** Taught on reals, asked about fakes. */
export function ganTestSentence({ items, figure }: WorthAbout, { scores, onFakes, worth }: Found): string {
  if (onFakes.length === 0) return ''
  const real = (scores.get('real') ?? []).slice(0, onFakes.length)
  const figures = `${figure} ${meanText(onFakes)}, and ${meanText(real)} on reals that were held back`
  const asked = `Precision (GAN-test): taught on real ${items} and asked about fakes, it reaches ${figures}`
  if (worth.verdict === 'untold') return `${asked}.`
  switch (verdictFor(meanInterval(differences(onFakes, real)))) {
    case 'harms':
      return `${asked}: not all fakes are what they say they are.`
    case 'helps':
      return `${asked}: the fakes are plainer than reals, or copies of those that the learner knows.`
    case 'no-worse':
      return `${asked}: as far as can be told the fakes keep to what reals follow.`
    case 'untold':
      return `${asked}.`
  }
}

function meanText(values: readonly number[]): string {
  return figureText(meanInterval(values).mean)
}
