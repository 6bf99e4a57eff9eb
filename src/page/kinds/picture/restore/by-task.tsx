/** Runs that make pictures from pictures show them otherwise than those that imagine: which of two is drawn follows from the task. */
import type { ComponentType } from 'react'
import { isFromPictures } from '../../../../common/config/task.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'

const selectFromPictures = (state: PageState): boolean => isFromPictures(state.sides.run.config)

/** @param Restored is drawn while the run restores or translates @param Imagined is drawn else */
export function byTask<Props extends object>(
  Imagined: ComponentType<Props>,
  Restored: ComponentType<Props>,
): ComponentType<Props> {
  return function ByTask(props: Props) {
    return useGanvas(selectFromPictures) ? <Restored {...props} /> : <Imagined {...props} />
  }
}
