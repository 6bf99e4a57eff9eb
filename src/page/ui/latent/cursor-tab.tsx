/** The hand itself: a pad and a slider for each dimension, and in the bar a seed, chance and a walk. */
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { LabTools, type TabProps } from './lab-bar.tsx'
import { LatentBar } from './latent-bar.tsx'
import { LatentPad } from './cursor/latent-pad.tsx'
import { LatentSliders } from './cursor/latent-sliders.tsx'
import { PadAxes } from './cursor/pad-axes.tsx'
import { freshSeed } from './seed.ts'
import type { MovingCursor } from './use-moving-cursor.ts'

const selectPlane = (state: PageState) => state.view.plane
const selectHolds = (state: PageState): boolean => state.latentCursor !== null

export function CursorTab({ dimensions, prior, cursor, onGrasp, lab }: TabProps & { lab: MovingCursor }) {
  const holds = useGanvas(selectHolds)
  const { seed, moved, walking, speed } = lab
  // The generator's grid on the stage shows the same plane.
  const axes = useGanvas(selectPlane)
  const actions = useActions()
  const across = Math.min(axes.across, dimensions - 1)
  const up = Math.min(axes.up, dimensions - 1)
  return (
    <div className="lab-hand">
      <LabTools>
        <LatentBar
          {...{ seed, moved, walking, speed }}
          disabled={!holds}
          onSeed={lab.take}
          onRandom={() => lab.take(freshSeed(seed))}
          onWalk={lab.walk}
          onSpeed={lab.setSpeed}
          onZero={() => {
            onGrasp()
            cursor.move(new Float32Array(dimensions))
          }}
        />
      </LabTools>
      <div className="latent-pad-box">
        <LatentPad {...{ across, up, prior, cursor, onGrasp }} />
        {dimensions > 2 && (
          <PadAxes {...{ dimensions, across, up }} onChange={(plane) => actions.setView({ plane })} />
        )}
      </div>
      <LatentSliders {...{ dimensions, prior, cursor, onGrasp }} />
    </div>
  )
}
