/** The twin's picture of the latent under the hand, beside the run's: one hand, two generators. */
import { useGanvas } from '../../state/page.ts'
import { isCompared } from '../../state/run/sides.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { useSurface } from '../stage/use-surface.ts'

export function TwinPortrait() {
  const compared = useGanvas(isCompared)
  const attach = useSurface('latent', 'twin')
  if (!compared) return null
  return (
    <SurfaceCanvas
      attach={attach}
      label="The twin’s picture of the same latent under the hand."
      className="latent-portrait twin-portrait"
    />
  )
}
