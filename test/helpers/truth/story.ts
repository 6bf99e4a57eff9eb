/** Scripted runs: looks with the figures of a healthy run, but for what a phase changes. */
import {
  createDiagnosis,
  type RunDiagnosis,
  type VerdictReport,
} from '../../../src/worker/evaluation/diagnosis/diagnose.ts'
import type { Observation } from '../../../src/worker/evaluation/diagnosis/observation.ts'

export const BINS = 16

const HEALTHY: Omit<Observation, 'step'> = {
  loss: 'non-saturating',
  lossD: 1.3,
  lossG: 0.75,
  realScore: 0.53,
  fakeScore: 0.47,
  gradNormD: 0.5,
  gradNormG: 1,
  finite: true,
  diversity: 1,
  kept: 0.8,
  missing: 0.05,
  effectiveModes: 14,
  realEffectiveModes: 15,
  shares: new Float64Array(BINS).fill(1 / BINS),
  ndb: 0.3,
  coverage: 0.7,
  precision: 0.7,
  samples: 256,
}

/** All fakes in one bin. */
export function clumpIn(bin: number): Partial<Observation> {
  const shares = new Float64Array(BINS)
  shares[bin % BINS] = 1
  return { kept: 0.07, missing: 0.9, diversity: 0.1, effectiveModes: 1, ndb: 0.95, coverage: 0.08, shares }
}

export function look(step: number, change: Partial<Observation> = {}): Observation {
  return { ...HEALTHY, ...change, step }
}

/** Figures of a phase, fixed or by step. */
export type Figures = Partial<Observation> | ((step: number) => Partial<Observation>)

export interface Told {
  step: number
  verdict: VerdictReport
}

/** Tells a discriminator of phases that each last until a step; a look every `every` steps. */
export function tell(
  phases: readonly { until: number; figures?: Figures }[],
  every = 25,
  discriminator: RunDiagnosis = createDiagnosis(),
): Told[] {
  const told: Told[] = []
  let step = every
  for (const { until, figures = {} } of phases) {
    for (; step <= until; step += every) {
      const change = typeof figures === 'function' ? figures(step) : figures
      told.push({ step, verdict: discriminator.observe(look(step, change)) })
    }
  }
  return told
}

/** The verdicts in order, each once. */
export function kinds(told: readonly Told[]): string[] {
  return told.map(({ verdict }) => verdict.kind).filter((kind, i, all) => kind !== all[i - 1])
}

/** The last verdict. */
export function finally_(told: readonly Told[]): VerdictReport {
  const last = told.at(-1)
  if (last === undefined) throw new Error('Nothing was told.')
  return last.verdict
}

/** First step at which a kind was said. */
export function firstSaid(told: readonly Told[], kind: string): number {
  return told.find(({ verdict }) => verdict.kind === kind)?.step ?? Infinity
}
