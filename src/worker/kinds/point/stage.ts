/** The stage of points: its scene with the mark of the hand in it, and the sample of a latent among the reals alone. */
import { NO_LAYERS } from '../../../common/items/stage-layers.ts'
import { WHOLE } from '../../../common/items/viewport.ts'
import type { PointSet } from '../../data/point-set.ts'
import type { PointScene } from '../../draw/scene.ts'
import type { Mark, Stage } from '../kind.ts'
import { pointScene, withHeld } from './scene.ts'

const mark: Mark<PointSet> = {
  move: (scene: PointScene, shown, cursor) => withHeld(scene, shown, cursor),
  // The mark is drawn by itself; of the rest of the stage only the grid goes through the latent under the hand.
  followedByMore: ({ layers }) => layers.grid,
}

export const pointStage: Stage<PointSet> = {
  scene: pointScene,
  isReadBack: ({ device, grid, inputGradients }: PointScene) =>
    device === undefined || grid !== null || inputGradients !== null,
  waitsForHand: false,
  cursorScene(shown, view, cursor) {
    const layers = { ...NO_LAYERS, real: true }
    return pointScene(shown, { ...view, layers, viewport: WHOLE }, { cursor, focus: null })
  },
  mark,
  preview: null,
}
