/**
 * The verdict over a run, from figures that any dataset has. Rules say what the figures show now; this module decides when
 * that is news: an alarm needs its signs for some time, keeps them until they are clearly over, and remembers when they
 * began. Must not look at the known modes of a mixture, nor change anything.
 */
import type { RemedyId } from '../../../common/catalog/remedies.ts'
import type { Verdict } from '../../../common/protocol/report.ts'
import { History } from './history.ts'
import type { Observation } from './observation.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'
import { notFinite } from './rules/diverged.ts'
import { figuresOfLook, figuresOfNewest, signalsOf, type Signals } from './signals.ts'
import { Streaks } from './streaks.ts'
import { awaitingLooks, searching, wellBeing } from './well-being.ts'
import { hasFound } from './wholeness.ts'

export interface VerdictReport extends Verdict {
  /** Remedies of the catalogue that apply, best first. Empty while all is well. */
  remedies: RemedyId[]
  recovering: boolean
}

export interface RunDiagnosis {
  /**
   * Takes one look into account. Steps must rise; one that does not begins anew, as a run that went back is another run.
   */
  observe(observation: Observation): VerdictReport
  /** A new run. */
  reset(): void
}

/** No alarm before the game is so many steps old but for numbers that are none. */
export const WARM_UP = 200
/** A run that still searches gets this many times longer before its signs are an alarm. */
const PATIENCE = 2
/** Steps for which an alarm's signs must be gone before it ends. */
const RELEASE = 150
/** Fakes this many times as far apart as reals are blown about, not spread over the data. */
const SCATTERED = 1.6

/** @param rules that apply to it, in order of rank */
export function createDiagnosis(rules: readonly Rule[] = RULES): RunDiagnosis {
  let run = new DiagnosisState(rules)
  return {
    observe: (observation) => {
      if (observation.step <= run.step) run = new DiagnosisState(rules)
      return run.observe(observation)
    },
    reset: () => {
      run = new DiagnosisState(rules)
    },
  }
}

interface Alarm {
  readonly rule: Rule
  /** Step at which its signs began. */
  readonly since: number
  /** Step since which they are gone; null while they show. */
  calmSince: number | null
}

/** What is known of one run so far. */
class DiagnosisState {
  step = -Infinity
  /** Step at which the game began. */
  private begun = 0
  private readonly history = new History()
  private readonly streaks: Streaks
  private alarm: Alarm | null = null
  /** An alarm was raised; the run has not been well since. */
  private wasIll = false
  /** Step since which the run has been well; null while it never was. */
  private wellSince: number | null = null

  constructor(private readonly rules: readonly Rule[]) {
    this.streaks = new Streaks(rules)
  }

  observe(observation: Observation): VerdictReport {
    this.step = observation.step
    this.begun = observation.begun ?? 0
    this.history.add(observation)
    const signals = signalsOf(this.history)
    this.streaks.follow(signals)
    this.relax(signals)
    this.raise(signals)
    if (this.alarm === null && hasFound(signals)) this.wellSince ??= signals.step
    if (this.alarm !== null && this.wellSince !== null) this.wellSince = signals.step
    this.wasIll = this.alarm !== null || (this.wasIll && this.wellSince === null)
    return this.report(signals)
  }

  /** Ends the alarm when its signs have been gone for long enough. */
  private relax(signals: Signals): void {
    if (this.alarm === null) return
    if (this.alarm.rule.lasts(signals)) this.alarm.calmSince = null
    else this.alarm.calmSince ??= signals.step
    const { calmSince } = this.alarm
    if (calmSince !== null && signals.step - calmSince >= RELEASE) this.alarm = null
  }

  /** Raises the first rule that is due, unless the alarm that stands outranks it and still shows. */
  private raise(signals: Signals): void {
    const { rules } = this
    const rule = rules.find((candidate) => this.isDue(candidate, signals))
    if (rule === undefined || rule === this.alarm?.rule) return
    const stands = this.alarm !== null && this.alarm.calmSince === null
    if (stands && this.alarm !== null && rules.indexOf(this.alarm.rule) < rules.indexOf(rule)) return
    const since = this.alarm?.rule.kind === rule.kind ? this.alarm.since : this.began(rule, signals)
    this.alarm = { rule, since, calmSince: null }
  }

  /** Means lag: goes back from the streak's first look over those that show the signs by themselves. */
  private began(rule: Rule, { step }: Signals): number {
    const since = this.streaks.of(rule)?.since ?? step
    const before = this.history.all().filter((look) => look.step < since)
    const calm = before.findLastIndex((look) => !rule.shows(figuresOfLook(look)))
    return before[calm + 1]?.step ?? since
  }

  private isDue(rule: Rule, signals: Signals): boolean {
    const streak = this.streaks.of(rule)
    if (streak === null) return false
    if (rule === notFinite) return true
    if (rule.fits?.(signals) === false) return false
    const searches = this.wellSince === null && this.alarm === null
    const first = searches ? Math.max(WARM_UP, rule.searching) : WARM_UP
    return signals.step - this.begun >= first && streak.stood >= (searches ? PATIENCE : 1) * rule.hold
  }

  private report(signals: Signals): VerdictReport {
    if (this.alarm !== null) {
      const { rule, since } = this.alarm
      const evidence = rule.evidence(signals)
      return {
        kind: rule.kind,
        since,
        evidence,
        remedies: rule.remedies(signals),
        recovering: this.recovers(rule),
      }
    }
    const evidence = this.undecided(signals)
    if (evidence !== null || this.wellSince === null) {
      const recovering = this.wasIll
      return { kind: 'warming-up', since: 0, evidence: evidence ?? [], remedies: [], recovering }
    }
    return {
      kind: 'healthy',
      since: this.wellSince,
      evidence: wellBeing(signals),
      remedies: [],
      recovering: false,
    }
  }

  /** Why it is too early to call a run without an alarm well; null where it is not. */
  private undecided(signals: Signals): string[] | null {
    const first = this.begun + WARM_UP
    if (signals.step < first) return [`No judgement before step ${first}.`]
    if (this.wellSince === null) return searching(signals)
    return signals.fidelityAwaited && signals.fidelity === null ? awaitingLooks(signals) : null
  }

  /** An alarm outlasts its signs, as means lag: the newest looks say sooner that it is getting better. */
  private recovers(rule: Rule): boolean {
    const newest = figuresOfNewest(this.history)
    return !rule.shows(newest) && newest.finite && newest.diversity < SCATTERED
  }
}
