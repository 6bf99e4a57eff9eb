/** The fakes are varied but do not look whole. No accident: every run on pictures passes through it, and some stay there. */
import type { Rule } from '../rule.ts'
import { hasFound, looksWhole, looksWholeAgain, shortfallWords, wholenessWords } from '../wholeness.ts'

export const blurred: Rule = {
  kind: 'blurred',
  hold: 0,
  searching: 0,
  shows: (figures) => hasFound(figures) && !looksWhole(figures),
  lasts: (signals) => !looksWholeAgain(signals),
  evidence: ({ fidelity }) => (fidelity === null ? [] : [shortfallWords(fidelity), wholenessWords(fidelity)]),
  remedies: () => ['average', 'diffaugment', 'r1', 'relativistic-r1r2'],
}
