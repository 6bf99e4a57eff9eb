/** The shape of a rule: one kind of failure, its signs, when they are an alarm, and how it is proved to a person. */
import type { RemedyId } from '../../../common/catalog/remedies.ts'
import type { VerdictKind } from '../../../common/protocol/report.ts'
import type { Figures, Signals } from './signals.ts'

export interface Rule {
  readonly kind: VerdictKind
  /** Steps for which its signs must show without a break before the alarm is raised. */
  readonly hold: number
  /** No alarm before this step while the run has never been well nor ill: every run begins by searching. */
  readonly searching: number
  /** The signs: asked of the figures over a window, and of single looks to date when they began. */
  shows(figures: Figures): boolean
  /** What must be so besides when the alarm is raised; absent: nothing. */
  fits?(signals: Signals): boolean
  /** The signs are not clearly over: weaker than `shows`, so that an alarm does not flicker. */
  lasts(signals: Signals): boolean
  /** Sentences with the figures that show it. */
  evidence(signals: Signals): string[]
  /** What helps, best first. */
  remedies(signals: Signals): RemedyId[]
}
