/** What is marked on the charts and the film: changes of settings, and where a warm start gave way to the game. Pure. */
import type { Mark, SideState } from './side-types.ts'

/** The same list as long as nothing is added, so that charts need not be drawn anew. */
const withBeginning = new WeakMap<readonly Mark[], readonly Mark[]>()

export function marksOf({
  marks,
  step,
  config: { warmStart },
}: Pick<SideState, 'marks' | 'step' | 'config'>): readonly Mark[] {
  if (warmStart === 0 || step < warmStart) return marks
  const before = withBeginning.get(marks)
  if (before?.some((mark) => mark.step === warmStart && mark.label === GAME_BEGINS) === true) return before
  const all = [...marks, { step: warmStart, label: GAME_BEGINS }].sort((a, b) => a.step - b.step)
  withBeginning.set(marks, all)
  return all
}

const GAME_BEGINS = 'Warm start is over, the game begins'
