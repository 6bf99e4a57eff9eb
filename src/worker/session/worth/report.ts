/** From what a study has found to what the page and scripts are told: plain JSON, sentences included. Pure. */
import type {
  WorthArm,
  WorthArmId,
  WorthInterval,
  WorthItems,
  WorthPoint,
  WorthProgress,
  WorthReport,
} from '../../../common/protocol/worth.ts'
import { ARMS, armsOf, MANY } from '../../evaluation/worth/arms.ts'
import { risingCurve, type CurvePoint } from '../../evaluation/worth/learning-curve.ts'
import { meanInterval, type MeanInterval } from '../../evaluation/worth/paired.ts'
import type { StudyState, StudyStep } from '../../evaluation/worth/study.ts'
import { verdictOf } from '../../evaluation/worth/verdict.ts'
import type { WorthAbout } from '../../kinds/worth.ts'
import { ganTestSentence, ganTrainSentence } from './gan-train-test.ts'
import { rivalSentence, verdictSentence, worthSentence } from './sentences.ts'

/** Before the first learner. */
export function nothingFound(total: number): StudyState {
  const scores = new Map(ARMS.map(({ id }) => [id, []]))
  return {
    fakes: null,
    scores,
    onFakes: [],
    curve: [],
    rivals: new Map(),
    done: 0,
    total,
    worth: verdictOf(scores, []),
  }
}

export function reportOf(
  { classic, many, rivals, ...about }: WorthAbout,
  found: StudyState,
  state: WorthReport['state'],
  progress: WorthProgress,
): WorthReport {
  // As many as came where hardly any row was what it was asked to be.
  const counted = { ...about, fakes: found.fakes ?? about.fakes }
  const whole = { classic, many, rivals, ...counted }
  const { worth, curve, onFakes } = found
  return {
    ...counted,
    state,
    verdict: worth.verdict,
    sentence: verdictSentence(whole, found, state),
    worthSentence: worthSentence(whole, found),
    rivalSentence: rivalSentence(whole, found),
    arms: armsOf({ many, classic: classic !== null }).map(({ id }): WorthArm => {
      const scores = found.scores.get(id) ?? []
      return { id, label: armLabel(id, whole), scores, ...interval(meanInterval(scores)) }
    }),
    ganTest: {
      label: `Taught on real ${whole.items}, asked about fakes`,
      scores: onFakes,
      ...interval(meanInterval(onFakes)),
    },
    ganTrainSentence: ganTrainSentence(whole, found),
    ganTestSentence: ganTestSentence(whole, found),
    difference: {
      ...interval(worth.difference),
      withFakes: worth.withFakes,
      without: worth.without,
    },
    aloneWorth: items(worth.aloneWorth),
    worth: items(worth.worth),
    curve: pointsOf(curve),
    rivals: rivals.map(({ id, label }) => {
      const scores = found.rivals.get(id) ?? []
      return { id, label, scores, ...interval(meanInterval(scores)) }
    }),
    progress,
  }
}

export function armLabel(
  id: WorthArmId,
  { items: noun, classic }: Pick<WorthAbout, 'items' | 'classic'>,
): string {
  const added = classic ?? 'classic'
  switch (id) {
    case 'real':
      return `Real ${noun}`
    case 'classic':
      return `Real ${noun} + ${added}`
    case 'fakes':
      return `Real ${noun} + fakes`
    case 'classic-fakes':
      return `Real ${noun} + ${added} + fakes`
    case 'many-fakes':
      return `Real ${noun} + ${MANY} × fakes`
    case 'fakes-alone':
      return 'Fakes alone'
  }
}

/** “Comparison 2 of 5: real rows + fakes.” */
export function stepLabel(step: StudyStep, seed: number, about: WorthAbout): string {
  return `Comparison ${seed + 1} of ${about.seeds}: ${whatIsTaught(step, about)}`
}

function whatIsTaught(step: StudyStep, about: WorthAbout): string {
  switch (step.on) {
    case 'arm':
      return armLabel(step.id, about).toLowerCase().replace('smote', 'SMOTE')
    case 'fakes':
      return 'making fakes'
    case 'gan-test':
      return `real ${about.items}, asked about fakes`
    case 'rival': {
      const { id } = step
      const rival = about.rivals.find((one) => one.id === id)
      return `${about.items} of ${rival?.label ?? id}`
    }
    case 'curve':
      return `${step.items.toLocaleString('en-GB')} real ${about.items} alone`
  }
}

function pointsOf(curve: readonly CurvePoint[]): WorthPoint[] {
  const rising = risingCurve(curve)
  return curve.map(({ items: count, score }) => ({
    items: count,
    score: known(score),
    rising: known(rising.find(({ items: other }) => other === count)?.score ?? NaN),
  }))
}

function interval({ mean, low, high }: MeanInterval): WorthInterval {
  return { mean: known(mean), low: known(low), high: known(high) }
}

function items({ items: count, reach }: { items: number; reach: WorthItems['reach'] }): WorthItems {
  return { items: known(count), reach }
}

/** Neither NaN nor infinity is JSON. */
function known(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
