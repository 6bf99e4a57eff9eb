/** The twin's picture of the latent under the hand, beside the run's: one hand, two generators. */
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { useSurface } from '../stage/use-surface.ts'

const selectCompared = (state: PageState): boolean => state.twin !== null

export function TwinPortrait() {
  const compared = useGanvas(selectCompared)
  const attach = useSurface('twin-latent')
  if (!compared) return null
  return (
    <SurfaceCanvas
      attach={attach}
      label="The twin’s picture of the same latent under the hand."
      className="latent-portrait twin-portrait"
    />
  )
}
