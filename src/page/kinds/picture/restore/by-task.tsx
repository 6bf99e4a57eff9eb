/** Runs that restore show their pictures otherwise than those that imagine: which of two is drawn follows from the task. */
import type { ComponentType } from 'react'
import { taskOf } from '../../../../common/config/task.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'

const selectRestores = (state: PageState): boolean => taskOf(state.sides.run.config) === 'restore'

/** @param Restored is drawn while the run restores @param Imagined is drawn else */
export function byTask<Props extends object>(
  Imagined: ComponentType<Props>,
  Restored: ComponentType<Props>,
): ComponentType<Props> {
  return function ByTask(props: Props) {
    return useGanvas(selectRestores) ? <Restored {...props} /> : <Imagined {...props} />
  }
}
