/** The shape of a rule: one kind of failure, when it begins, when it is over, and how it is proved to a person. */
import type { RemedyId } from '../../catalog/remedies.ts'
import type { VerdictKind } from '../../shared/report.ts'
import type { Observation } from './observation.ts'
import type { Signals } from './signals.ts'

export interface Rule {
  readonly kind: VerdictKind
  /** Steps for which `begins` must hold without a break before the alarm is raised. */
  readonly hold: number
  /** Steps more while the run has never been well nor ill: every run begins by searching. */
  readonly patience: number
  /** The figures say that it has begun. */
  begins(signals: Signals): boolean
  /** The figures do not yet say that it is over: weaker than `begins`, so that an alarm does not flicker. */
  lasts(signals: Signals): boolean
  /** One look by itself shows the signs: only for dating when they began, as means lag behind. */
  shows(look: Observation): boolean
  /** Sentences with the figures that show it. */
  evidence(signals: Signals): string[]
  /** What helps, best first. */
  cures(signals: Signals): RemedyId[]
}
