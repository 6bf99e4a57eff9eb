/** What the networks will see of the images, after size, fit and colour: drawn by the worker from the prepared bytes. */
import { useCallback } from 'react'
import { useAttach, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'

/** Null unless images are prepared. One text, so that equal answers are equal values. */
const selectWords = ({ dataset }: PageState): string | null =>
  dataset?.kind === 'images'
    ? `The first pictures of ${dataset.label} as the networks see them: ${dataset.size} × ${dataset.size} pixels, ${dataset.channels === 1 ? 'gray' : 'colour'}.`
    : null

export function Preview() {
  const words = useGanvas(selectWords)
  const attach = useAttach()
  const attachPreview = useCallback(
    (canvas: HTMLCanvasElement, onStale: () => void) => attach('preview', canvas, onStale),
    [attach],
  )
  if (words === null) return null
  return (
    <figure className="preview">
      <figcaption>What the networks see</figcaption>
      <SurfaceCanvas attach={attachPreview} label={words} />
    </figure>
  )
}
