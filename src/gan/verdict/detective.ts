/**
 * The verdict over a run, from figures that any dataset has. Rules say what the figures show now; this module decides when
 * that is news: an alarm needs its signs for some time, keeps them until they are clearly over, and remembers when they
 * began. Must not look at the known modes of a mixture, nor change anything.
 */
import type { RemedyId } from '../../catalog/remedies.ts'
import type { Verdict } from '../../shared/report.ts'
import { History } from './history.ts'
import type { Observation } from './observation.ts'
import type { Rule } from './rule.ts'
import { collapse, oscillation } from './rules/collapse.ts'
import { notFinite, runaway } from './rules/diverged.ts'
import { memorising } from './rules/memorising.ts'
import { discriminatorWins, generatorWins } from './rules/winners.ts'
import { signalsOf, type Signals } from './signals.ts'
import { figure, percent } from './words.ts'

export interface VerdictReport extends Verdict {
  /** Remedies of the catalogue that apply, best first. Empty while all is well. */
  cures: RemedyId[]
}

export interface Detective {
  /** Takes one look into account. Looks must come in order of step; going back forgets what lay ahead. */
  observe(observation: Observation): VerdictReport
  /** A new run. */
  reset(): void
}

/** No alarm before this step but for numbers that are none. */
export const WARM_UP = 200
/** Looks in a row that must agree, however far apart they are. */
const LEAST_LOOKS = 3
/** Steps for which an alarm's signs must be gone before it ends. */
const RELEASE = 150
/** While a run has never been good its alarms wait this much longer: every run begins by searching. */
const SEARCHING = 400
/** Signs of a run that has found the data. */
const FOUND = { kept: 0.5, missing: 0.2 }

/** Earlier ones win over later ones. */
const RULES: readonly Rule[] = [
  notFinite,
  runaway,
  generatorWins,
  collapse,
  oscillation,
  discriminatorWins,
  memorising,
]

interface Streak {
  since: number
  looks: number
}

export function createDetective(): Detective {
  const history = new History()
  const streaks = new Map<Rule, Streak>()
  let alarm: { rule: Rule; since: number; calmSince: number | null } | null = null
  let healthySince: number | null = null
  let lastStep = -Infinity

  const reset = () => {
    history.clear()
    streaks.clear()
    alarm = null
    healthySince = null
    lastStep = -Infinity
  }

  /** How long the signs of each rule have stood. */
  const follow = (signals: Signals) => {
    for (const rule of RULES) {
      const streak = streaks.get(rule)
      if (!rule.begins(signals)) streaks.delete(rule)
      else if (streak === undefined) streaks.set(rule, { since: signals.step, looks: 1 })
      else streak.looks++
    }
  }

  const raised = (signals: Signals): Rule | null => {
    const patience = healthySince === null ? SEARCHING : 0
    for (const rule of RULES) {
      const streak = streaks.get(rule)
      if (streak === undefined) continue
      if (rule === notFinite) return rule
      const stood = signals.step - streak.since
      if (signals.step >= WARM_UP && streak.looks >= LEAST_LOOKS && stood >= rule.hold + patience) return rule
    }
    return null
  }

  /** Ends the alarm when its signs have been gone for long enough. */
  const relax = (signals: Signals) => {
    if (alarm === null) return
    if (alarm.rule.lasts(signals)) alarm.calmSince = null
    else alarm.calmSince ??= signals.step
    if (alarm.calmSince !== null && signals.step - alarm.calmSince >= RELEASE) alarm = null
  }

  const replace = (rule: Rule) => {
    const outranks = alarm === null || RULES.indexOf(rule) < RULES.indexOf(alarm.rule)
    if (alarm !== null && !outranks && alarm.calmSince === null) return
    if (alarm?.rule === rule) return
    alarm = { rule, since: streaks.get(rule)?.since ?? lastStep, calmSince: null }
  }

  const report = (signals: Signals): VerdictReport => {
    if (alarm !== null) {
      const { rule, since } = alarm
      return { kind: rule.kind, since, evidence: rule.evidence(signals), cures: rule.cures(signals) }
    }
    if (signals.step < WARM_UP || healthySince === null) {
      return { kind: 'warming-up', since: 0, evidence: searching(signals), cures: [] }
    }
    return { kind: 'healthy', since: healthySince, evidence: wellBeing(signals), cures: [] }
  }

  const observe = (observation: Observation): VerdictReport => {
    if (observation.step < lastStep) reset()
    lastStep = observation.step
    history.add(observation)
    const signals = signalsOf(history)
    if (signals === null) throw new Error('A look was added, yet there is none.')
    follow(signals)
    relax(signals)
    const next = raised(signals)
    if (next !== null) replace(next)
    if (alarm !== null) healthySince = healthySince === null ? null : Math.max(healthySince, signals.step)
    else if (hasFound(signals)) healthySince ??= signals.step
    return report(signals)
  }

  return { observe, reset }
}

function hasFound({ kept, missing, finite }: Signals): boolean {
  return finite && kept >= FOUND.kept && missing <= FOUND.missing
}

function searching({ kept, step }: Signals): string[] {
  if (step < WARM_UP) return [`No judgement before step ${WARM_UP}.`]
  return [`Still searching: fakes keep ${percent(kept)} of the variety of the reals so far.`]
}

function wellBeing({
  kept,
  missing,
  coverage,
  diversity,
  realScore,
  fakeScore,
  separation,
}: Signals): string[] {
  return [
    `Fakes keep ${percent(kept)} of the variety of the reals and leave ${percent(missing)} of them out; ${percent(coverage)} of the reals have a fake in their own neighbourhood.`,
    separation === null
      ? `Fakes lie ${figure(diversity)} times as far apart as reals.`
      : `Scores: reals ${figure(realScore)}, fakes ${figure(fakeScore)}; fakes lie ${figure(diversity)} times as far apart as reals.`,
  ]
}
