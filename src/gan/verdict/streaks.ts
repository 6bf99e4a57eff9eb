/** How long the signs of each rule have stood without a break. */
import type { Rule } from './rule.ts'
import type { Signals } from './signals.ts'

export interface Streak {
  /** Step of the look at which the signs began. */
  readonly since: number
  /** Steps for which they have stood, and looks that saw them. */
  readonly stood: number
  readonly looks: number
}

export class Streaks {
  private readonly begun = new Map<Rule, { since: number; looks: number }>()
  private step = -Infinity

  constructor(private readonly rules: readonly Rule[]) {}

  /** Takes one look into account. */
  follow(signals: Signals): void {
    this.step = signals.step
    for (const rule of this.rules) {
      const streak = this.begun.get(rule)
      if (!rule.begins(signals)) this.begun.delete(rule)
      else if (streak === undefined) this.begun.set(rule, { since: signals.step, looks: 1 })
      else streak.looks++
    }
  }

  /** The streak of a rule, or null when its signs do not show now. */
  of(rule: Rule): Streak | null {
    const streak = this.begun.get(rule)
    return streak === undefined ? null : { ...streak, stood: this.step - streak.since }
  }
}
