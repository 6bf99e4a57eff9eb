/** How long the signs of each rule have stood without a break. */
import type { Rule } from './rule.ts'
import type { Signals } from './signals.ts'

export interface Streak {
  /** Step of the look at which the signs began. */
  readonly since: number
  /** Steps for which they have stood. */
  readonly stood: number
}

export class Streaks {
  private readonly begun = new Map<Rule, number>()
  private step = -Infinity

  constructor(private readonly rules: readonly Rule[]) {}

  /** Takes one look into account. */
  follow(signals: Signals): void {
    this.step = signals.step
    for (const rule of this.rules) {
      if (!rule.shows(signals)) this.begun.delete(rule)
      else if (!this.begun.has(rule)) this.begun.set(rule, signals.step)
    }
  }

  /** The streak of a rule, or null when its signs do not show now. */
  of(rule: Rule): Streak | null {
    const since = this.begun.get(rule)
    return since === undefined ? null : { since, stood: this.step - since }
  }
}
